"""Holds what a search of the library has found so far, and the place of the analyst in it."""

from __future__ import annotations

from collections.abc import Sequence

from reader.library.queries.background_search import Findings
from reader.library.queries.concordance import ContextLine
from reader.model import Span


class FoundLines:
    """The lines of one search; those of the one before stay until the first of the next one come."""

    def __init__(self) -> None:
        self.lines: list[ContextLine] = []
        self.at = 0
        """The current line."""
        self.articles: int | None = None
        """The number of articles that the query means; None while it is not known."""
        self.is_complete = True
        """Whether all lines are here."""
        self.is_cut = False
        """Whether there are more lines than are sorted."""
        self.trouble = ""
        """Why the search failed, as a sentence."""
        self._turn = 0
        self._is_new = False
        """Whether the lines are still those of the search before."""
        self._place: tuple[str, Span] | None = None
        """The line at which the analyst was, to be found again among the next ones."""

    @property
    def current(self) -> ContextLine | None:
        """The current line."""
        return self.lines[self.at] if self.at < len(self.lines) else None

    def begin(self, turn: int, *, keeps_place: bool) -> None:
        """Wait for the lines of another search, which begin at the same place if that is among them."""
        current = self.current
        self._place = (current.id, current.span) if keeps_place and current is not None else None
        self._turn, self._is_new = turn, True
        self.articles, self.is_complete, self.is_cut, self.trouble = None, False, False, ""

    def forget(self) -> None:
        """Hold nothing, and take nothing that was asked for before."""
        self.__init__()  # type: ignore[misc]

    def take(self, findings: Findings) -> bool:
        """Add to the lines, if they belong to this search; whether they do."""
        if findings.turn != self._turn:
            return False
        if self._is_new and (findings.lines or findings.is_last):
            self.lines, self.at, self._is_new = [], 0, False
        first = len(self.lines)
        self.lines += findings.lines
        if self._place is not None:
            for at in range(first, len(self.lines)):
                if (self.lines[at].id, self.lines[at].span) == self._place:
                    self.at, self._place = at, None
                    break
        if findings.articles is not None:
            self.articles = findings.articles
        self.is_complete = findings.is_last
        self.is_cut = findings.is_cut
        self.trouble = findings.trouble
        return True

    def find_article(self, step: int) -> int | None:
        """The first line of the next article (1) or of the previous one (-1) in the list; None if there is none."""
        lines, at = self.lines, self.at
        if not lines:
            return None
        here = lines[at].id
        while 0 <= at < len(lines) and lines[at].id == here:
            at += step
        if not 0 <= at < len(lines):
            return None
        while at > 0 and lines[at - 1].id == lines[at].id:
            at -= 1
        return at

    def spans_of(self, line: ContextLine) -> Sequence[Span]:
        """The places found in the article of a line, in order."""
        return sorted(each.span for each in self.lines if each.id == line.id and len(each.span))
