"""The screen on which an article is read."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal

from reader.errors import StoreError
from reader.layout import Base, find_direction
from reader.model import Annotation
from reader.reading.session import Session
from reader.settings.definitions import Config
from reader.ui.bindings import bindings_of
from reader.ui.problems import ProblemsScreen
from reader.ui.reading.article_view import ArticleView
from reader.ui.reading.moving_keys import MovingKeys
from reader.ui.reading.paging import Pages
from reader.ui.reading.painting import PageStyles
from reader.ui.reading.role_bar import RoleBar
from reader.ui.reading.search_bar import SearchBar
from reader.ui.reading.side_panel import SidePanel
from reader.ui.reading.status_line import StatusLine, describe_writing
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_text import notify
from reader.ui.widgets.key_line import KeyLine

_JUSTIFY: tuple[str | None, ...] = (None, "tatweel", "spaces")
_DIRECTIONS: dict[Base | None, str] = {
    None: "Each paragraph has its own direction.",
    "rtl": "Every paragraph runs right to left.",
    "ltr": "Every paragraph runs left to right.",
}
_NARROW = 76
"""A window narrower than this, in cells, has no room for the panel beside the text."""
_MEASURES = range(20, 301)
_PANEL_AFTER = 0.15
"""Seconds after an action until the panel is listed anew; long lists take longer than a key may."""


class ReadingScreen(MovingKeys):
    """An article with its panel; every action of the registry that belongs to reading has a `do_` method."""

    BINDINGS: ClassVar = bindings_of("reading")

    view = getters.query_one(ArticleView)
    panel = getters.query_one(SidePanel)
    status = getters.query_one(StatusLine)
    search = getters.query_one(SearchBar)

    def __init__(self, session: Session, palette: PageStyles, config: Config) -> None:
        super().__init__()
        self.session = session
        self.config = config
        self._palette = palette
        self._panel_wanted = config.panel.visible
        self._before_search = session.selection
        self._pages = Pages()

    def compose(self) -> ComposeResult:
        display, panel = self.config.display, self.config.panel
        with Horizontal(id="article-and-panel"):
            yield SidePanel(self.reader.labels, language=display.label_language, width=panel.width)
            view = ArticleView(
                self.session,
                self._palette,
                margin=display.margin,
                measure=display.measure,
                context=self.config.reading.context,
                take_key=self.take_key,
            )
            view.spacing = display.line_spacing
            yield view
        yield SearchBar()
        yield RoleBar()
        yield StatusLine()
        yield KeyLine("help", "accept", "next", "reject", "quit", "commitment", "search")

    def on_mount(self) -> None:
        self._place_panel(self.config.panel.side)
        self._panel_due = self.set_interval(_PANEL_AFTER, self._show_panel_due, pause=True)
        self.panel.show(self.session)
        self.view.focus()
        self._follow()

    def on_resize(self) -> None:
        self._show_panel()

    # What the parts of the screen report.

    def on_article_view_moved(self) -> None:
        self.after_move(scroll=False)

    def on_side_panel_chosen(self, message: SidePanel.Chosen) -> None:
        """Go to the item's first mention, or to the one after the caret's where the caret is at one already."""
        mentions = message.annotations
        current = self.session.current
        at = mentions.index(current) + 1 if current in mentions else 0
        self.session.choose(mentions[at % len(mentions)])
        self.after_move(centre=True)

    def on_side_panel_bookmark_chosen(self, message: SidePanel.BookmarkChosen) -> None:
        """Go to the bookmark."""
        self.session.move_to(message.offset)
        self.after_move(centre=True)

    def on_side_panel_lost_chosen(self, message: SidePanel.LostChosen) -> None:
        """Put what found no place over what is selected, or dismiss it."""
        self.settle_lost(message.lost, dismissed=message.dismissed)

    def show_changes(self) -> None:
        """Show what an action has changed; the panel follows after the text, since it takes longer."""
        self.view.repaint_changed()
        self._follow()
        self._panel_due.reset()
        self._panel_due.resume()

    def _show_panel_due(self) -> None:
        self._panel_due.pause()
        self._list_in_panel()

    def show_annotations(self) -> None:
        """Show what the session's annotations have become."""
        self.view.repaint_changed()
        self._list_in_panel()
        self._follow()

    def describe_progress(self) -> None:
        """Say in the status line what the engine is doing."""
        if is_standing(self):
            self._follow()

    def show_session(self, session: Session) -> None:
        """Turn to another article."""
        # The direction belongs to the article.
        session.view = replace(self.session.view, base=session.view.base)
        self.search.clear()
        self.session, self.work = session, None
        self.awaited = self.picking = self.review = None
        self.view.show(session)
        self.panel.show(session)
        self._follow()

    def repaint(self, palette: PageStyles) -> None:
        """Draw everything in the colours of another theme."""
        self._palette = palette
        self.view.palette = palette
        self.view.repaint_all()
        self._list_in_panel()

    # Actions, named after the registry: `move.word_forward` is do_move_word_forward.

    def action_run(self, name: str) -> None:
        """Run an action of the registry by name, as often as the count says where that has a meaning."""
        group, _, verb = name.partition(".")
        if group == "label":
            self.tag(verb)
            return
        for _ in range(self.take_count() if group in ("move", "select", "annotation") else 1):
            getattr(self, "do_" + name.replace(".", "_"))()
        self.count = ""

    def do_annotation_next(self) -> None:
        self._went(self.session.step_annotation(1), "There is no annotation after this one.")

    def do_annotation_previous(self) -> None:
        self._went(self.session.step_annotation(-1), "There is no annotation before this one.")

    def do_annotation_same_next(self) -> None:
        self._went(self.session.step_mention(1), "The caret is on no annotation.")

    def do_annotation_same_previous(self) -> None:
        self._went(self.session.step_mention(-1), "The caret is on no annotation.")

    def do_annotation_run(self) -> None:
        self.reader.annotate(self.session)

    def do_copy(self) -> None:
        copied = self.session.copied()
        if not copied:
            notify(self, "There is no word under the caret to copy.", severity="warning")
            return
        self.app.copy_to_clipboard(copied)
        told = copied if len(copied) <= 40 else copied[:40] + "…"
        notify(self, f"Copied: {told}")

    def do_panel_focus(self) -> None:
        if self.view.has_focus:
            self._panel_wanted = True
            self._show_panel(even_narrow=True)
            self._show_panel_due()
            self.panel.focus_list()
        else:
            self.view.focus()
            self._show_panel()

    def do_panel_toggle(self) -> None:
        self._panel_wanted = not self.panel.display
        self._show_panel(even_narrow=True)
        if not self.panel.display:
            self.view.focus()

    def do_panel_swap(self) -> None:
        self._place_panel("left" if self.panel.has_class("right") else "right")

    def do_panel_entities(self) -> None:
        self._turn_to("entities")

    def do_panel_commitments(self) -> None:
        self._turn_to("commitments")

    def do_panel_notes(self) -> None:
        self._turn_to("notes")

    def do_panel_wider(self) -> None:
        self._widen_panel(4)

    def do_panel_narrower(self) -> None:
        self._widen_panel(-4)

    def do_view_tashkeel(self) -> None:
        shown = self.session.view.tashkeel == "keep"
        self._change_view(tashkeel="strip" if shown else "keep")
        notify(self, "Tashkeel is hidden." if shown else "Tashkeel is shown.")

    def do_view_direction(self) -> None:
        """Turn the article: against its own direction, then along with it throughout, then as its paragraphs are."""
        own = find_direction(self.session.text)
        turns: tuple[Base | None, ...] = (None, "ltr" if own == "rtl" else "rtl", own)
        base = turns[(turns.index(self.session.view.base) + 1) % len(turns)]
        self._change_view(base=base)
        self._list_in_panel()
        notify(self, _DIRECTIONS[base])

    def do_view_wider(self) -> None:
        self._change_measure(4)

    def do_view_narrower(self) -> None:
        self._change_measure(-4)

    def do_view_spacing(self) -> None:
        self.view.spacing = 1 - self.view.spacing
        self.after_move()

    def do_view_justify(self) -> None:
        at = _JUSTIFY.index(self.session.view.justify)
        self._change_view(justify=_JUSTIFY[(at + 1) % len(_JUSTIFY)])
        notify(self, f"Lines are justified: {self.session.view.justify or 'no'}.")

    def do_view_others(self) -> None:
        work = self.opened_work()
        if work is None:
            return
        wanted = not work.shows_others
        try:
            work.show_others(wanted)
        except StoreError as error:
            notify(self, str(error), severity="error", timeout=15)
            return
        notify(self, "What others tagged is shown." if wanted else "What others tagged is hidden.")
        self.show_annotations()

    def do_view_theme(self) -> None:
        self.reader.next_theme()

    def do_search_open(self) -> None:
        self._before_search = self.session.selection
        self.search.open(self.session.text, self.session.caret)

    def do_search_next(self) -> None:
        self.search.step(1, caret=self.session.caret)

    def do_search_previous(self) -> None:
        self.search.step(-1, caret=self.session.caret)

    def do_article_library(self) -> None:
        self.reader.show_library()

    def do_article_reload(self) -> None:
        self.reader.files.read_anew()

    def do_article_problems(self) -> None:
        reader = self.reader
        remarks = reader.articles[reader.at].warnings
        told = (*remarks, *reader.problems, *reader.load_errors, *reader.files.problems)
        self.app.push_screen(ProblemsScreen(tuple(dict.fromkeys(told))))

    def do_article_next(self) -> None:
        self.reader.step_article(1)

    def do_article_previous(self) -> None:
        self.reader.step_article(-1)

    def on_search_bar_found(self, message: SearchBar.Found) -> None:
        """Mark what the search has found so far and stand at the hit the analyst is at."""
        self.session.hits = message.spans
        self.session.hit = message.current
        if message.current is not None:
            self.session.move_to(message.current.start)
        self.after_move(centre=True)

    def on_search_bar_closed(self, message: SearchBar.Closed) -> None:
        """Back to the text: at the hit if it was kept, else where the search began."""
        if not message.kept:
            self.session.hits, self.session.hit = (), None
            self.session.selection = self._before_search
        self.view.focus()
        self.after_move(centre=True)

    def _went(self, annotation: Annotation | None, otherwise: str) -> None:
        if annotation is None:
            notify(self, otherwise, severity="warning")
        else:
            self.after_move(centre=True)

    def after_move(self, *, scroll: bool = True, centre: bool = False) -> None:
        if not (scroll and self.view.reveal(centre=centre)):
            self.view.repaint_changed()
        self._follow()

    def _follow(self) -> None:
        # The text first: scrolling the list to its item may wait for the next frame.
        self.call_after_refresh(self.panel.follow, self.session.current)
        self.describe_bar()

    def describe_bar(self) -> None:
        """Say what the next key does, and in the status line what is going on."""
        super().describe_bar()
        self.status.show(self.session, self.view.percent, self.mode)

    @property
    def mode(self) -> str:
        """What is going on, for the status line."""
        if self.work is not None and (written := describe_writing(self.work)):
            return written
        if self.picking is not None:
            return "filling a role"
        if self.review is not None:
            return "review " + self.review.order
        if self.reader.files.has_changed:
            return "changed on disk"
        return self.reader.progress or (self.work.state.flag if self.work else "")

    def _change_view(self, **changes: str | int | None) -> None:
        anchor = self.view.top_offset
        self.session.change_view(**changes)
        self.view.lay_out(anchor=anchor)
        self._follow()

    def _change_measure(self, by: int) -> None:
        self.view.measure = min(max(min(self.view.measure, self.session.view.width) + by, _MEASURES[0]), _MEASURES[-1])
        self.view.lay_out()
        self._follow()

    def _turn_to(self, tab: str) -> None:
        self._panel_wanted = True
        self._show_panel(even_narrow=True)
        self._show_panel_due()
        self.panel.show_tab(tab)
        self.panel.focus_list()

    def _widen_panel(self, by: int) -> None:
        width = self.panel.size.width + by
        if 20 <= width <= self.size.width - 24:
            self.panel.styles.width = width

    def _list_in_panel(self) -> None:
        if self.work is None:
            self.panel.show(self.session)
        else:
            self.panel.show(self.session, self.work.state, self.work.lost)

    def _place_panel(self, side: str) -> None:
        self.panel.set_class(side == "right", "right")
        self.panel.styles.dock = "right" if side == "right" else "left"

    def _show_panel(self, *, even_narrow: bool = False) -> None:
        self.panel.display = self._panel_wanted and (even_narrow or self.size.width >= _NARROW)
