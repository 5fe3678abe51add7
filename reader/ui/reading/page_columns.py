"""Decides in which columns of its pane the text stands, and how wide the panel beside it is."""

from __future__ import annotations

from typing import Literal

Side = Literal["left", "right"]

BAR = 1
"""The columns of the position bar, at the edge of the pane that is farther from the panel."""
LEAST_TEXT = 30
"""The least measure, in cells, that the panel leaves the text while there is any choice."""
_LEAST_PANEL, _MOST_PANEL = 26, 48
"""The widths between which the panel grows with the window, in cells."""
_NARROWEST = 2
"""The least measure, in cells: an ideograph takes two."""


def find_measure(pane: int, *, measure: int, margin: int) -> int:
    """The length of a full line in a pane, in cells: the measure that is asked for, or as much as there is room for."""
    return max(_NARROWEST, min(measure, _room(pane, margin)))


def find_left(pane: int, *, measure: int, margin: int, bar: Side) -> int:
    """The column in which the measure begins: the page is centred in the room between its margins and the bar."""
    right = margin + BAR * (bar == "right")
    return pane - right - measure - max(0, _room(pane, margin) - measure) // 2


def fit_panel(window: int, *, wanted: int, measure: int, margin: int) -> int:
    """The width of the panel in a window, in cells.

    Where no width is asked for, the panel takes most of the room that the measure leaves, within limits; the rest goes
    to the margins of the page. It never makes the text narrower than LEAST_TEXT.
    """
    beside = window - measure - 2 * margin - BAR
    fitting = wanted or max(_LEAST_PANEL, min(_MOST_PANEL, beside * 4 // 5))
    return min(fitting, window - LEAST_TEXT - 2 * margin - BAR)


def _room(pane: int, margin: int) -> int:
    return pane - 2 * margin - BAR
