"""Keeps the list of articles while the reader runs, shows it, and acts on several articles at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import PurePath
from threading import Event
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from reader.labels import LabelSet
from reader.library.index.library_index import explain
from reader.library.listing.article_listing import ArticleListing
from reader.library.listing.listed_article import ListedArticle
from reader.load import Loaded
from reader.ui.library.article_progress import ArticleProgress
from reader.ui.library.library_screen import LibraryScreen
from reader.ui.library.list_news import ListNews, NewsFinder
from reader.ui.library.many_articles import ManyArticles
from reader.ui.mirroring import keep_together
from reader.ui.problems import ProblemsScreen
from reader.wording import counted, say

if TYPE_CHECKING:
    from reader.library.index.library_index import LibraryIndex
    from reader.library.queries.query_terms import Query
    from reader.reading.work import Work
    from reader.store.reading_progress import ReadingProgress
    from reader.store.workspace import Workspace
    from reader.ui.changing_files import ChangingFiles
    from reader.ui.library.index_keeping import IndexKeeping
    from reader.ui.reading.reading_screen import ReadingScreen
    from reader.ui.worked_articles import WorkedArticles
    from reader.ui.writing import Writing


class LedgerBeside(Protocol):
    """The ledger, as far as one goes there from the list."""

    def open(self) -> None:
        """Show the ledger; one comes back to the list from there."""
        ...


class OpensEntities(Protocol):
    """Shows the list of entities, and the pictures of the library."""

    def open_list(self) -> None:
        """Show the list of entities."""
        ...

    def open_pictures(self) -> None:
        """Show the pictures."""
        ...


class WritesReports(Protocol):
    """Writes reports on articles."""

    async def ask(self, articles: Collection[str]) -> None:
        """Ask for a file, and write a report on the articles with these ids to it."""
        ...


class HasLibrary(Protocol):
    """The application, as far as the list of articles is concerned."""

    articles: list[Loaded]
    at: int
    """The index of the article in hand."""
    labels: LabelSet
    load_errors: list[str]
    problems: tuple[str, ...]
    worked_articles: WorkedArticles
    writing: Writing
    files: ChangingFiles
    index_keeping: IndexKeeping

    @property
    def ledger(self) -> LedgerBeside:
        """The ledger of the library."""
        ...

    @property
    def entities(self) -> OpensEntities:
        """The list of entities, and the pictures."""
        ...

    @property
    def reports(self) -> WritesReports:
        """The reports on the library."""
        ...

    @property
    def reading(self) -> ReadingScreen:
        """The screen on which the article is read."""
        ...

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once it is open."""
        ...

    @property
    def is_loading(self) -> bool:
        """Whether articles are still being loaded."""
        ...

    def start_work_again(self) -> None:
        """Try again to open the workspace, and say why there is none."""
        ...

    def open_place(self, article: str, offset: int | None = None, *, at: int = -1) -> None:
        """Open an article, by its id; `at` is the index at which it probably is."""
        ...

    def begin_reading(self) -> None:
        """Go on with the article in hand, which may have changed meanwhile."""
        ...


