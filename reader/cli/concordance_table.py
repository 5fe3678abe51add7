"""Draws a concordance for a terminal or a pipe: the words found stand in a column, the text before and after beside."""

from __future__ import annotations

from collections.abc import Sequence

from reader.errors import shown
from reader.layout.direction import has_backward_letter
from reader.layout.medium import Drawn, Medium, cut, draw_cell, join_cells
from reader.layout.one_line import ELLIPSIS
from reader.layout.ordering import Base
from reader.layout.text_table import GAP
from reader.library.queries.concordance import ContextLine
from reader.wording import written_digits

_WIDEST_NAME = 16
"""The cells of an outlet's name on a terminal."""
_LEAST = 8
"""The fewest cells on each side of the words found, however narrow the window is."""
_UNBOUNDED = 1_000_000


def draw_concordance(lines: Sequence[ContextLine], medium: Medium) -> str:
    """The lines, each with its day and outlet; without an outlet, its file.

    On a terminal, what stands before an Arabic hit is on its right, and both sides are cut where they are far from it;
    where the interface is Arabic, the columns begin at the right edge.
    In a pipe, the columns are in logical order: before, found, after.
    """
    days = [Drawn(day := written_digits(line.day.isoformat()) if line.day else "", len(day)) for line in lines]
    names = [draw_cell(shown(line.outlet or line.place), medium, most_cells=_most(medium)) for line in lines]
    found = [draw_cell(shown(line.keyword), medium, base=_base_of(line, medium)) for line in lines]
    # Where there is no room for them, the names go first, and then the days.
    columns = [column for column in (days, names) if _widest(column)]
    while columns and _room(columns, medium) < 3 * _LEAST:
        columns.pop()
    widest, side = _widest(found), None
    if medium.width is not None:
        room = _room(columns, medium)
        widest = min(widest, max(room // 3, _LEAST))
        side = max((room - widest) // 2, _LEAST)
    middles = [_draw_middle(line, medium, widest, side) for line in lines]
    widest_left = _widest([left for left, _, _ in middles])
    widths = list(map(_widest, columns))
    widest_right = _widest([right for _, _, right in middles])
    is_mirrored = medium.base == "rtl" and medium.sending != "logical"
    taken = widest_left + widest + widest_right + sum(widths) + len(GAP) * (len(columns) + 2)
    edge = " " * max((medium.width or 0) - taken, 0)
    is_too_narrow = _room(columns, medium) < 3 * _LEAST
    drawn = []
    for at, (left, keyword, right) in enumerate(middles):
        is_turned = _base_of(lines[at], medium) == "rtl"
        context = [_pad(left, widest_left, at_left=True), _pad(keyword, widest, at_left=is_turned), right.text]
        if is_mirrored:
            context[2] = _pad(right, widest_right)
            named = [_pad(column[at], width, at_left=True) for column, width in zip(columns, widths, strict=True)]
            cells = [edge + context[0], *context[1:], *reversed(named)]
        else:
            cells = [*(_pad(column[at], width) for column, width in zip(columns, widths, strict=True)), *context]
        row = join_cells(cells, GAP, medium)
        # A window may be too narrow for any table.
        drawn.append(cut(row, medium.width) if is_too_narrow and medium.width is not None else row)
    return "".join(f"{line}\n" for line in drawn)


def _draw_middle(line: ContextLine, medium: Medium, widest: int, side: int | None) -> tuple[Drawn, Drawn, Drawn]:
    """The words found, and what stands on their left and on their right."""
    base = _base_of(line, medium)
    before = _draw_end(shown(line.before), medium, base, side)
    keyword = draw_cell(shown(line.keyword), medium, base=base, most_cells=widest)
    after = draw_cell(shown(line.after), medium, base=base, most_cells=side)
    return (after, keyword, before) if base == "rtl" else (before, keyword, after)


def _room(columns: Sequence[Sequence[Drawn]], medium: Medium) -> int:
    """The cells of a terminal for a hit and its context."""
    taken = sum(_widest(column) + len(GAP) for column in columns) + 2 * len(GAP)
    return _UNBOUNDED if medium.width is None else medium.width - taken


def _widest(cells: Sequence[Drawn]) -> int:
    return max((cell.width for cell in cells), default=0)


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
