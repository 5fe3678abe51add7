"""Decides when Python collects garbage: while the analyst pauses, since with a long text it takes a tenth of a second.

While keys come without a pause, only the objects made since are collected, so that memory does not grow.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import monotonic

_REST = 10.0
"""Seconds without a key that count as a rest."""
_BREATH = 0.3
"""Seconds without a key that are enough for a collection of the objects made since."""
_MUCH, _TOO_MUCH = 30, 120
"""How many collections of younger objects must come before older ones are collected, in a breath (_MUCH) or even while
keys come (_TOO_MUCH). Each leaves several thousand objects, most of them garbage when boxes and messages come and
go."""
_NEVER = 1_000_000_000


class GarbageCollector:
    """Controls Python's collector: it collects young objects as usual, and everything only once in each rest."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._busy_at: float | None = None
        """The time of the last key; None once everything has been collected since."""
        self._usual = gc.get_threshold()
        self._has_let_go = False
        """Whether some of the spared objects may be garbage now."""

    def begin(self) -> None:
        """Let only `tidy` collect older objects from now on."""
        self._usual = gc.get_threshold()
        young, middle, _ = self._usual
        gc.set_threshold(young, middle, _NEVER)
        self.wait()

    def end(self) -> None:
        """Leave everything to Python again."""
        gc.set_threshold(*self._usual)
        gc.unfreeze()

    def spare(self) -> None:
        """Spare the objects that exist now: they are not examined any more; garbage is looked for from now on."""
        if gc.get_freeze_count():
            # Otherwise garbage would be spared too, and stay for good.
            gc.collect()
        gc.freeze()
        gc.enable()

    def let_go(self) -> None:
        """Note that some of the spared objects may be garbage from now on."""
        self._has_let_go = True

    def wait(self) -> None:
        """Note that a key has come."""
        self._busy_at = self._clock()

    def tidy(self) -> None:
        """Collect everything once in a rest, and the objects that are not spared when many have been made."""
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
