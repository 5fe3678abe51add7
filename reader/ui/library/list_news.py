"""Finds, in a thread, what is new for the list of articles: loaded ones, and what index and workspace know of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.library.index.article_rows import AnnotationCounts, count_all, find_labels, find_present
from reader.library.listing.article_listing import Holders
from reader.library.listing.listed_article import ListedArticle, list_indexed, list_loaded
from reader.library.listing.row_filter import Facet
from reader.load import Loaded

if TYPE_CHECKING:
    from reader.library.index.library_index import LibraryIndex
    from reader.store.known_articles import ArticleRecord
    from reader.store.reading_progress import ReadingProgress
    from reader.store.workspace import Workspace

_COUNT_AGAIN = 3.0
"""The least seconds between two counts of all annotations, while the index is being built."""
_AT_ONCE = 2_000
"""The most loaded articles that are listed in one go, so that the list grows while the rest is prepared."""


@dataclass(slots=True)
class ListNews:
    """What is new."""

    articles: list[ListedArticle] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    """The places among the loaded articles of those that were listed before, by id."""
    gone: Collection[int] = ()
    """The numbers of the articles that are no longer in the library."""
    fileless: Collection[int] = ()
    """The numbers of those that are in no file, if the counts are new."""
    counts: Mapping[int, AnnotationCounts] | None = None
    """The counts of annotations; None where they are as before."""
    holders: Mapping[Facet, Holders] = field(default_factory=dict)
    records: Mapping[str, ArticleRecord] | None = None
    """What analysts have done; None where it is as before."""
    progress: Mapping[str, ReadingProgress] = field(default_factory=dict)
    """How far the analyst has come in each article that was begun, if the records are new."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new."""
        return not self.articles and not self.places and self.counts is None and self.records is None


class NewsFinder:
    """Compares what is listed with what is there; only one thread may use it at a time."""

    def __init__(
        self, loaded: Sequence[Loaded], known: Container[str], open_index: Callable[[], LibraryIndex] | None
    ) -> None:
        self._loaded = loaded
        self._known = known
        """The ids of the articles that are listed."""
        self._open_index = open_index
        self._index: LibraryIndex | None = None
        self._lock = Lock()
        self._listed = 0
        """How many of the loaded articles are listed."""
        self._last = 0
        """The highest number of an article that was read from the index."""
        self._present: set[int] = set()
        """The numbers of the articles that were read from the index, and were in the library when last looked for."""
        self._signature: tuple[object, ...] = ()
        self._counted_at = 0.0
        self._owes_counts = False
        self._latest = -1
        """The number of the last operation that the records know of."""

    @property
    def index(self) -> LibraryIndex | None:
        """The index; None where there is none, or none that can be opened."""
        with self._lock:
            if self._index is None and self._open_index is not None:
                try:
                    self._index = self._open_index()
                except (OSError, sqlite3.Error):
                    self._open_index = None
            return self._index

    def close(self) -> None:
        """Close the index."""
        with self._lock:
            if self._index is not None:
                self._index.close()
            self._open_index = None

    def forget_loaded(self) -> None:
        """List the loaded articles anew, since a file was read again."""
        self._listed = 0

    def find(self, workspace: Workspace | None) -> ListNews:
        """What is new since the last time."""
        news = ListNews()
        with suppress(OSError, sqlite3.Error):
            # Where the index cannot be read at this moment, the list does without it.
            self._look_into_index(news, "" if workspace is None else workspace.who)
        end = self._listed if self._owes_counts else min(len(self._loaded), self._listed + _AT_ONCE)
        for at in range(self._listed, end):
            loaded = self._loaded[at]
            if loaded.article.id in self._known:
                news.places[loaded.article.id] = at
            else:
                news.articles.append(list_loaded(loaded, at))
        self._listed = end
        if workspace is not None:
            with suppress(StoreError):
                self._look_into_workspace(news, workspace)
        return news

    @property
    def is_behind(self) -> bool:
        """Whether there is more to find at once."""
        return self._owes_counts or self._listed < len(self._loaded)

    def _look_into_index(self, news: ListNews, who: str) -> None:
        index = self.index
        if index is None:
            return
        signature = (who, *_sign(index.place))
        if signature == self._signature:
            return
        connection = index.connection
        news.articles += list_indexed(connection, after=self._last)
        self._present.update(each.number for each in news.articles)
        self._owes_counts = bool(news.articles)
        if news.articles:
            # They are listed at once; counting their annotations takes longer.
            self._last = news.articles[-1].number
            return
        if self._signature[:1] == (who,) and monotonic() - self._counted_at < _COUNT_AGAIN:
            return
        self._look_for_files(news, connection)
        counts = count_all(connection, who=who)
        news.holders = {
            Facet.LABEL: find_labels(connection, who=who, commitments=False),
            Facet.TYPE: find_labels(connection, who=who, commitments=True),
        }
        news.counts, self._signature = counts, signature
        self._counted_at = monotonic()

    def _look_for_files(self, news: ListNews, connection: sqlite3.Connection) -> None:
        """Find out which articles are gone with their files, and which of those that were gone are back."""
        found = find_present(connection)
        news.gone, back = self._present - found.present, found.present - self._present
        if back:
            news.articles += list_indexed(connection, among=back)
        self._present, news.fileless = found.present, found.fileless

    def _look_into_workspace(self, news: ListNews, workspace: Workspace) -> None:
        from reader.store.reading_progress import read_progress

        latest = workspace.latest()
        if latest != self._latest:
            self._latest = latest
            news.progress = read_progress(workspace)
            news.records = {record.article: record for record in workspace.articles()}


def _sign(place: Path) -> tuple[object, ...]:
    """What changes with the file of an index."""
    signs: list[object] = []
    for name in (place.name, f"{place.name}-wal"):
        with suppress(OSError):
            found = place.with_name(name).stat()
            signs += [found.st_size, found.st_mtime_ns]
    return tuple(signs)
