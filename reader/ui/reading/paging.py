"""Remembers turned screens, so that turning back returns to exactly the place where the turn began."""

from __future__ import annotations

from typing import NamedTuple

from reader.layout import Layout, LinePlace


class Stand(NamedTuple):
    """A place in an article, as it is shown."""

    layout: Layout
    caret: int
    top: LinePlace
    """The line at the top of the pane."""


class Pages:
    """The turns down (1) or up (-1) in a row; needed because not every screen holds the same number of lines."""

    def __init__(self) -> None:
        self._turns: list[tuple[int, Stand, Stand]] = []

    def go_back(self, direction: int, now: Stand) -> Stand | None:
        """The start of the last turn, if this turn would undo it; any other movement makes all turns forgotten."""
        if self._turns and self._turns[-1][2] != now:
            self._turns.clear()
        if not self._turns or self._turns[-1][0] == direction:
            return None
        return self._turns.pop()[1]

    def keep(self, direction: int, before: Stand, after: Stand) -> None:
        """Remember a turn."""
        self._turns.append((direction, before, after))
