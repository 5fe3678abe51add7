"""Keeps the search of the library while the reader runs: its query, its results, and the way to them and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App

from reader.errors import QueryError
from reader.labels import LabelSet
from reader.library.queries.background_search import BackgroundSearch, Findings, FoundOrder
from reader.library.queries.concordance import ContextLine
from reader.library.queries.query_parsing import parse_query
from reader.load import Loaded
from reader.model import Span
from reader.ui.library.found_lines import FoundLines
from reader.ui.library.index_keeping import IndexedLibrary, IndexKeeping
from reader.ui.library.kept_searches import KeptSearches
from reader.ui.library.search_screen import SearchScreen
from reader.ui.widgets.arabic_text import notify
from reader.wording import counted, say

if TYPE_CHECKING:
    from reader.library.index.library_index import LibraryIndex
    from reader.store.workspace import Workspace
    from reader.ui.writing import Writing

_AHEAD = 400
"""The lines that are found beyond those that have been drawn."""


class HitLine(Protocol):
    """The line that goes from hit to hit in an article."""

    def take(self, text: str, spans: Sequence[Span], current: Span) -> None:
        """Go on from hits in a text that were found in another way."""
        ...


class ShowsArticle(Protocol):
    """The screen on which the article is read, as far as hits are concerned."""

    @property
    def search(self) -> HitLine:
        """The line that goes from hit to hit."""
        ...


class OpensFound(Protocol):
    """The application, as far as the search is concerned."""

    articles: list[Loaded]
    at: int
    """The index of the article in hand."""
    labels: LabelSet
    index_keeping: IndexKeeping
    writing: Writing

    @property
    def reading(self) -> ShowsArticle:
        """The screen on which the article is read."""
        ...

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once it is open."""
        ...

    @property
    def workspace_trouble(self) -> str:
        """Why there is no workspace, as a sentence."""
        ...

    def open_place(self, article: str) -> None:
        """Open an article by its id; it may have to come from the index."""
        ...


class SearchKeeping:
    """The search of all articles, on a screen of its own while that is open."""

    def __init__(self, app: App[None], reader: OpensFound, library: IndexedLibrary | None) -> None:
        self._app = app
        self._reader = reader
        self._library = library or IndexedLibrary((), "", "")
        self._search: BackgroundSearch | None = None
        self._screen: SearchScreen | None = None
        self._is_filling = False
        self._was_behind = False
        self.index_trouble = ""
        """Why a temporary index is searched, as a sentence; empty if it is the library's own."""
        self.found = FoundLines()
        self.kept = KeptSearches(app, reader)
        self.written = ""
        """The query that was written last."""
        self.stems = False
        """Whether words are found with other proclitics too."""
        self.order: FoundOrder = "newest"
        self.error: QueryError | None = None
        """Why the query cannot be read."""

    def open(self) -> None:
        """Show the search, as it was left."""
        if self._screen is None:
            self.kept.look_up()
            self._screen = SearchScreen(self)
            self._app.push_screen(self._screen, self._leave)

    def close(self) -> None:
        """End the search."""
        if self._search is not None:
            self._search.close()

    # Searching

    def search(self, written: str, *, keeps_place: bool = False) -> None:
        """Search for a query, in place of what is being searched for; `error` says if it cannot be read."""
        self.written, self.error = written, None
        if not written.strip():
            self.found.forget()
            return
        try:
            query = parse_query(written, stems=self.stems, labels=self._reader.labels)
        except QueryError as error:
            self.error = error
            return
        if self._search is None:
            who = self._library.who or (self._reader.workspace.who if self._reader.workspace is not None else "")
            self._is_filling = not self._reader.index_keeping.is_running
            self._was_behind = True
            self._search = BackgroundSearch(self._open_index, who=who, report=partial(self._call, self._take))
        self.found.begin(self._search.search(query, self.order), keeps_place=keeps_place)

    def search_again(self) -> None:
        """Search for the same query, and stay at the same line."""
        self.search(self.written, keeps_place=True)

    def need(self, at: int) -> None:
        """Have so many lines found, and some more."""
        if self._search is not None and not self.found.is_complete:
            self._search.go_on(at + _AHEAD)

    def _take(self, findings: Findings) -> None:
        if self.found.take(findings) and self._screen is not None:
            self._screen.show_found()

    # The index

    @property
    def is_behind(self) -> bool:
        """Whether there are articles that the index does not have yet."""
        return self._is_filling or self._reader.index_keeping.is_reading

    def has_caught_up(self) -> bool:
        """Whether the index has all articles now, and did not the last time."""
        was_behind, self._was_behind = self._was_behind, self.is_behind
        return was_behind and not self._was_behind

    @property
    def coverage(self) -> str:
        """How much of the library is searched, as a sentence; empty if it is all of it."""
        temporary = say("A temporary index is searched.") if self.index_trouble else ""
        if not self.is_behind:
            return temporary
        have = self._search.count_present() if self._search is not None else 0
        total = max(have, len(self._reader.articles))
        if have >= total:
            return temporary
        far = counted(
            total,
            "The index has {have} of {number} article so far.",
            "The index has {have} of {number} articles so far.",
            have=have,
        )
        return f"{temporary} {far}".strip()

    @contextmanager
    def _open_index(self) -> Iterator[LibraryIndex]:
        """The index, in the thread that searches it; if nobody else fills it, it is filled meanwhile."""
        from reader.library.index.index_at_hand import fill_index, index_at_hand

        library = self._library
        with index_at_hand(library.paths) as index:
            if index.trouble:
                self.index_trouble = index.trouble
                self._call(self._say_trouble)
            filling = None
            if index.trouble or self._is_filling:
                fill = partial(fill_index, index, library.paths, self._reader.articles)
                # What cannot be loaded is reported by the reader itself.
                fill = partial(fill, store=library.store or None, who=library.who, complain=lambda _: None)
                self._is_filling = True
                filling = Thread(target=self._fill, args=(fill,), name="fill", daemon=True)
                filling.start()
            yield index
            if filling is not None:
                filling.join()

    def _fill(self, fill: Callable[[], None]) -> None:
        try:
            fill()
        finally:
            self._is_filling = False

    def _say_trouble(self) -> None:
        notify(self._app, self.index_trouble, severity="warning", timeout=12)

    def _call(self, then: Callable[..., None], *arguments: Any) -> None:
        with suppress(RuntimeError):  # The application has ended.
            self._app.call_later(partial(then, *arguments))

    # Opening what was found

    def open_next(self) -> None:
        """Open the next article among the results."""
        at = self.found.find_article(1)
        if at is not None:
            self.found.at = at
            self.need(at)
            self._open_line(self.found.lines[at])
        elif not self.found.lines:
            notify(self._app, say("Nothing was searched for in all articles."), severity="warning")
        else:
            self.need(len(self.found.lines))
            notify(self._app, say("That was the last article found."), severity="warning")

    def _leave(self, chosen: ContextLine | None) -> None:
        self._screen = None
        if chosen is not None:
            # When the screen has gone.
            self._app.call_later(self._open_line, chosen)

    def _open_line(self, line: ContextLine) -> None:
        reader = self._reader
        reading: Any = reader.reading
        while (above := self._app.screen) is not reading:
            above.dismiss(None)
        reader.open_place(line.id)
        article = reader.articles[reader.at].article
        if article.id == line.id and len(line.span):
            reader.reading.search.take(article.text, self.found.spans_of(line), line.span)
