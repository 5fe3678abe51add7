"""Remembers the screens that were turned, so that turning back leads to where the turn began."""

from __future__ import annotations

from typing import NamedTuple

from reader.layout import Layout, LinePlace


class Stand(NamedTuple):
    """Where one is."""

    layout: Layout
    caret: int
    top: LinePlace
    """The line at the top of the pane."""


class Pages:
    """Screens gone down (1) or up (-1) in a row; a screen holds more lines in one place than in another."""

    def __init__(self) -> None:
        self._turns: list[tuple[int, Stand, Stand]] = []

    def go_back(self, direction: int, here: Stand) -> Stand | None:
        """Where the last turn began, where this one would undo it; forgets all once one has moved otherwise."""
        if self._turns and self._turns[-1][2] != here:
            self._turns.clear()
        if not self._turns or self._turns[-1][0] == direction:
            return None
        return self._turns.pop()[1]

    def keep(self, direction: int, before: Stand, after: Stand) -> None:
        """Remember a turn."""
        self._turns.append((direction, before, after))
