"""Decides whether a screen is still open: a thread's answer may come after its screen was closed."""

from __future__ import annotations

from textual.screen import Screen
from textual.widget import Widget


def is_standing(widget: Widget) -> bool:
    """Whether a screen, or a widget on one, is mounted, and the screen is neither closed nor about to be closed."""
    if not (widget.is_mounted and widget.is_attached):
        return False
    # A screen that is being closed loses its widgets one by one, and stays mounted meanwhile.
    screen = widget if isinstance(widget, Screen) else widget.screen
    return screen in widget.app.screen_stack
