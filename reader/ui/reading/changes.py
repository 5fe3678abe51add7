"""What an action has changed of what is on the screen: collected until the action is done, and then shown once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum


class Extent(IntEnum):
    """How much of the screen says something old; each of them includes those before it."""

    NOTHING = 0
    BARS = 1
    """The role bar, which says what the next key does, and the status line."""
    CURRENT = 2
    """The item of the panel, which follows the annotation under the caret."""
    MARKS = 3
    """Lines of the text that are marked otherwise than before."""
    CARET = 4
    """The caret may be out of sight: the text is scrolled as little as will show it."""
    CENTRED = 5
    """The caret may be out of sight: the text is scrolled so that there is much around it."""


class Relisting(IntEnum):
    """When the panel is listed anew."""

    NEVER = 0
    SOON = 1
    """In a moment, since a long list takes longer than a key may."""
    NOW = 2


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be shown."""

    extent: Extent = Extent.NOTHING
    relisting: Relisting = Relisting.NEVER

    def __or__(self, other: Change) -> Change:
        """Both together."""
        return Change(max(self.extent, other.extent), max(self.relisting, other.relisting))


class Changes:
    """Collects what the parts of a screen report, and has it shown."""

    def __init__(self, show: Callable[[Change], None]) -> None:
        self._show = show
        self._collected = Change()
        self._is_collecting = False

    def note(self, extent: Extent, relisting: Relisting = Relisting.NEVER) -> None:
        """Report a change; it is shown at the end of the action, or at once where none is under way."""
        self._collected |= Change(extent, relisting)
        if not self._is_collecting:
            self._show_collected()

    @contextmanager
    def collected(self) -> Iterator[None]:
        """An action, at the end of which everything that it has changed is shown once."""
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
