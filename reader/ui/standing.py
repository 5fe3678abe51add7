"""Whether a screen is there still: a thread's answer may come after it was closed, when what it would fill is gone."""

from __future__ import annotations

from textual.screen import Screen
from textual.widget import Widget


def is_standing(widget: Widget) -> bool:
    """Whether a screen, or a widget on one, is mounted, and its screen is neither closed nor about to be."""
    if not (widget.is_mounted and widget.is_attached):
        return False
    # A screen that is closed loses its widgets one by one, and stays mounted meanwhile.
    screen = widget if isinstance(widget, Screen) else widget.screen
    return screen in widget.app.screen_stack
