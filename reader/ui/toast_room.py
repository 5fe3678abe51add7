"""Decides how far toasts stay from the bottom of a screen, so that they do not cover the lines being worked in."""

from __future__ import annotations

from textual.screen import Screen

_BELOW = 2
"""The number of lines beneath the bars: the status line and the line of keys."""


def lift_toasts(screen: Screen[object]) -> None:
    """Keep toasts above the search bar and the role bar, however many lines these take."""
    heights = [bar.styles.height for bar in screen.query("SearchBar, RoleBar") if bar.display]
    lines = sum(int(height.value) for height in heights if height is not None)
    for rack in screen.query("ToastRack"):
        rack.styles.margin = (0, 0, lines + _BELOW, 0)
