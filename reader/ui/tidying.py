"""Decides when Python looks for garbage: while the hand rests, since in a long text that takes a tenth of a second."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import monotonic

_REST = 10.0
"""Seconds without a key after which the hand rests."""
_NEVER = 1_000_000_000


class Tidying:
    """Young objects are looked through as ever, everything only once in each rest."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._busy_at: float | None = None
        """When the last key came, until everything has been looked through."""
        self._usual = gc.get_threshold()

    def begin(self) -> None:
        """From now on, everything is looked through by `tidy` alone."""
        self._usual = gc.get_threshold()
        young, middle, _ = self._usual
        gc.set_threshold(young, middle, _NEVER)
        self.wait()

    def end(self) -> None:
        """Leave it to Python again."""
        gc.set_threshold(*self._usual)
        gc.unfreeze()

    def spare(self) -> None:
        """Never look through what is there now: it stays, or goes without being looked for."""
        gc.freeze()

    def wait(self) -> None:
        """A key has come."""
        self._busy_at = self._clock()

    def tidy(self) -> None:
        """Look through everything, if no key has come for a while, once until the next one."""
        if self._busy_at is not None and self._clock() - self._busy_at >= _REST:
            self._busy_at = None
            gc.collect()
