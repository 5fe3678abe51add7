"""Adds reverse video to the styles of a widget's parts, which Textual 8.2.8 leaves out of its styles for Content."""

from __future__ import annotations

from textual.style import Style
from textual.widget import Widget


def add_reverse(widget: Widget, style: Style, *component_classes: str) -> Style:
    """The style of a widget's component classes, with reverse video as the last class that sets it has it."""
    settings = [widget.get_component_styles(name).text_style.reverse for name in component_classes]
    return style + Style(reverse=next((each for each in reversed(settings) if each is not None), None))
