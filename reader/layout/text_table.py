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
    is_turned = medium.base == "rtl" and medium.sending != "logical"
    lines = []
    for row, texts in zip(drawn, cleaned, strict=True):
        cells = [
            each if each.width <= widths[at] else draw_cell(texts[at], medium, most_cells=widths[at])
            for at, each in enumerate(row)
        ]
        if is_turned:
            # The first column stands at the right edge.
            edge = max((medium.width or 0) - sum(widths) - len(GAP) * (columns - 1), 0)
            turned = [set_right(cell, widths[at]) for at, cell in enumerate(cells)]
            turned += [" " * width for width in widths[len(cells) :]]
            line = join_cells([" " * edge + turned[-1], *turned[-2::-1]], GAP, medium)
        else:
            line = join_cells(
                [
                    _pad(cell, 0 if at == columns - 1 and at not in right else widths[at], at_left=at in right)
                    for at, cell in enumerate(cells)
                ],
                GAP,
                medium,
            )
        # A window may be too narrow for any table.
        lines.append(line if fits or medium.width is None else cut(line, medium.width))
    return "".join(f"{line}\n" for line in lines)


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
