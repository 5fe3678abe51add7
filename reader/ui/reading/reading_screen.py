"""Composes the reading screen from its parts, and shows the changes of each key once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from reader.reading.review import from_view
from reader.reading.session import Session
from reader.ui.bindings import bindings_of, key_of, keys_of
from reader.ui.keys_in_order import OPENING
from reader.ui.reading.action_table import collect
from reader.ui.reading.article_marker import ArticleMarker
from reader.ui.reading.article_turner import ArticleTurner
from reader.ui.reading.article_view import ArticleView
from reader.ui.reading.boxes import OpenedBoxes
from reader.ui.reading.caret import Caret
from reader.ui.reading.changes import Change, Changes, Extent, Relisting
from reader.ui.reading.edge_mover import EdgeMover
from reader.ui.reading.explainer import Explainer
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Surroundings
from reader.ui.reading.next_key import describe_next_key
from reader.ui.reading.occurrence_tagger import OccurrenceTagger
from reader.ui.reading.painting import PageStyles
from reader.ui.reading.panel_switches import PanelSwitches
from reader.ui.reading.pending import Counting, Pending
from reader.ui.reading.recorder import Recorder
from reader.ui.reading.reviewer import Reviewer
from reader.ui.reading.role_bar import RoleBar
from reader.ui.reading.role_picker import RolePicker
from reader.ui.reading.search_bar import SearchBar
from reader.ui.reading.searcher import Searcher
from reader.ui.reading.side_panel import SidePanel
from reader.ui.reading.status_figures import StatusFigures
from reader.ui.reading.status_line import StatusLine
from reader.ui.reading.subject import Subject
from reader.ui.reading.tagger import Tagger
from reader.ui.reading.view_switches import ViewSwitches
from reader.ui.reading.waited_keys import WaitedKeys
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_text import notify
from reader.ui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from reader.journal.operations import Operation
    from reader.reading.work import Work
    from reader.settings.definitions import Config
    from reader.store.first_views import View

_PANEL_AFTER = 0.15
"""Seconds after an action until the panel lists its items again, since a long list would hold up the next key."""
_REPEATED = ("move", "select", "annotation")
"""The groups of actions that a count repeats; for a label, the count is the number of words to tag."""


class ReadingScreen(Screen[None]):
    """An article with its panel."""

    BINDINGS: ClassVar = bindings_of("reading")

    def __init__(self, session: Session, palette: PageStyles, reader: Surroundings) -> None:
        super().__init__()
        display, panel = reader.config.display, reader.config.panel
        self._reader = reader
        self._hand = ArticleInHand(session)
        self.view = ArticleView(
            session,
            palette,
            margin=display.margin,
            measure=display.measure,
            paragraphs=display.paragraphs,
            context=reader.config.reading.context,
            take_key=self.take_key,
        )
        self.view.spacing = display.line_spacing
        self.panel = SidePanel(reader.labels, language=display.label_names, width=panel.width)
        self.panel.tab = reader.view_keeping.tab
        self.search = SearchBar()
        self.role_bar = RoleBar()
        self.status = StatusLine()
        self.changes = Changes(self._show)
        self._figures = StatusFigures(self._hand, reader, self.view)

        hand, changes, view, labels = self._hand, self.changes, self.view, reader.labels
        say, boxes, shown_key = partial(notify, self), OpenedBoxes(self, reader), partial(key_of, node=self)
        begin = partial(self.run_worker, group=OPENING)
        self._recorder = recorder = Recorder(
            hand,
            changes,
            say=say,
            report_unwritten=reader.writing.report_unwritten,
            start_work_again=reader.start_work_again,
        )
        self._caret = caret = Caret(hand, changes, view, say=say, copy=reader.copy_aloud)
        self._subject = subject = Subject(hand, changes, self.panel)
        self._reviewer = reviewer = Reviewer(
            hand,
            changes,
            recorder,
            subject,
            say=say,
            labels=labels,
            number=lambda: (reader.at + 1, len(reader.articles)),
            key_of=shown_key,
            with_roles=reader.config.tagging.roles_too,
        )
        tagger = Tagger(hand, changes, recorder, view, subject, say=say, labels=labels, reviewer=reviewer)
        self._edge_mover = EdgeMover(hand, changes, recorder, say=say)
        self._role_picker = RolePicker(hand, changes, recorder, view, say=say, labels=labels)
        self._searcher = Searcher(hand, changes, view, self.search)
        self._panel_switches = PanelSwitches(
            changes, view, self.panel, is_wanted=panel.visible, side=panel.side, columns=panel.width
        )
        self._waited_keys = WaitedKeys(
            hand,
            changes,
            caret=caret,
            tagger=tagger,
            role_picker=self._role_picker,
            bound_digits={
                key
                for each in reader.actions
                if each.where in ("reading", "everywhere")
                for key in keys_of(each, reader.config)
                if key.isdecimal()
            },
        )
        occurrence_tagger = OccurrenceTagger(
            hand,
            recorder,
            boxes,
            say=say,
            begin=begin,
            labels=labels,
            last_label=lambda: tagger.last_label,
            read=reader.library.read,
            remember=reader.writing.remember,
            key_of=shown_key,
        )
        self._marker = marker = ArticleMarker(
            hand,
            recorder,
            caret,
            boxes,
            subject,
            say=say,
            begin=begin,
            open_text=reader.open_text,
            open_unfinished=reader.open_unfinished,
        )
        self._view_switches = ViewSwitches(hand, changes, recorder, view, say=say)
        self.action_table = collect(
            part.actions
            for part in (
                caret,
                tagger,
                self._edge_mover,
                occurrence_tagger,
                self._role_picker,
                self._reviewer,
                recorder,
                marker,
                ArticleTurner(hand, reader, boxes),
                Explainer(hand, reader, boxes, say=say),
                self._searcher,
                self._panel_switches,
                self._view_switches,
            )
        )
        """Runs each action of this screen, by its registered name."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="article-and-panel"):
            yield self.panel
            yield self.view
        yield self.search
        yield self.role_bar
        yield self.status
        yield KeyLine("help", "accept", "next", "reject", "quit", "commitment", "search")

    def on_mount(self) -> None:
        # Before the first frame, so that the text is laid out once.
        self._panel_switches.fit(self.app.size.width)
        self._panel_due = self.set_interval(_PANEL_AFTER, self._list_in_panel, pause=True)
        self.view.focus()
        self.changes.note(Extent.CURRENT, Relisting.NOW)

    def on_resize(self) -> None:
        self._panel_switches.fit(self.size.width)

    @property
    def session(self) -> Session:
        """The session of the article in hand."""
        return self._hand.session

    @property
    def work(self) -> Work | None:
        """The analyst's work in this article; None until the workspace is open."""
        return self._hand.work

    @property
    def pending(self) -> Pending:
        """The state that decides what the next key means."""
        return self._hand.pending

    @property
    def mode(self) -> str:
        """The present activity, for the status line."""
        return self._figures.mode

    # Keys

    def action_run(self, name: str) -> None:
        """Run an action by its registered name, repeatedly if it can be repeated and a count was typed."""
        with self.changes.collected():
            self._subject.prepare(name)
            is_counting = isinstance(self._hand.pending.waiting, Counting)
            run = self.action_table[name]
            for _ in range(self._hand.take_count() if name.partition(".")[0] in _REPEATED else 1):
                run()
            if is_counting:
                self._hand.pending = self._hand.pending.without_count()
                self.changes.note(Extent.BARS)

    def take_key(self, event: events.Key) -> bool:
        """Use a key for a pending choice, a role being filled, or a count; return whether it was used."""
        with self.changes.collected():
            was_reviewing = self._hand.pending.review is not None
            is_taken = self._waited_keys.take(event.key)
            if was_reviewing and self._hand.pending.review is None:
                self._reviewer.say_ended()
            return is_taken

    # Messages from the widgets

    def on_article_view_moved(self) -> None:
        self.changes.note(Extent.MARKS)

    def on_article_view_released(self) -> None:
        with self.changes.collected():
            self._role_picker.fill_from_mouse()

    def on_role_bar_clicked(self, message: RoleBar.Clicked) -> None:
        with self.changes.collected():
            self._waited_keys.click(message.key, message.role)

    def on_side_panel_chosen(self, message: SidePanel.Chosen) -> None:
        self._caret.go_to_one_of(message.annotations)

    def on_side_panel_reached(self) -> None:
        self._subject.show_card()

    def on_side_panel_ended(self, message: SidePanel.Ended) -> None:
        with self.changes.collected():
            self._subject.show_card()
            self._caret.step_on(message.step)

    def on_panel_list_entered(self) -> None:
        self._subject.enter_cards()

    def on_panel_list_left(self) -> None:
        self._subject.leave_cards()
        self._panel_switches.turn_focus()

    def on_side_panel_bookmark_chosen(self, message: SidePanel.BookmarkChosen) -> None:
        with self.changes.collected():
            self._caret.go_to(message.offset)
            if message.removed:
                self._marker.turn_bookmark()

    def on_side_panel_lost_chosen(self, message: SidePanel.LostChosen) -> None:
        with self.changes.collected():
            self._edge_mover.settle_lost(message.lost, dismissed=message.dismissed)

    def on_search_bar_found(self, message: SearchBar.Found) -> None:
        self._searcher.show_hits(message.spans, message.current)

    def on_search_bar_closed(self, message: SearchBar.Closed) -> None:
        self._searcher.close(kept=message.kept)

    # Calls from the application

    def show_session(self, session: Session) -> None:
        """Show another article."""
        # The direction belongs to the article.
        session.view = replace(self.session.view, base=session.view.base)
        self.search.clear()
        self._hand.turn_to(session)
        self.view.show(session)
        self.changes.note(Extent.CURRENT, Relisting.NOW)
        self._reviewer.arrive()
        if self._hand.pending.review is not None:
            # The review goes on at a proposal in the text, so the next keys are for that, not for a card.
            self.view.focus()

    def show_work(self, work: Work) -> None:
        """Let the analyst work on the article in hand, and show earlier decisions on it."""
        with self.changes.collected():
            self._hand.work = work
            self.changes.note(Extent.CENTRED, Relisting.NOW)
            self._reviewer.begin_here(resumed_at=work.state.position)

    def show_annotations(self) -> None:
        """Show the session's annotations after they have changed."""
        with self.changes.collected():
            self.changes.note(Extent.MARKS, Relisting.NOW)
            self._reviewer.begin_here()

    def show_changes(self) -> None:
        """Show recorded actions, first in the text and then in the panel, which takes longer."""
        self.changes.note(Extent.MARKS, Relisting.SOON)

    def show_taken_back(self, taken: Sequence[Operation]) -> None:
        """Show the changes of an undo or redo that took a while, and go to them."""
        with self.changes.collected():
            self.show_changes()
            self._recorder.go_where_it_was(taken)

    def describe_view(self) -> dict[str, View | None]:
        """How the analyst looks at the articles now, by the names under which that is kept."""
        review = self._hand.pending.review
        return {
            **self._view_switches.describe(),
            **self._panel_switches.describe(),
            "review": review.to_view() if review is not None else None,
        }

    def take_view(self, config: Config, *, tab: str, tashkeel: str) -> None:
        """Show text and panel as the settings want them."""
        with self.changes.collected():
            self._view_switches.take(config.display, tashkeel=tashkeel)
            self._panel_switches.take(config.panel, tab)
            self.changes.note(Extent.CURRENT, Relisting.NOW)

    def take_review(self, kept: Mapping[str, str]) -> None:
        """Go on with the review that was under way when the reader was left, without moving the caret."""
        self._hand.pending = replace(self._hand.pending, review=from_view(kept, self._reader.labels))
        self.changes.note(Extent.BARS)

    def show_progress(self) -> None:
        """Show the present activity in the status line."""
        if is_standing(self):
            self.changes.note(Extent.BARS)

    def repaint(self, palette: PageStyles) -> None:
        """Draw everything in the colours of another theme."""
        self.view.palette = palette
        self.view.repaint_all()
        self._list_in_panel()

    # Showing

    def _show(self, change: Change) -> None:
        """Show the changes of an action: the text first, since the analyst is looking at it."""
        is_scrolled = change.extent >= Extent.CARET and self.view.reveal(centre=change.extent is Extent.CENTRED)
        if change.extent >= Extent.MARKS and not is_scrolled:
            self.view.repaint_changed()
        if change.relisting is Relisting.NOW:
            self._list_in_panel()
        elif change.relisting is Relisting.SOON:
            self._panel_due.reset()
            self._panel_due.resume()
        if change.extent >= Extent.CURRENT and change.relisting is not Relisting.NOW:
            if self.panel.has_keyboard:
                self.panel.follow()
            else:
                # Scrolling the list to its item can wait until the next frame.
                self.call_after_refresh(self.panel.follow)
        if change.extent >= Extent.BARS:
            language = self._reader.config.display.label_names
            self.role_bar.show(describe_next_key(self._hand, self._reader.labels, language=language))
            self.status.show(self.session, self._figures.standing, self._figures.mode)
            self._subject.take_back_keyboard()

    def _list_in_panel(self) -> None:
        self._panel_due.pause()
        work = self._hand.work
        if work is None:
            self.panel.show(self.session)
        else:
            self.panel.show(self.session, work.state, work.lost)
