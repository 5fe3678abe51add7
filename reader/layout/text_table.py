"""Lays rows out as a table for a terminal or a pipe: columns measured in cells, control characters written out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reader.errors import shown
from reader.layout.medium import PIPE, Drawn, Medium, cut, draw_cell, join_cells, set_right

GAP = "  "
_LEAST = 6
"""The cells that a column keeps, if it had as many, when a table must become narrower."""


def write_table(
    rows: Sequence[Sequence[str]],
    *,
    right: Collection[int] = (),
    medium: Medium = PIPE,
    most_cells: int | None = None,
) -> str:
    """The table, with the last column as wide as it needs to be; the columns whose numbers are in `right` align right.

    The cells in its widest columns are cut until it fits the medium. In a pipe, Arabic stays in its logical order, so
    that other programs can search and cut the table. Everywhere, no column but the last takes more than `most_cells`.
    Where the interface is Arabic, the first column stands at the right edge of a terminal, and all columns align right.
    """
    cleaned = [[shown(cell) for cell in row] for row in rows]
    drawn = [[draw_cell(cell, medium) for cell in row] for row in cleaned]
    columns = max(map(len, drawn), default=0)
    widths = [max((row[at].width for row in drawn if at < len(row)), default=0) for at in range(columns)]
    if most_cells is not None:
        widths[:-1] = [min(width, most_cells) for width in widths[:-1]]
    if medium.width is not None:
        widths = _fit(widths, right, medium.width)
    fits = medium.width is None or sum(widths) + len(GAP) * (columns - 1) <= medium.width
    edge = _find_edge(widths, medium)
    lines = []
    for row, texts in zip(drawn, cleaned, strict=True):
        cells = [
            each if each.width <= widths[at] else draw_cell(texts[at], medium, most_cells=widths[at])
            for at, each in enumerate(row)
        ]
        if edge is None:
            padded = [
                _pad(cell, 0 if at == columns - 1 and at not in right else widths[at], at_left=at in right)
                for at, cell in enumerate(cells)
            ]
        else:
            turned = [*map(set_right, cells, widths), *(" " * width for width in widths[len(cells) :])]
            padded = [edge + turned[-1], *turned[-2::-1]]
        line = join_cells(padded, GAP, medium)
        # A window may be too narrow for any table.
        lines.append(line if fits or medium.width is None else cut(line, medium.width))
    return "".join(f"{line}\n" for line in lines)


def _find_edge(widths: Sequence[int], medium: Medium) -> str | None:
    """The blanks before a row that ends at the right edge; None for one that begins at the left edge.

    A row of any length begins there too: the terminal would break it in the middle.
    """
    if medium.base == "ltr" or medium.sending == "logical" or medium.width is None:
        return None
    return " " * max(medium.width - sum(widths) - len(GAP) * (len(widths) - 1), 0)


def _fit(widths: Sequence[int], right: Collection[int], most_cells: int) -> list[int]:
    """The widths of the columns, the widest of them narrowed until all fit; figures are never cut."""
    fitted = [width if at in right else min(width, most_cells) for at, width in enumerate(widths)]
    room = most_cells - len(GAP) * (len(fitted) - 1)
    while sum(fitted) > room:
        wide = [at for at, width in enumerate(fitted) if at not in right and width > _LEAST]
        if not wide:
            break
        # Of equal ones the last, which are read last.
        fitted[max(wide, key=lambda at: (fitted[at], at))] -= 1
    return fitted


def _pad(cell: Drawn, width: int, *, at_left: bool) -> str:
    blanks = " " * max(width - cell.width, 0)
    return blanks + cell.text if at_left else cell.text + blanks
