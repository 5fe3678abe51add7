"""Prints for people on a terminal: Arabic shaped and in order, however the terminal orders text itself."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from functools import cached_property
from typing import TextIO

from reader.gate import write_out
from reader.layout.direction import has_backward_letter
from reader.layout.medium import DIRECTION_MARKS, PIPE, Medium, Sending, draw_lines
from reader.layout.ordering import Base
from reader.outlets import Outlet
from reader.ui.terminal.detecting import Mode, Terminal
from reader.wording import language_in_force

_LINES = "\n\t"
_OWN_BIDI: Mapping[Mode, Sending] = {"konsole": "embedded", "mlterm": "ligated"}
"""Terminals that order text on the screen again as soon as their own bidi is switched on again: it stays on."""
_UNSEEN = 24
"""Cells of a line that mlterm counts for direction marks and ligatures although it draws none."""


class Printer:
    """Draws what a command prints on one terminal, which is asked how it orders text before the first Arabic."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @cached_property
    def _terminal(self) -> Terminal:
        from reader.settings.config import load_config
        from reader.ui.terminal.sequences import detect_terminal

        display = load_config().config.display
        return detect_terminal(bidi=display.bidi, tashkeel=display.tashkeel, sink=self._stream.fileno())

    @cached_property
    def medium(self) -> Medium:
        """The terminal's width, and how it must be sent Arabic."""
        sending = _OWN_BIDI.get(self._terminal.mode, "visual")
        base: Base = "rtl" if language_in_force() == "ar" else "ltr"
        columns = _count_columns(self._stream)
        unseen = _UNSEEN if sending == "ligated" else 0
        return Medium(columns - unseen, sending, self._terminal.tashkeel, base)

    def draw(self, text: str) -> str:
        """Whole lines in logical order, as they are sent to the terminal."""
        lines = write_out(text, keep=_LINES)
        return self.send(draw_lines(lines, self.medium)) if has_backward_letter(lines) else lines

    def send(self, text: str) -> str:
        """What has been laid out for the medium, as it is sent to the terminal."""
        from reader.ui.terminal.sequences import switch_off, switch_on, wrapper

        if self.medium.is_ordered_there:
            return write_out(text, keep=_LINES + DIRECTION_MARKS)
        if not has_backward_letter(text):
            return write_out(text, keep=_LINES)
        wrap = wrapper(self._terminal) or str
        lines = wrap(write_out(text, keep=_LINES))
        return f"{switch_off(self._terminal)}{lines}{switch_on(self._terminal)}"


def _count_columns(stream: TextIO) -> int:
    """The columns of the terminal that is printed on: where it is standard error, standard output may go elsewhere."""
    try:
        own = os.get_terminal_size(stream.fileno())
    except OSError:
        own = os.terminal_size((80, 24))
    return shutil.get_terminal_size(own).columns


def find_medium() -> Medium:
    """What standard output is: a terminal, which is asked, or a pipe or file."""
    drawer = sys.stdout.drawer if isinstance(sys.stdout, Outlet) else None
    return drawer.medium if isinstance(drawer, Printer) else PIPE
