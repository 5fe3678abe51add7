"""Decides when lines are drawn ahead of need: after a frame has been sent, and a little at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from textual.widget import Widget

_EVERY, _FOR = 0.003, 0.002
"""How often, and for how long each time, lines are drawn ahead, in seconds. A key waits no longer than the second
figure; a held key, which comes some 30 to 100 milliseconds after the one before, finds the next screen drawn."""


class DrawingAhead:
    """Draws ahead for a widget, step by step, until everything is drawn or the drawing starts again."""

    def __init__(self, widget: Widget, find_steps: Callable[[], Iterator[object]]) -> None:
        self._widget = widget
        self._find_steps = find_steps
        self._steps: Iterator[object] = iter(())
        """The remaining steps; taking a step from the iterator draws it."""
        self._timer = widget.set_interval(_EVERY, self._go_on, pause=True)
        self.is_under_way = False
        """Whether something is still to be drawn."""

    def begin_after_frame(self) -> None:
        """Draw ahead as soon as the present frame is on the screen."""
        self._timer.pause()
        self.is_under_way = True
        self._widget.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._steps = self._find_steps()
        self._timer.reset()
        self._timer.resume()

    def _go_on(self) -> None:
        deadline = perf_counter() + _FOR
        for _ in self._steps:
            if perf_counter() > deadline:
                return
        self.is_under_way = False
        self._timer.pause()
