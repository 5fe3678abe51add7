"""Decides how a text for people is sent to what it is printed on: a pipe, or a terminal with or without bidi."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reader.layout.clusters import Tashkeel
from reader.layout.direction import has_backward_letter
from reader.layout.foreign_words import embed_foreign
from reader.layout.one_line import ELLIPSIS, keep_beginning, lay_out_line, shorten_line
from reader.layout.ordering import Base
from reader.layout.text_layout import lay_out
from reader.model import Span

Sending = Literal["logical", "visual", "embedded", "ligated"]
"""How Arabic is sent: in its logical order, for other programs; shaped and from left to right, for a terminal that
shows cells as they come; or each cell of a table embedded by itself (UAX #9), for a terminal that orders and shapes it,
and gives lam with alef two cells (Konsole) or one (mlterm)."""

LEFT_TO_RIGHT = "\u200e"
# Isolates would be cleaner, but mlterm draws them as boxes.
_EMBED: Mapping[Base, str] = {"ltr": "\u202a", "rtl": "\u202b"}
_END = "\u202c"
DIRECTION_MARKS = LEFT_TO_RIGHT + _EMBED["ltr"] + _EMBED["rtl"] + _END
"""The characters with which a text is embedded; those of other origin must have been written out before."""
_LONGEST = 2_000
"""The most of a cell that is laid out if it will be cut anyway, in code points; no screen is wider."""
_UNBOUNDED = 1_000_000


@dataclass(frozen=True, slots=True)
class Medium:
    """What a text is printed on; by default a pipe."""

    width: int | None = None
    """The most cells in a line; None for any number."""
    sending: Sending = "logical"
    tashkeel: Tashkeel = "keep"
    """Whether vowel marks are shown where the reader shapes the text."""
    base: Base = "ltr"
    """The direction of its lines and of the columns of its tables, where it is a terminal: that of the interface."""

    @property
    def is_ordered_there(self) -> bool:
        """Whether it orders and shapes Arabic itself."""
        return self.sending in ("embedded", "ligated")


PIPE = Medium()


class Drawn(NamedTuple):
    """A text as it is sent, and the cells that it takes."""

    text: str
    width: int


def draw_cell(text: str, medium: Medium, *, base: Base | None = None, most_cells: int | None = None) -> Drawn:
    """A cell of a table, cut to so many cells; an ellipsis marks the cut, which is at the end of what one reads.

    The first strong character gives the direction, unless `base` does.
    """
    if medium.sending == "logical" or not has_backward_letter(text):
        kept = text if most_cells is None else cut(text, most_cells)
        return Drawn(kept, _count_cells(kept))
    text = text if most_cells is None else text[:_LONGEST]
    line = lay_out_line(text, base=base, tashkeel=medium.tashkeel)
    is_cut = most_cells is not None and line.width > most_cells
    if medium.sending == "visual":
        if most_cells is not None and is_cut:
            line = shorten_line(text, line, most_cells, tashkeel=medium.tashkeel)
        return Drawn("".join(cell.glyph for cell in line.cells), line.width)
    cells = line.width if medium.sending == "ligated" else _count_cells(text)
    if most_cells is not None and cells > most_cells:
        text = keep_beginning(line, most_cells - 1).of(text).rstrip() + ELLIPSIS
        text = text if medium.sending == "ligated" else cut(text, most_cells)
        cells = min(_count_cells(text), most_cells)
    return Drawn(f"{_EMBED[line.base]}{text}{_END}", cells)


def join_cells(cells: Iterable[str], between: str, medium: Medium) -> str:
    """A line of cells that have been drawn, with a text between them that is not Arabic."""
    if not medium.is_ordered_there:
        return between.join(cells).rstrip()
    # A mark keeps Arabic in two cells apart; and mlterm takes the direction of a line from its first letter.
    return LEFT_TO_RIGHT + f"{LEFT_TO_RIGHT}{between}".join(cells).rstrip()


def draw_lines(text: str, medium: Medium) -> str:
    """Lines of prose, such as sentences in English that quote Arabic; those with Arabic are wrapped at the width.

    They run in the direction of the medium. A terminal would wrap Arabic that is in visual order wrongly, so that its
    end stood above its beginning.
    """
    if medium.sending == "logical" or not has_backward_letter(text):
        return text
    draw = _draw_turned if medium.base == "rtl" else _draw_line
    return "\n".join(draw(line, medium) for line in text.split("\n"))


def _draw_line(line: str, medium: Medium) -> str:
    if not has_backward_letter(line):
        return line
    if medium.is_ordered_there:
        return join_cells([line], "", medium)
    whole = [Span(0, len(line))]
    layout = lay_out(line, medium.width or _UNBOUNDED, base="ltr", tashkeel=medium.tashkeel, paragraphs=whole)
    return "\n".join("".join(cell.glyph for cell in each.cells) for each in layout.lines)


def _draw_turned(line: str, medium: Medium) -> str:
    """A line from right to left at the right edge; names and options in it run from left to right as a whole."""
    whole = [Span(0, len(line))]
    layout = lay_out(line, medium.width or _UNBOUNDED, base="rtl", tashkeel=medium.tashkeel, paragraphs=whole)
    drawn = [draw_cell(_embed(each.span.of(line).rstrip()), medium, base="rtl") for each in layout.lines]
    return "\n".join(join_cells([set_right(each, medium.width or each.width)], "", medium) for each in drawn)


def _embed(line: str) -> str:
    return embed_foreign(line, _EMBED["ltr"], _END) if has_backward_letter(line) else line


def set_right(cell: Drawn, width: int) -> str:
    """A cell at the right edge of a column of so many cells."""
    return " " * max(width - cell.width, 0) + cell.text


def cut(line: str, most_cells: int) -> str:
    """A line cut to a width in cells, as it stands; an ellipsis marks the cut."""
    if _count_cells(line) <= most_cells:
        return line
    from wcwidth import clip

    # A wide character that is cut in two leaves a blank.
    return f"{clip(line, 0, most_cells - 1)}{ELLIPSIS}" if most_cells > 0 else ""


def _count_cells(text: str) -> int:
    # Its tables take 30 ms to load, which the reader does not wait for when it starts.
    from wcwidth import width

    return int(width(text))
