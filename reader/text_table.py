"""Lays rows out as a table for a terminal or a pipe: columns measured in cells, control characters written out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Sequence

from wcwidth import clip, ljust, rjust, width

from reader.errors import shown

GAP = "  "


def write_table(rows: Sequence[Sequence[str]], *, right: Collection[int] = (), most_cells: int | None = None) -> str:
    """The table, with the last column as wide as it needs to be; the columns whose numbers are in `right` align right.

    With `most_cells`, no line is wider than that. Arabic stays in its logical order, so that other programs can search
    and cut the table; it belongs in the last column, since a terminal may reorder the text after it.
    """
    cleaned = [[shown(cell) for cell in row] for row in rows]
    columns = max(map(len, cleaned), default=0)
    widths = [max((width(row[at]) for row in cleaned if at < len(row)), default=0) for at in range(columns)]
    lines = []
    for row in cleaned:
        cells = [
            rjust(cell, widths[at]) if at in right else ljust(cell, widths[at]) if at < columns - 1 else cell
            for at, cell in enumerate(row)
        ]
        lines.append(GAP.join(cells).rstrip())
    table = "".join(f"{line}\n" for line in lines)
    return table if most_cells is None else cut_lines(table, most_cells)


def cut_lines(text: str, most_cells: int) -> str:
    """The text with its lines cut to a width in cells; an ellipsis marks every cut.

    A terminal would wrap a longer line in the middle of its Arabic, and show the end of that before its beginning.
    """
    return "".join(f"{_cut(line, most_cells)}\n" for line in text.removesuffix("\n").split("\n"))


def find_width() -> int | None:
    """The width of standard output in cells; None if it is not a terminal, so that a line may have any length."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _cut(line: str, most_cells: int) -> str:
    if width(line) <= most_cells:
        return line
    # A wide character that is cut in two leaves a blank.
    return f"{clip(line, 0, most_cells - 1)}…" if most_cells > 0 else ""
