"""Arranges pieces that are shaped already in the order of reading: from the right edge, or from the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content

from reader.layout import Base

DIVIDER = Content.styled(" · ", "$muted")
"""The sign between two pieces of one line."""


def arrange(pieces: Sequence[Content], base: Base, *, divider: Content | str = DIVIDER) -> Content:
    """The pieces side by side, the first where reading begins."""
    ordered = list(reversed(pieces)) if base == "rtl" else list(pieces)
    parts = [part for piece in ordered for part in (divider, piece)]
    return Content.assemble(*parts[1:])


def put_at_edges(first: Content, last: Content, width: int, base: Base) -> Content:
    """A line with one piece where reading begins and one at the other edge."""
    gap = " " * max(0, width - first.cell_length - last.cell_length)
    return arrange([first, last], base, divider=gap)


def put_at_start(piece: Content, width: int, base: Base) -> Content:
    """A line with one piece where reading begins."""
    return put_at_edges(piece, Content(""), width, base)


def pack(pieces: Sequence[Content], width: int, base: Base) -> Iterator[Content]:
    """Lines with as many pieces on each as there is room for; a piece that is longer than a line is cut."""
    line: list[Content] = []
    for piece in pieces:
        if line and arrange([*line, piece], base).cell_length > width:
            yield put_at_start(arrange(line, base), width, base)
            line = []
        line.append(cut_at_end(piece, width, base))
    if line:
        yield put_at_start(arrange(line, base), width, base)


def cut_at_end(line: Content, width: int, base: Base) -> Content:
    """A line cut to a width in cells, with an ellipsis where reading ends."""
    if line.cell_length <= width:
        return line
    if base == "ltr":
        return line.truncate(width, ellipsis=True)
    plain, start, used = line.plain, len(line), 0
    while start and used + cell_len(plain[start - 1]) < width:
        start -= 1
        used += cell_len(plain[start])
    # A mark belongs to the letter before it, which was cut off.
    while start < len(plain) and not cell_len(plain[start]):
        start += 1
    return Content.assemble("…", line[start:]) if width > 0 else Content("")
