"""Moves the caret during a search, from the opening of the search line until it is closed."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from reader.model import Span
from reader.ui.reading.action_table import Actions
from reader.ui.reading.changes import Changes, Extent
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Pane


class SearchLine(Protocol):
    """The line in which the query is written."""

    def open(self, text: str, caret: int) -> None:
        """Show the line, to search a text from an offset on."""
        ...

    def step(self, count: int, *, caret: int | None = None) -> None:
        """Go to the next hit (1) or the previous one (-1), from an offset."""
        ...


class Searcher:
    """Goes from hit to hit, and back to the place where a search began."""

    def __init__(self, hand: ArticleInHand, changes: Changes, pane: Pane, line: SearchLine) -> None:
        self._hand = hand
        self._changes = changes
        self._pane = pane
        self._line = line
        self._before = hand.session.selection
        """The selection when the line was opened."""

    @property
    def actions(self) -> Actions:
        """The actions that this part runs."""
        return {
            "search.open": self.open,
            "search.next": partial(self._step, 1),
            "search.previous": partial(self._step, -1),
        }

    def open(self) -> None:
        """Show the search line."""
        session = self._hand.session
        self._before = session.selection
        self._line.open(session.text, session.caret)

    def show_hits(self, hits: tuple[Span, ...], current: Span | None) -> None:
        """Mark the hits found so far, and move the caret to the current one."""
        session = self._hand.session
        session.hits, session.hit = hits, current
        if current is not None:
            session.move_to(current.start)
        self._changes.note(Extent.CENTRED)

    def close(self, *, kept: bool) -> None:
        """Return to the text: to the hit if `kept`, or else to the place where the search began."""
        session = self._hand.session
        if not kept:
            session.hits, session.hit = (), None
            session.selection = self._before
        self._pane.focus()
        self._changes.note(Extent.CENTRED)

    def _step(self, count: int) -> None:
        self._line.step(count, caret=self._hand.session.caret)
