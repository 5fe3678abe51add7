"""The last gate before the screen: whatever drew a line, no character of it commands the terminal.

Text is to come through `text.py`, which draws stand-ins for such characters; what did not loses them here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from reader.gate import drop_held, has_held


class LineGate(LineFilter):
    """Takes what is held out of the segments of a line, where text and the terminal's commands are still apart."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, nothing held in them; the same list where nothing was."""
        # Nearly every line is printable, and this is asked of each line of each frame.
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        return [_pass(segment) if has_held(segment.text) else segment for segment in segments]


class GatedApp(App[None]):
    """An application all of whose lines pass the gate, and whose last words after a crash do."""

    _gate = LineGate()

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # Without colours, since these would not pass the gate that standard error has.
        self.error_console = Console(markup=False, highlight=False, stderr=True, color_system=None)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and after them the gate."""
        return [*super().get_line_filters(), self._gate]


def _pass(segment: Segment) -> Segment:
    text = drop_held(segment.text)
    # A soft hyphen is taken to have a cell, so that its line would become shorter.
    lost = segment.cell_length - cell_len(text)
    return Segment(text + " " * lost, segment.style, segment.control)
