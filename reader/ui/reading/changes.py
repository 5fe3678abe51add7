"""Collects what an action changes on the screen, and shows it once when the action is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum


class Extent(IntEnum):
    """How much of the screen is out of date; each member includes the ones before it."""

    NOTHING = 0
    BARS = 1
    """The role bar, which shows what the next key does, and the status line."""
    CURRENT = 2
    """The panel's current item, which follows the annotation under the caret."""
    MARKS = 3
    """The lines of the text with changed highlights."""
    CARET = 4
    """The caret may be out of sight: the text is scrolled just far enough to show it."""
    CENTRED = 5
    """The caret may be out of sight: the text is scrolled so that it is in the middle."""


class Relisting(IntEnum):
    """When the panel lists its items again."""

    NEVER = 0
    SOON = 1
    """In a moment, since a long list would hold up the next key."""
    NOW = 2


@dataclass(frozen=True, slots=True)
class Change:
    """What has to be drawn again."""

    extent: Extent = Extent.NOTHING
    relisting: Relisting = Relisting.NEVER

    def __or__(self, other: Change) -> Change:
        """Both changes together."""
        return Change(max(self.extent, other.extent), max(self.relisting, other.relisting))


class Changes:
    """Collects the changes that the parts of a screen report, and shows them."""

    def __init__(self, show: Callable[[Change], None]) -> None:
        self._show = show
        self._collected = Change()
        self._is_collecting = False

    def note(self, extent: Extent, relisting: Relisting = Relisting.NEVER) -> None:
        """Report a change; it is shown at the end of the action, or at once if there is no action."""
        self._collected |= Change(extent, relisting)
        if not self._is_collecting:
            self._show_collected()

    @contextmanager
    def collected(self) -> Iterator[None]:
        """The context of an action, at the end of which all its changes are shown once."""
        if self._is_collecting:
            yield
            return
        self._is_collecting = True
        try:
            yield
        finally:
            self._is_collecting = False
        self._show_collected()

    def _show_collected(self) -> None:
        collected, self._collected = self._collected, Change()
        if collected != Change():
            self._show(collected)
