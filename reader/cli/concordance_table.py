"""Draws a concordance for a terminal or a pipe: the words found stand in a column, the text before and after beside."""

from __future__ import annotations

from collections.abc import Sequence

from reader.errors import shown
from reader.layout.direction import has_backward_letter
from reader.layout.medium import Drawn, Medium, draw_cell, join_cells
from reader.layout.one_line import ELLIPSIS
from reader.layout.ordering import Base
from reader.layout.text_table import GAP
from reader.library.queries.concordance import ContextLine

_WIDEST_NAME = 16
"""The cells of an outlet's name on a terminal."""
_LEAST = 8
"""The fewest cells on each side of the words found, however narrow the window is."""


def draw_concordance(lines: Sequence[ContextLine], medium: Medium) -> str:
    """The lines, each with its day and outlet; without an outlet, its file.

    On a terminal, what stands before an Arabic hit is on its right, and both sides are cut where they are far from it.
    In a pipe, the columns are in logical order: before, found, after.
    """
    days = [line.day.isoformat() if line.day else "" for line in lines]
    names = [draw_cell(shown(line.outlet or line.place), medium, most_cells=_most(medium)) for line in lines]
    found = [draw_cell(shown(line.keyword), medium, base=_base_of(line, medium)) for line in lines]
    widest_day = max(map(len, days), default=0)
    widest_name = max((name.width for name in names), default=0)
    widest = max((each.width for each in found), default=0)
    side = None
    if medium.width is not None:
        room = medium.width - sum(each + len(GAP) for each in (widest_day, widest_name) if each) - 2 * len(GAP)
        widest = min(widest, max(room // 3, _LEAST))
        side = max((room - widest) // 2, _LEAST)
    rows = []
    for line, day, name in zip(lines, days, names, strict=True):
        base = _base_of(line, medium)
        before = _draw_end(shown(line.before), medium, base, side)
        keyword = draw_cell(shown(line.keyword), medium, base=base, most_cells=widest)
        after = draw_cell(shown(line.after), medium, base=base, most_cells=side)
        left, right = (after, before) if base == "rtl" else (before, after)
        begin = [day.ljust(widest_day)] * bool(widest_day) + [_pad(name, widest_name)] * bool(widest_name)
        rows.append((begin, left, keyword, right, base == "rtl"))
    widest_left = max((left.width for _, left, _, _, _ in rows), default=0)
    drawn = [
        join_cells(
            [*begin, _pad(left, widest_left, at_left=True), _pad(keyword, widest, at_left=turned), right.text],
            GAP,
            medium,
        )
        for begin, left, keyword, right, turned in rows
    ]
    return "".join(f"{line}\n" for line in drawn)


def _most(medium: Medium) -> int | None:
    return None if medium.width is None else _WIDEST_NAME


def _base_of(line: ContextLine, medium: Medium) -> Base:
    if medium.sending == "logical":
        return "ltr"
    return "rtl" if has_backward_letter(line.before + line.keyword + line.after) else "ltr"


def _draw_end(text: str, medium: Medium, base: Base, most_cells: int | None) -> Drawn:
    """The end of a text, by whole words, with an ellipsis where it is cut."""
    drawn = draw_cell(text, medium, base=base)
    words = text.split()
    while most_cells is not None and drawn.width > most_cells and words:
        words = words[1:]
        drawn = draw_cell(" ".join((ELLIPSIS, *words)), medium, base=base)
    return drawn


def _pad(cell: Drawn, width: int, *, at_left: bool = False) -> str:
    blanks = " " * max(width - cell.width, 0)
    return blanks + cell.text if at_left else cell.text + blanks
