"""Which parts of a widget are drawn reversed: Textual 8.2.8 leaves that out of the styles it makes for Content."""

from __future__ import annotations

from textual.style import Style
from textual.widget import Widget


def add_reverse(widget: Widget, style: Style, *component_classes: str) -> Style:
    """The style of a widget's component classes, reversed where the last of them that says so is."""
    said = [widget.get_component_styles(name).text_style.reverse for name in component_classes]
    return style + Style(reverse=next((each for each in reversed(said) if each is not None), None))
