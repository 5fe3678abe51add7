"""Draws who commits to whom as a matrix, from right to left: committers at the right, counterparties by number."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reader.library.pictures.count_table import CountTable
from reader.ui.widgets.arabic_text import shaped
from reader.wording import number

_CELL = 5
_NAME = 30
"""The most cells of a name in the legend and beside a row."""


def draw_matrix(table: CountTable, *, at: int, width: int, height: int) -> list[Content]:
    """The matrix as lines; the current row, and the names of the columns below."""
    columns = range(len(table.columns))
    name = max(8, min(_NAME, width - _CELL * len(columns) - 1))
    grid = min(len(columns), max(1, (width - name - 1) // _CELL))
    most = max((count for row in table.counts for count in row), default=0)
    left = " " * max(0, width - grid * _CELL - name - 1)
    lines = [_line(left, [number(column + 1) for column in columns[:grid]], ["$muted"] * grid, "", name, "$muted")]
    legend = _draw_legend(table.columns, width)
    room = max(1, height - len(lines) - len(legend) - 1)
    first = max(0, min(at - room // 2, len(table.rows) - room))
    for row in range(first, min(len(table.rows), first + room)):
        counts = table.counts[row][:grid]
        back = " on $block-cursor-background" if row == at else ""
        inks = [_ink(count, most) + back for count in counts]
        cells = [number(count) if count else "·" for count in counts]
        lines.append(_line(left, cells, inks, table.rows[row], name, f"bold{back}" if back else "$foreground"))
    return [*lines, Content(""), *legend]


def _line(left: str, cells: Sequence[str], inks: Sequence[str], name: str, room: int, look: str) -> Content:
    # The first column stands next to the names, as a line of Arabic begins at the right.
    drawn = [(cell.rjust(_CELL), ink) for cell, ink in zip(cells, inks, strict=True)][::-1]
    written = shaped(name, base="rtl", width=room, fill=True)
    return Content.assemble(left, *drawn, Content.assemble(" ", written).stylize(look))


def _draw_legend(names: Sequence[str], width: int) -> list[Content]:
    """The names of the numbered columns, two in a line from right to left where there is room."""
    beside = 2 if width >= 2 * _NAME else 1
    room = width // beside
    lines = []
    for start in range(0, len(names), beside):
        cells = []
        for at in range(start, min(start + beside, len(names))):
            place = f" {number(at + 1, '>2')}"
            written = shaped(names[at], base="rtl", width=room - len(place) - 2, fill=True)
            cells.append(Content.assemble("  ", written, (place, "$muted")))
        cells.reverse()
        line = Content.assemble(*cells)
        lines.append(line.pad_left(max(0, width - line.cell_length)))
    return lines


def _ink(count: int, most: int) -> str:
    if not count:
        return "$muted"
    return "bold $accent" if count * 3 >= most * 2 else "$accent" if count * 3 >= most else "$foreground"
