"""How far from the bottom of a screen its toasts stay, so that they cover no line in which one works."""

from __future__ import annotations

from textual.screen import Screen

_BELOW = 2
"""Lines beneath the bars: that of the status and that of the keys."""


def lift_toasts(screen: Screen[object]) -> None:
    """Keep toasts above the line of the search and what the next key does, however many lines that takes."""
    heights = [bar.styles.height for bar in screen.query("SearchBar, RoleBar") if bar.display]
    lines = sum(int(height.value) for height in heights if height is not None)
    for rack in screen.query("ToastRack"):
        rack.styles.margin = (0, 0, lines + _BELOW, 0)
