"""The application: its articles, themes and terminal, and the engine that works beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.driver import Driver
from textual.worker import get_current_worker

from reader.errors import LoadError
from reader.labels import LabelSet
from reader.load import Loaded
from reader.reading.session import Session, View
from reader.settings.definitions import Config
from reader.settings.themes import DEFAULT, Theme
from reader.ui.actions import actions_with
from reader.ui.bindings import bindings_of, find_heard, key_of, use_keys
from reader.ui.changing_files import LOOK_AT_FILE, ChangingFiles
from reader.ui.garbage import GarbageCollector
from reader.ui.help_screen import HelpScreen
from reader.ui.keys_in_order import OPENING, KeysInOrder
from reader.ui.library.library_screen import LibraryScreen
from reader.ui.neighbours import Neighbours
from reader.ui.open_articles import OpenArticles
from reader.ui.palette import ReaderCommands, ReaderPalette
from reader.ui.polling import LOOK_AROUND, Poller
from reader.ui.problems import describe_problems
from reader.ui.proposing import Proposing
from reader.ui.reading.following import Following
from reader.ui.reading.painting import PageStyles
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.reading_anew import ReadAnew
from reader.ui.terminal.detecting import Terminal
from reader.ui.terminal.gated import GatedApp
from reader.ui.terminal.sequences import driver_class
from reader.ui.theming import list_variables, to_painting, to_textual
from reader.ui.toasts import SparingToasts
from reader.ui.widgets.arabic_text import notify
from reader.ui.worked_articles import Works
from reader.ui.workspace_opening import WorkspaceOpening
from reader.ui.writing import Writing

if TYPE_CHECKING:
    from reader.annotate.camel.camel_annotator import Morphology
    from reader.model import Article
    from reader.reading.work import Work
    from reader.store.workspace import Workspace

_TIDY = 1.0
"""Seconds between two looks at whether the hand rests."""
_LONG = 100_000
"""Code points of a text that is spared when garbage is looked for."""


class ReaderApp(KeysInOrder, SparingToasts, GatedApp):
    """The reader."""

    TITLE = "reader"
    CSS_PATH = "reader.tcss"
    ENABLE_COMMAND_PALETTE = False  # Textual would bind its key; the registry does.
    ALLOW_SELECT = False  # What is drawn is in visual order; y copies what is written.
    COMMANDS: ClassVar = {ReaderCommands}
    BINDINGS: ClassVar = bindings_of("everywhere")

    def __init__(
        self,
        outcomes: Iterable[Loaded | LoadError],
        *,
        config: Config,
        themes: Mapping[str, Theme],
        labels: LabelSet,
        labels_file: Path | None = None,
        encoding: str | None = None,
        terminal: Terminal,
        theme: Theme,
        workspace: Callable[[], Workspace] | None = None,
        greetings: Sequence[str] = (),
        problems: Sequence[str] = (),
    ) -> None:
        self._outcomes = iter(outcomes)
        self.articles: list[Loaded] = [next(one for one in self._outcomes if isinstance(one, Loaded))]
        self.load_errors: list[str] = []
        """A sentence for each article that could not be opened after the first."""
        self.config = config
        self.themes = themes
        self.labels = labels
        self.encoding = encoding
        self.terminal = terminal
        self._first_theme = theme
        self._opening = WorkspaceOpening(self, workspace, then=self._have_workspace)
        self.writing = Writing(self, lambda: self.reading)
        self.problems = tuple(problems)
        self._greetings = greetings
        self._following = Following(labels, say=partial(notify, self))
        self._poller: Poller[Work] = Poller(self, self._show_news)
        display = config.display
        justify = None if display.justify == "none" else display.justify
        view = View(width=display.measure, tashkeel=terminal.tashkeel, justify=justify)
        self._open_articles = OpenArticles(view)
        self.works = Works(
            self.articles,
            self._open_articles.works,
            config=config,
            labels=labels,
            session_at=self.session_at,
            writing=self.writing,
            show=self._show_work,
            say=partial(notify, self),
        )
        self.at = 0
        """The index of the article in hand."""
        self._proposing = Proposing(
            self,
            labels=labels,
            labels_file=labels_file,
            annotators=config.annotate.annotators,
            work_of=self.works.of,
            show=self._show_proposals,
            report=self.describe_progress,
        )
        self._garbage = GarbageCollector()
        self._neighbours = Neighbours(self)
        # Else Textual makes greys of a colourless theme.
        super().__init__(ansi_color=theme.ansi or None)
        self.actions = actions_with(labels)
        self.files = ChangingFiles(self, self, self.articles[0], key_of=self._key_of)
        use_keys(self, self.actions, config)

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, told how this terminal is kept from reordering what it is sent."""
        return driver_class(self.terminal, super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The default theme's variables, so that Textual's own themes can be used too."""
        return list_variables(self.themes[DEFAULT])

    async def on_event(self, event: events.Event) -> None:
        """No garbage is looked for while keys come."""
        if isinstance(event, events.Key):
            self._garbage.wait()
        await super().on_event(event)

    def on_mount(self) -> None:
        self._garbage.begin()
        for theme in self.themes.values():
            self.register_theme(to_textual(theme))
        self.theme = self._first_theme.name
        self.theme_changed_signal.subscribe(self, self._repaint)
        self.push_screen(ReadingScreen(self.session_at(0), self._palette(), self))
        self._describe_problems(self.problems, f"{len(self.problems):,} problems came up")
        for greeting in self._greetings:
            notify(self, greeting, timeout=8)
        # What the first screen does not need waits until it is there.
        self.screen.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._garbage.spare()
        self._neighbours.prepare()
        self._opening.open()
        self._annotate_if_bare()
        self._load_rest()
        self.set_interval(LOOK_AROUND, self._catch_up)
        self.set_interval(LOOK_AT_FILE, self.files.look)
        self.set_interval(_TIDY, self._garbage.tidy)

    async def on_unmount(self) -> None:
        self._garbage.end()
        self._leave_article()
        self.writing.end()
        await self._proposing.close()

    @cached_property
    def morphology(self) -> Morphology | None:
        """CAMeL Tools' readings of words, where its database is installed; it is read when the first word is asked."""
        from reader.annotate.camel.camel_annotator import find_morphology

        return find_morphology()

    @property
    def reader_theme(self) -> Theme:
        """The theme in force; where one of Textual's own was picked, the default paints the article."""
        return self.themes.get(self.theme, self._first_theme)

    @property
    def progress(self) -> str:
        """What the engine is doing, for the status line; empty when it rests."""
        return self._proposing.progress

    @property
    def reading(self) -> ReadingScreen:
        """The screen on which the article is read."""
        return next(screen for screen in self.screen_stack if isinstance(screen, ReadingScreen))

    def session_at(self, at: int) -> Session:
        """The session of an article, given by index."""
        is_new = at not in self._open_articles
        session = self._open_articles.session(at, self.articles[at])
        if is_new and self._open_articles.put_away():
            self._garbage.let_go()
        if is_new and len(session.text) > _LONG:
            self._garbage.spare()
        return session

    def open_article(self, at: int) -> None:
        """Read the article with that index."""
        self._leave_article()
        self.at = at
        self.reading.show_session(self.session_at(at))
        self._start_work()
        remarks = self.articles[at].warnings
        self._describe_problems(remarks, f"{len(remarks):,} remarks on this article")
        self._annotate_if_bare()

    def open_text(self, article: Article, told: str) -> None:
        """Read an article that no path led to, with a word about what it is."""
        at = next((at for at, each in enumerate(self.articles) if each.article == article), len(self.articles))
        if at == len(self.articles):
            self.articles.append(Loaded(article, warnings=(told,)))
        self.open_article(at)

    def step_article(self, count: int) -> None:
        """Read the next article (1) or the one before (-1)."""
        if not 0 <= self.at + count < len(self.articles):
            notify(self, "There is no other article that way.", severity="warning")
            return
        self.open_article(self.at + count)

    @work(group=OPENING)
    async def show_library(self) -> None:
        """Let the analyst choose an article from the list."""
        listed = LibraryScreen(
            self.articles,
            problems=(*self.problems, *self.load_errors),
            find_said=self.workspace.said if self.workspace is not None else None,
        )
        chosen = await self.push_screen_wait(listed)
        if chosen is not None:
            self.open_article(chosen)

    def next_theme(self) -> None:
        """Turn to the next theme that suits the terminal: of those with colours of their own, or of the others."""
        names = sorted(name for name, theme in self.themes.items() if theme.ansi == self._first_theme.ansi)
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        notify(self, f"Theme: {self.reader_theme.english} · {self.reader_theme.arabic}")

    def annotate(self, session: Session) -> None:
        """Let the engine propose annotations for a session, in a process of its own."""
        self._proposing.begin(session)

    def describe_progress(self) -> None:
        """Say in the status line what is going on now."""
        if any(isinstance(screen, ReadingScreen) for screen in self.screen_stack):
            self.reading.describe_progress()

    def action_run(self, name: str) -> None:
        """Run an action that belongs to every screen."""
        match name:
            case "help":
                self.push_screen(HelpScreen(self.actions, self.config, heard=find_heard(self.screen)))
            case "palette":
                self.push_screen(ReaderPalette(id="--command-palette"))
            case "quit":
                self._quit()

    async def action_quit(self) -> None:
        """Leave, as the key does."""
        self._quit()

    def _quit(self) -> None:
        self._leave_article()
        self.writing.leave()

    @work(thread=True, group="load")
    def _load_rest(self) -> None:
        worker = get_current_worker()
        for outcome in self._outcomes:
            if worker.is_cancelled:
                return
            if isinstance(outcome, Loaded):
                self.files.note(outcome)
                self.articles.append(outcome)
            else:
                self.load_errors.append(str(outcome))
        many = f"{len(self.load_errors):,} of {len(self.articles) + len(self.load_errors):,}"
        self.call_from_thread(self._describe_problems, self.load_errors, f"{many} articles could not be opened")
        self.call_from_thread(self._neighbours.prepare)

    def take_anew(self, found: ReadAnew, at: int, caret: int) -> None:
        """Open what a file holds now in the place of what it held; the caret of the article in hand is where it was."""
        self._leave_article()
        for index, loaded in found.replaced:
            self.articles[index] = loaded
            self._open_articles.forget(index)
        self.articles.extend(found.added)
        if at in dict(found.replaced):
            self.session_at(at).move_to(caret)
            self.open_article(at)

    # The workspace

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once it is open."""
        return self._opening.workspace

    @property
    def workspace_trouble(self) -> str:
        """Why there is no workspace, as a sentence; empty while it is being opened for the first time."""
        return self._opening.trouble

    def start_work_again(self) -> None:
        """Try once more what failed when the workspace, or the article in it, was opened, and say what is amiss."""
        if self.workspace is None:
            self._opening.open_again()
            return
        self._start_work()
        if self.reading.work is None and self.works.is_awaited(self.at):
            notify(self, "The workspace is held by another program, and the article waits for it.", severity="warning")

    def _have_workspace(self, workspace: Workspace) -> None:
        self.writing.begin(workspace)
        self._start_work()

    def _start_work(self) -> None:
        """Let the article in hand be worked on: what was decided before is shown, the caret goes where it was."""
        if self.workspace is not None:
            self.works.start(self.at, self.workspace)

    def _show_work(self, at: int, work: Work) -> None:
        if at == self.at:
            self.reading.show_work(work)
            self._opening.report_left_out(work.workspace.left_out)

    def _leave_article(self) -> None:
        self.works.leave(self.at)

    def _catch_up(self) -> None:
        """Show what others have recorded in the meantime."""
        work = self.works.at(self.at)
        if work is not None and work is self.reading.work:
            self._poller.ask(work)

    def _show_news(self, work: Work) -> None:
        if work is self.reading.work:
            self._following.look(work, self.reading.show_changes)

    def _annotate_if_bare(self) -> None:
        session = self.session_at(self.at)
        if self.config.annotate.on_open and not self.articles[self.at].annotations:
            self._proposing.begin(session)

    def _show_proposals(self, session: Session) -> None:
        if session is self.reading.session:
            self.reading.show_annotations()

    def _repaint(self, _: object) -> None:
        self.reading.repaint(self._palette())

    def _key_of(self, name: str) -> str:
        return key_of(name, self)

    def _describe_problems(self, problems: Sequence[str], what: str) -> None:
        describe_problems(self, problems, what, key=self._key_of("article.problems"))

    def _palette(self) -> PageStyles:
        return to_painting(self.reader_theme, self.labels, highlight=self.config.display.highlight)
