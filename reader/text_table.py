"""Lays rows out as a table for a terminal or a pipe: columns measured in cells, control characters written out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from reader.errors import shown

GAP = "  "


def write_table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> str:
    """The table's text, one line for each row; `right` holds the numbers (from 0) of the columns to align at the right.

    The last column is not padded. Arabic stays in its logical order, so that other programs can search and cut the
    table.
    """
    cleaned = [[shown(cell) for cell in row] for row in rows]
    columns = max(map(len, cleaned), default=0)
    widths = [max((count_cells(row[at]) for row in cleaned if at < len(row)), default=0) for at in range(columns)]
    lines = []
    for row in cleaned:
        cells = [
            _pad(cell, widths[at], right=at in right) if at < columns - 1 or at in right else cell
            for at, cell in enumerate(row)
        ]
        lines.append(GAP.join(cells).rstrip())
    return "".join(f"{line}\n" for line in lines)


def cut_lines(text: str, width: int) -> str:
    """The text with every line cut to at most `width` cells, and an ellipsis where something is left out."""
    return "".join(f"{_cut(line, width)}\n" for line in text.removesuffix("\n").split("\n"))


def _cut(line: str, width: int) -> str:
    if count_cells(line) <= width:
        return line
    kept = 0
    for at, each in enumerate(line):
        kept += count_cells(each)
        if kept > width - 1:
            return f"{line[:at]}…" if width > 0 else ""
    return line


def _pad(cell: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - count_cells(cell))
    return blanks + cell if right else cell + blanks


def count_cells(text: str) -> int:
    """How many cells a terminal gives to a text that is sent as it is: a mark takes none, a wide character two."""
    return sum(
        0 if unicodedata.category(each) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )
