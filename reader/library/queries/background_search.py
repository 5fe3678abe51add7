"""Searches a library in a thread of its own: the first lines at once, the rest as they are asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from threading import Condition, Thread
from typing import TypeAlias, cast, get_args

from reader.library.index.library_index import LibraryIndex, explain
from reader.library.queries.concordance import ContextLine, LineOrder, make_concordance, sort_lines
from reader.library.queries.query_terms import Query
from reader.library.queries.searching import Order, count_articles, find_articles

FoundOrder: TypeAlias = Order | LineOrder
"""An order of articles, in which lines are found, or one into which all lines have to be brought."""

_WIDTH_WORDS = 24
"""The words on each side of a hit; the widest windows have room for about so many."""
_FIRST = 36
"""The lines of the first page."""
_MORE = 200
"""The lines that are found together later."""
MOST_SORTED = 5_000
"""The most lines that are sorted by their words or their outlets."""


@dataclass(frozen=True, slots=True)
class Findings:
    """A piece of the answer to a query."""

    turn: int
    """The number of the search to which it belongs."""
    lines: tuple[ContextLine, ...] = ()
    """Further lines, all those of an article together."""
    articles: int | None = None
    """The number of articles that the query means; None while it is not known."""
    is_last: bool = False
    """Whether nothing further will come."""
    is_cut: bool = False
    """Whether there are more lines than can be sorted."""
    trouble: str = ""
    """Why the index cannot be searched, as a sentence; empty if it can."""


@dataclass(frozen=True, slots=True)
class _Request:
    turn: int
    query: Query
    order: FoundOrder


class BackgroundSearch:
    """Answers one query at a time; the next one ends the search for it."""

    def __init__(
        self,
        open_index: Callable[[], AbstractContextManager[LibraryIndex]],
        *,
        who: str,
        report: Callable[[Findings], None],
    ) -> None:
        """`open_index` and `report` are called in the thread."""
        self._open_index = open_index
        self._who = who
        self._report = report
        self._changed = Condition()
        self._request: _Request | None = None
        self._answered = 0
        self._most = 0
        """So many lines are wanted."""
        self._is_closing = False
        self._index: LibraryIndex | None = None
        self._connection: sqlite3.Connection | None = None
        self._thread = Thread(target=self._run, name="search", daemon=True)

    def search(self, query: Query, order: FoundOrder) -> int:
        """Give up the present search and begin another; returns its number."""
        with self._changed:
            turn = self._request.turn + 1 if self._request is not None else 1
            self._request = _Request(turn, query, order)
            self._most = _MORE
            self._interrupt()
            self._changed.notify()
        if not self._thread.is_alive():
            self._thread.start()
        return turn

    def go_on(self, most: int) -> None:
        """Find further lines, until there are so many."""
        with self._changed:
            self._most = max(self._most, most)
            self._changed.notify()

    def count_present(self) -> int:
        """The number of articles in the index; 0 while it is not open."""
        if self._index is None:
            return 0
        with suppress(sqlite3.Error):
            sql = "SELECT count(*) FROM articles WHERE is_present"
            return int(self._index.connection.execute(sql).fetchone()[0])
        return 0

    def close(self) -> None:
        """End the search, and the thread."""
        with self._changed:
            self._is_closing = True
            self._interrupt()
            self._changed.notify()

    def _interrupt(self) -> None:
        if self._connection is not None:
            self._connection.interrupt()

    def _run(self) -> None:
        with self._open_index() as index:
            self._index, self._connection = index, index.connection
            while (request := self._next()) is not None:
                try:
                    self._answer(index, request)
                except sqlite3.Error as error:
                    # Interrupted for the next query, the search has nothing to report; by mistake, it begins again.
                    if "interrupted" in str(error):
                        continue
                    if self._is_wanted(request):
                        self._report(Findings(request.turn, is_last=True, trouble=explain(error, index.place)))
                self._answered = request.turn
            self._index = self._connection = None

    def _next(self) -> _Request | None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_closing or self._has_new())
            return None if self._is_closing else self._request

    def _has_new(self) -> bool:
        return self._request is not None and self._request.turn != self._answered

    def _is_wanted(self, request: _Request) -> bool:
        return not self._is_closing and request is self._request

    def _answer(self, index: LibraryIndex, request: _Request) -> None:
        if request.order in get_args(LineOrder):
            self._sort(index, request, cast(LineOrder, request.order))
            return
        lines: list[ContextLine] = []
        reported = articles = 0
        for hit in find_articles(index, request.query, who=self._who, order=cast(Order, request.order)):
            if not self._is_wanted(request):
                return
            lines += make_concordance(index, (hit,), width_words=_WIDTH_WORDS)
            articles += 1
            if len(lines) < (_MORE if reported else _FIRST):
                continue
            self._report(Findings(request.turn, tuple(lines)))
            if not reported:
                self._report(Findings(request.turn, articles=count_articles(index, request.query, who=self._who)))
            reported += len(lines)
            lines = []
            if not self._is_asked_to_go_on(request, reported):
                return
        self._report(Findings(request.turn, tuple(lines), articles, is_last=True))

    def _is_asked_to_go_on(self, request: _Request, reported: int) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: not self._is_wanted(request) or self._most > reported)
        return self._is_wanted(request)

    def _sort(self, index: LibraryIndex, request: _Request, by: LineOrder) -> None:
        lines: list[ContextLine] = []
        articles, is_cut = 0, False
        for hit in find_articles(index, request.query, who=self._who):
            if not self._is_wanted(request):
                return
            if len(lines) >= MOST_SORTED:
                is_cut = True
                break
            lines += make_concordance(index, (hit,), width_words=_WIDTH_WORDS)
            articles += 1
        found = Findings(request.turn, tuple(sort_lines(lines, by)), articles, is_last=True, is_cut=is_cut)
        if is_cut:
            found = replace(found, articles=count_articles(index, request.query, who=self._who))
        self._report(found)
