"""Composes the application from its articles, its themes, the terminal, the workspace and the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.driver import Driver

from reader.errors import LoadError
from reader.labels import LabelSet
from reader.load import Loaded
from reader.reading.session import Session, View
from reader.settings.definitions import Config
from reader.settings.themes import DEFAULT, Theme
from reader.ui.actions import actions_with
from reader.ui.arriving_articles import ArrivingArticles
from reader.ui.article_openings import ArticleOpenings
from reader.ui.bindings import bindings_of, find_heard, key_of, use_keys
from reader.ui.changing_files import LOOK_AT_FILE, ChangingFiles
from reader.ui.copying import Copying
from reader.ui.entities.entity_keeping import EntityKeeping
from reader.ui.finishing import open_unfinished
from reader.ui.garbage import GarbageCollector
from reader.ui.help_screen import HelpScreen
from reader.ui.item_pages import ItemPages
from reader.ui.kept_view import KeptView
from reader.ui.keys_in_order import KeysInOrder
from reader.ui.ledger.ledger_keeping import LedgerKeeping
from reader.ui.legend import Legend
from reader.ui.library.index_keeping import IndexedLibrary, IndexKeeping
from reader.ui.library.library_keeping import LibraryKeeping
from reader.ui.library.search_keeping import SearchKeeping
from reader.ui.loading_rest import LoadingRest
from reader.ui.mirroring import mirror
from reader.ui.neighbours import Neighbours
from reader.ui.open_articles import OpenArticles
from reader.ui.palette import ReaderCommands, ReaderPalette
from reader.ui.polling import LOOK_AROUND
from reader.ui.problems import CAME_UP, WARNED, report_problems
from reader.ui.proposing import Proposing
from reader.ui.reading.painting import PageStyles
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.reloading import Reloaded
from reader.ui.report_asking import ReportAsking
from reader.ui.terminal.clipboard import Clipboard
from reader.ui.terminal.detecting import Terminal
from reader.ui.terminal.gated import GatedApp
from reader.ui.terminal.sequences import driver_class
from reader.ui.theming import list_variables, to_painting, to_textual
from reader.ui.toasts import SparingToasts
from reader.ui.typed_layout import TypedLayout
from reader.ui.view_keeping import ViewKeeping
from reader.ui.widgets.arabic_text import notify
from reader.ui.work_in_hand import WorkInHand
from reader.ui.worked_articles import WorkedArticles
from reader.ui.writing import Writing
from reader.wording import counted, either, say

if TYPE_CHECKING:
    from reader.annotate.camel.camel_annotator import Morphology
    from reader.annotate.commitments.explaining import Explanation
    from reader.annotate.learnt import Learnt
    from reader.library.index.library_index import LibraryIndex
    from reader.store.workspace import Workspace

_TIDY = 1.0
"""Seconds between two checks whether the analyst is pausing."""
_LONG = 100_000
"""The length from which a text is spared when garbage is collected, in code points."""


class ReaderApp(KeysInOrder, TypedLayout, SparingToasts, Copying, GatedApp):
    """The reader."""

    TITLE = "reader"
    CSS_PATH = "reader.tcss"
    ENABLE_COMMAND_PALETTE = False  # Textual would bind its key; the registry does.
    ALLOW_SELECT = False  # The screen shows text in visual order; y copies it in logical order.
    COMMANDS: ClassVar = {ReaderCommands}
    BINDINGS: ClassVar = bindings_of("everywhere")

    reading: ReadingScreen
    """The screen on which the article is read; timers ask for it even while the application ends."""

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
        clipboard: Clipboard | None = None,
        workspace: Callable[[], Workspace] | None = None,
        learnt: Callable[[], Learnt] | None = None,
        greetings: Sequence[str] = (),
        problems: Sequence[str] = (),
        kept: KeptView | None = None,
        at: int = 0,
        index: Callable[[], LibraryIndex] | None = None,
        begins_with_library: bool = False,
        library: IndexedLibrary | None = None,
        guide: Callable[[ReaderApp], object] | None = None,
    ) -> None:
        self._arriving = arriving = ArrivingArticles(outcomes, least=at + 1)
        self.articles = arriving.articles
        """The articles that are open; always the same list, since other objects hold it too."""
        self.load_errors = arriving.errors
        """A sentence for each article that could not be opened."""
        kept = kept or KeptView(config, theme=theme.name)
        self.config = config = kept.config
        self.view_keeping = ViewKeeping(self, self, kept)
        self.themes = themes
        self.labels = labels
        self.encoding = encoding
        self.terminal = terminal
        self._first_theme = theme
        self._work = WorkInHand(self, self, workspace, labels=labels)
        self.writing = Writing(self, lambda: self.reading)
        self.problems = tuple(problems)
        self._greetings = greetings
        self._guide = guide
        display = config.display
        justify = None if display.justify == "none" else display.justify
        view = View(width=display.measure, tashkeel=self.view_keeping.tashkeel, justify=justify)
        self._open_articles = OpenArticles(view)
        self.worked_articles = WorkedArticles(
            self.articles,
            self._open_articles.work_by_article,
            config=config,
            labels=labels,
            session_at=self.session_at,
            writing=self.writing,
            show=self._work.show,
            say=partial(notify, self),
        )
        self.at = at
        """The index of the article in hand."""
        self._proposing = Proposing(
            self,
            labels=labels,
            labels_file=labels_file,
            annotators=config.annotate.annotators,
            work_of=self.worked_articles.of,
            show=self._show_proposals,
            report=self.show_progress,
            find_learnt=learnt,
        )
        self.library = LibraryKeeping(self, self, open_index=index, current=kept.article.get("id", ""))
        self.entities = EntityKeeping(self, self)
        paths = library.paths if library is not None else ()
        self.reports = ReportAsking(self, self.entities.lookups, labels, paths=paths)
        self._begins_with_library = begins_with_library
        self.ledger = LedgerKeeping(self, self)
        self.index_keeping = IndexKeeping(
            self,
            library,
            extent=config.library.index,
            annotators=config.annotate.annotators,
            report=self.show_progress,
        )
        self.search_keeping = SearchKeeping(self, self, library)
        self._garbage = GarbageCollector()
        self._neighbours = Neighbours(self)
        self.pages = ItemPages(self, self, give_up=self.begin_reading, key_of=self._key_of)
        # Otherwise Textual would turn a colourless theme into greys.
        super().__init__(ansi_color=theme.ansi or None, depth=terminal.colours.depth, clipboard=clipboard)
        self.actions = actions_with(labels)
        self.files = ChangingFiles(self, self, self.articles, key_of=self._key_of)
        openings = ArticleOpenings(self, self, arriving)
        self.open_text, self.open_place, self.step_article = openings.open_text, openings.open_place, openings.step
        self._loading = LoadingRest(self, self, arriving, report=self._report_problems, then=self._neighbours.prepare)
        use_keys(self, self.actions, config)

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, with the means to keep this terminal from reordering text."""
        return driver_class(self.terminal, super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The default theme's variables, so that Textual's own themes can be used too."""
        return list_variables(self.themes[DEFAULT])

    async def on_event(self, event: events.Event) -> None:
        """Put off the collection of garbage while keys are being typed."""
        if isinstance(event, events.Key):
            self._garbage.wait()
            self.view_keeping.touch()
        await super().on_event(event)

    def on_mount(self) -> None:
        mirror(self)
        self._garbage.begin()
        for theme in self.themes.values():
            self.register_theme(to_textual(theme, self.labels))
        self.theme = self._first_theme.name
        self.theme_changed_signal.subscribe(self, self.repaint)
        self.reading = ReadingScreen(self.session_at(self.at), self._palette(), self)
        self.push_screen(self.reading)
        if self._begins_with_library:
            self.library.open(keeps_row=bool(self.library.current))
            if self.config.library.opens == "ledger":
                self.library.show_ledger()
        self._report_problems(self.problems, partial(counted, len(self.problems), *CAME_UP))
        for greeting in self._greetings:
            notify(self, greeting, timeout=8)
        # Everything that the first screen does not need waits until that is shown.
        self.screen.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._garbage.spare()
        self._neighbours.prepare()
        self.view_keeping.begin()
        self.library.begin_after_rows(self._work.opening.open)
        self._annotate_if_bare()
        if self.pages.is_awaited(self.at) and not self.library.is_open:
            # A feed is a list first: no page is fetched that the analyst has not chosen.
            self.show_library()
        self._loading.begin()
        self.set_interval(LOOK_AROUND, self._work.catch_up)
        self.set_interval(LOOK_AT_FILE, self.files.look)
        self.set_interval(_TIDY, self._garbage.tidy)
        if self._guide is not None:
            self._guide(self)

    async def on_unmount(self) -> None:
        self._garbage.end()
        self._leave_article()
        self.ledger.close()
        self.library.close()
        self.search_keeping.close()
        self.writing.end()
        await self._proposing.close()
        await self.index_keeping.close()

    @cached_property
    def morphology(self) -> Morphology | None:
        """The analyser of CAMeL Tools, if its database is installed; that is read when the first word is looked up."""
        from reader.annotate.camel.camel_annotator import find_morphology

        return find_morphology()

    @property
    def reader_theme(self) -> Theme:
        """The present theme; if it is one of Textual's own, the theme in which the article is painted instead."""
        return self.themes.get(self.theme, self._first_theme)

    @property
    def progress(self) -> str:
        """The progress of the engine, for the status line; empty when it is idle."""
        return self._proposing.progress or self.index_keeping.progress

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
        """Open the article with an index."""
        self._leave_article()
        self.at = at
        self.reading.show_session(self.session_at(at))
        if not self.library.is_open:
            self.begin_reading()
            remarks = self.articles[at].warnings
            self._report_problems(remarks, partial(counted, len(remarks), *WARNED))

    def begin_reading(self) -> None:
        """Show the work in the article in hand, and let the engine read it if nobody has."""
        self._work.start()
        self._annotate_if_bare()
        self.pages.fetch(self.at)

    def turn_to(self, at: int) -> None:
        """Open the article with an index, in answer to a key; what was said about the one before it is removed."""
        self.remove_spent_toasts()
        self.open_article(at)

    def show_library(self) -> None:
        """Let the analyst choose an article from the list."""
        self.library.open()

    @property
    def is_loading(self) -> bool:
        """Whether articles are still being loaded."""
        return not self._arriving.is_complete

    def next_theme(self) -> None:
        """Switch to the next theme of the same kind: with the terminal's own colours, or with the theme's own."""
        names = sorted(name for name, theme in self.themes.items() if theme.ansi == self._first_theme.ansi)
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        theme = self.reader_theme
        notify(self, say("Theme: {name}", name=either(theme.english, theme.arabic)))

    def open_unfinished(self) -> None:
        """Open the next article that is not done."""
        open_unfinished(self, self)

    def annotate(self, session: Session) -> None:
        """Let the engine propose annotations for a session, in a process of its own."""
        self._proposing.begin(session)

    async def explain(self, session: Session, offset: int) -> Explanation | None:
        """Ask the engine why the candidate at an offset is proposed or not; None where no candidate stands."""
        return await self._proposing.explain(session, offset)

    def show_progress(self) -> None:
        """Show the present activity in the status line."""
        if self.reading.is_mounted:
            self.reading.show_progress()

    def action_run(self, name: str) -> None:
        """Run an action that belongs to every screen."""
        match name:
            case "help":
                legend = Legend(self.labels, self._palette())
                self.push_screen(HelpScreen(self.actions, self.config, heard=find_heard(self.screen), legend=legend))
            case "palette":
                self.push_screen(ReaderPalette(id="--command-palette"))
            case "search":
                self.search_keeping.open()
            case "quit":
                self._quit()

    async def action_quit(self) -> None:
        """Quit, as the key does."""
        self._quit()

    def _quit(self) -> None:
        self._leave_article()
        self.view_keeping.keep()
        self.writing.leave()

    def take_reloaded(self, found: Reloaded, at: int, caret: int) -> None:
        """Replace the articles of a file that was read again; the caret of the article in hand stays where it was."""
        self._leave_article()
        for index, loaded in found.replaced:
            self.articles[index] = loaded
            self._open_articles.forget(index)
        self.articles.extend(found.added)
        self.library.forget_loaded()
        if at in dict(found.replaced):
            self.session_at(at).move_to(caret)
            self.open_article(at)

    # The workspace

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once it is open."""
        return self._work.opening.workspace

    @property
    def workspace_trouble(self) -> str:
        """Why there is no workspace, as a sentence; empty while it is being opened for the first time."""
        return self._work.opening.trouble

    def start_work_again(self) -> None:
        """Try again to open the workspace, or the article in it, and report why that is not possible."""
        self._work.start_again()

    def _leave_article(self) -> None:
        self.worked_articles.leave(self.at)

    def _annotate_if_bare(self) -> None:
        session = self.session_at(self.at)
        is_bare = self.config.annotate.on_open and not self.articles[self.at].annotations
        if is_bare and not self.library.is_open and not self.pages.is_awaited(self.at):
            self._proposing.begin(session)

    def _show_proposals(self, session: Session) -> None:
        if session is self.reading.session:
            self.reading.show_annotations()

    def repaint(self, _: object = None) -> None:
        """Draw the article in the colours of the present theme."""
        self.reading.repaint(self._palette())

    def _key_of(self, name: str) -> str:
        return key_of(name, self)

    def _report_problems(self, problems: Sequence[str], summary: Callable[..., str]) -> None:
        report_problems(self, problems, summary, key=self._key_of("article.problems"))

    def _palette(self) -> PageStyles:
        return to_painting(self.reader_theme, self.labels, highlight=self.config.display.highlight)