class LibraryKeeping:
    """The list of all articles, on a screen of its own while that is open."""

    def __init__(
        self, app: App[None], reader: HasLibrary, *, open_index: Callable[[], LibraryIndex] | None, current: str = ""
    ) -> None:
        self._app = app
        self._reader = reader
        self.listing = ArticleListing()
        self.labels = reader.labels
        self.current = current
        """The id of the article in the current row."""
        self._finder = NewsFinder(reader.articles, self.listing.by_id, open_index)
        self._is_looking = False
        self.has_looked = Event()
        """Whether what the index knows is listed; until then, loading articles would only hold it up."""
        self._waiting: list[Callable[[], None]] = []
        """What is to begin when the list has its first rows."""
        self._screen: LibraryScreen | None = None
        self._progress: ArticleProgress | None = None
        self._kept_progress: Mapping[str, ReadingProgress] = {}
        self._many = ManyArticles(app, reader, self._finder, refresh=self._show_done)
        self.flag, self.tag, self.accept = self._many.flag, self._many.tag, self._many.accept
        self.tag_everywhere, self.take_back = self._many.tag_everywhere, self._many.take_back
        self.articles_with, self.read, self.close = self._many.articles_with, self._many.read, self._finder.close

    @property
    def is_open(self) -> bool:
        """Whether the list is on the screen."""
        return self._screen is not None

    @property
    def remark(self) -> str:
        """What is still under way, in words; empty if nothing is."""
        is_loading = self._reader.is_loading or self._finder.is_behind
        return " · ".join(filter(None, [say("loading…") if is_loading else "", self._reader.index_keeping.progress]))

    def open(self, *, keeps_row: bool = False) -> None:
        """Show the list at the row of the article in hand, or (`keeps_row`) at the current one."""
        reader = self._reader
        if not keeps_row:
            self.current = reader.articles[reader.at].article.id
        self._progress = None
        self._screen = LibraryScreen(self)
        self._app.push_screen(self._screen, self._leave)

    def forget_loaded(self) -> None:
        """List the loaded articles anew, since a file was read again."""
        self.listing.forget_loaded()
        self._finder.forget_loaded()

    def begin_after_rows(self, begin: Callable[[], None]) -> None:
        """Call `begin` at once, or, if the list is open, once that has its first rows: they would have to wait."""
        if self.is_open and not self.has_looked.is_set():
            self._waiting.append(begin)
        else:
            begin()

    def look(self, then: Callable[[bool], None]) -> None:
        """Look for what is new, unless an earlier look is still under way, and call `then` if there is anything.

        `then` is called with whether there are only more articles, and the others say the same as before.
        """
        if not self._is_looking:
            self._is_looking = True
            self._app.run_worker(partial(self._look, then), group="list", thread=True, exit_on_error=False)

    def _look(self, then: Callable[[bool], None]) -> None:
        try:
            while True:
                news = self._finder.find(self._reader.workspace)
                self._app.call_from_thread(self._take, news, then)
                self._end_waiting()
                if not self._finder.is_behind:
                    return
        finally:
            self._is_looking = False
            self._end_waiting()

    def _end_waiting(self) -> None:
        if not self.has_looked.is_set():
            self.has_looked.set()
            self._app.call_from_thread(self._begin_waiting)

    def _begin_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for begin in waiting:
            # The rows are drawn before.
            self._app.call_after_refresh(begin)

    def _take(self, news: ListNews, then: Callable[[bool], None]) -> None:
        if news.is_empty:
            return
        has_only_more = news.counts is None and news.records is None
        listing = self.listing
        if self._reader.workspace is not None:
            listing.who = self._reader.workspace.who
        listing.add(news.articles)
        listing.note_loaded(news.places)
        if news.counts is not None:
            listing.remove(news.gone)
            listing.counts, listing.fileless = news.counts, news.fileless
            listing.holders.update(news.holders)
        if news.records is not None:
            listing.records = news.records
            self._kept_progress = news.progress
            self._progress = None
        if news.articles or not has_only_more:
            then(has_only_more)

    def ask(self, query: Query, then: Callable[[set[int] | str], None]) -> None:
        """Ask the index which articles a query means, in a thread: `then` is called with their numbers, or with the
        reason why they are not known.
        """
        self._app.run_worker(partial(self._answer, query, then), group="query", thread=True, exit_on_error=False)

    def _answer(self, query: Query, then: Callable[[set[int] | str], None]) -> None:
        from reader.library.queries.searching import find_numbers

        index, workspace = self._finder.index, self._reader.workspace
        answer: set[int] | str
        if index is None:
            answer = say("Only an index can answer this query, and there is none; see library.index in the settings.")
        else:
            try:
                answer = find_numbers(index, query, who="" if workspace is None else workspace.who)
            except sqlite3.Error as error:
                answer = explain(error, index.place)
        self._app.call_from_thread(then, answer)

    def describe(self, article: ListedArticle) -> str:
        """The place of an article, how far it has come in it, its size and tags, and whether there are warnings."""
        tags = " ".join(f"#{tag}" for tag in self.listing.tags_of(article))
        is_whole = article.loaded_at < 0 or self._reader.articles[article.loaded_at].unfetched is None
        # The size of the text in a feed says nothing of the article's.
        size = counted(article.words, "{number} word", "{number} words") if is_whole else say("not fetched yet")
        parts = [keep_together(_shorten(article.place)), size, self._describe_progress(article), tags]
        parts += [say("read with warnings")] if article.warnings else []
        parts += [say("its file is gone; what was done in it is kept")] if self.listing.is_fileless(article) else []
        return " · ".join(filter(None, parts))

    def _describe_progress(self, article: ListedArticle) -> str:
        if article.loaded_at < 0:
            return ""
        if self._progress is None:
            reader = self._reader
            self._progress = ArticleProgress(reader.articles, self._work_at, reader.reading.view)
            self._progress.kept = self._kept_progress
        return self._progress.describe(article.loaded_at)

    def _work_at(self, at: int) -> Work | None:
        return self._reader.worked_articles.at(at)

    @property
    def index(self) -> LibraryIndex | None:
        """The index; None where there is none, or none that can be opened."""
        return self._finder.index

    def show_ledger(self) -> None:
        """Show the ledger in place of the list, to which one comes back from there."""
        if self._screen is not None:
            self._screen.dismiss(None)
            self._reader.ledger.open()

    def show_entities(self) -> None:
        """Show the list of entities."""
        self._reader.entities.open_list()

    def show_pictures(self) -> None:
        """Show the pictures of the library."""
        self._reader.entities.open_pictures()

    async def report(self, articles: list[ListedArticle]) -> None:
        """Ask for a file, and write a report on the articles to it."""
        await self._reader.reports.ask([each.id for each in articles])

    def show_problems(self) -> None:
        """List what could not be opened."""
        reader = self._reader
        problems = (*reader.problems, *reader.load_errors, *reader.files.problems)
        self._app.push_screen(ProblemsScreen(tuple(dict.fromkeys(problems))))

    def _show_done(self) -> None:
        if self._screen is not None:
            self.look(self._screen.show_news)
            self._screen.redraw()

    def _leave(self, chosen: ListedArticle | None) -> None:
        self._screen = None
        if chosen is None:
            self._reader.begin_reading()
        else:
            self._reader.open_place(chosen.id, at=chosen.loaded_at)


def _shorten(place: str) -> str:
    """The part of a place that tells it apart: a file with its folder, or the page's address."""
    if "://" in place:
        return place
    path = PurePath(place)
    return str(PurePath(path.parent.name, path.name)) if place else ""
