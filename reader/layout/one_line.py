"""Lays out a text that must stand on one line: in a widget, in a row of a table, in a message."""

from __future__ import annotations

import re

from reader.layout.clusters import Tashkeel
from reader.layout.lines import Line
from reader.layout.ordering import Base, find_base
from reader.layout.text_layout import lay_out
from reader.model import Span

ELLIPSIS = "…"
_UNBOUNDED = 1_000_000
# Each line end becomes one character, so that spans over the text stay valid; in a pair, the carriage return becomes
# invisible.
_LINE_END = re.compile("\r(?=\n)|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def lay_out_line(text: str, *, base: Base | None = None, tashkeel: Tashkeel = "keep") -> Line:
    """The text as one line of any length; line ends become spaces.

    The first strong character gives the direction, which is left to right if there is none.
    """
    spaced = _LINE_END.sub(lambda match: "\u200b" if match[0] == "\r" and match.end() < len(text) else " ", text)
    direction = base or find_base(spaced) or "ltr"
    whole = [Span(0, len(spaced))]
    return lay_out(spaced, _UNBOUNDED, base=direction, tashkeel=tashkeel, paragraphs=whole).lines[0]


def shorten_line(text: str, line: Line, width: int, *, tashkeel: Tashkeel = "keep") -> Line:
    """The beginning of a text and an ellipsis, in at most `width` cells; `line` is the text laid out."""
    end = len(keep_beginning(line, width - 1))
    return lay_out_line(text[:end].rstrip() + ELLIPSIS if width > 0 else "", base=line.base, tashkeel=tashkeel)


def keep_beginning(line: Line, width: int) -> Span:
    """The stretch from the start of a line's text that takes at most so many cells."""
    kept, end = 0, 0
    for cell in sorted(line.cells, key=lambda cell: cell.span.start):
        kept += cell.width
        if kept > width:
            break
        end = cell.span.end
    return Span(0, end)
