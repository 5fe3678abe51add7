"""Decides when what may be asked for next is drawn: after a frame has been sent, a little at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from textual.widget import Widget

_EVERY, _FOR = 0.003, 0.002
"""Seconds: how often, and each time for how long, something is drawn ahead. A key waits no longer than the latter, and
a held key, which comes some 30 to 100 milliseconds after the one before it, finds the next screen drawn."""


class DrawingAhead:
    """Goes through what is to be drawn ahead for a widget, step by step, until it is drawn or begun anew."""

    def __init__(self, widget: Widget, find_steps: Callable[[], Iterator[object]]) -> None:
        self._widget = widget
        self._find_steps = find_steps
        self._steps: Iterator[object] = iter(())
        """What is still to be drawn; each step draws something before it is given."""
        self._timer = widget.set_interval(_EVERY, self._go_on, pause=True)
        self.is_under_way = False
        """Whether something is still to be drawn."""

    def begin_after_frame(self) -> None:
        """Draw ahead, but not before what is asked for now is on the screen."""
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
