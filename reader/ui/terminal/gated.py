"""The last gate before the screen, which lets no character of a drawn line command the terminal.

Text should come through `arabic_text.py`, which draws stand-ins for such characters; from all other text they are
removed here.
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
from reader.ui.terminal.terminal_colours import Depth


class LineGate(LineFilter):
    """Removes such characters from the segments of a line, where text and commands are still separate."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without such characters; the same list if there were none."""
        # Nearly every line is printable, and this runs for each line of each frame.
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        return [_pass(segment) if has_held(segment.text) else segment for segment in segments]


class GatedApp(App[None]):
    """An application whose lines all pass the gate, as does its error message after a crash.

    `depth` is the number of colours that the terminal has.
    """

    _gate = LineGate()

    def __init__(self, *, depth: Depth = "truecolor", **options: Any) -> None:
        super().__init__(**options)
        # Textual's own console takes the number of colours from COLORTERM alone.
        self.console = Console(
            color_system=None if depth == "none" else depth,
            file=self.console.file,
            force_terminal=True,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            safe_box=False,
            soft_wrap=False,
        )
        # Without colours, since colours would not pass the gate of standard error.
        self.error_console = Console(markup=False, highlight=False, stderr=True, color_system=None)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, with the gate after them."""
        return [*super().get_line_filters(), self._gate]


def _pass(segment: Segment) -> Segment:
    text = drop_held(segment.text)
    # A soft hyphen counts as one cell, so that the line would become shorter without it.
    lost = segment.cell_length - cell_len(text)
    return Segment(text + " " * lost, segment.style, segment.control)
