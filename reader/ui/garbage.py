"""Decides when Python looks for garbage: while the hand rests, since in a long text that takes a tenth of a second.

While keys come without end it looks through what has come together since, so that memory stays flat.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import monotonic

_REST = 10.0
"""Seconds without a key after which the hand rests."""
_BREATH = 0.3
"""Seconds without a key in which as much may be looked through as has come together."""
_MUCH, _TOO_MUCH = 30, 120
"""Looks at younger objects after which older ones are looked through in a breath, and even while keys come: each leaves
several thousand objects, of which most are garbage when boxes and messages come and go."""
_NEVER = 1_000_000_000


class Tidying:
    """Young objects are looked through as ever, everything only once in each rest."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._busy_at: float | None = None
        """When the last key came, until everything has been looked through."""
        self._usual = gc.get_threshold()
        self._has_let_go = False
        """Whether something that was spared is garbage now."""

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
        """Look no more through what is there now."""
        if gc.get_freeze_count():
            # Else garbage would be spared too, and stay for good.
            gc.collect()
        gc.freeze()

    def let_go(self) -> None:
        """Some of what was spared may be garbage from now on."""
        self._has_let_go = True

    def wait(self) -> None:
        """A key has come."""
        self._busy_at = self._clock()

    def tidy(self) -> None:
        """Look through everything once a hand rests, and through what is not spared where much has come together."""
        pause = self._clock() - self._busy_at if self._busy_at is not None else None
        if pause is not None and pause >= _REST:
            self._busy_at = None
            if self._has_let_go:
                self._has_let_go = False
                gc.unfreeze()
                gc.collect()
                gc.freeze()
            else:
                gc.collect()
            return
        come_together = gc.get_count()[2]
        if come_together >= _TOO_MUCH or (come_together >= _MUCH and (pause is None or pause >= _BREATH)):
            gc.collect()
