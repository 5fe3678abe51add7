"""Lays rows out as a table for a terminal or a pipe: columns measured in cells, control characters written out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Sequence

from wcwidth import clip, ljust, rjust, width

from reader.errors import shown

GAP = "  "


def write_table(rows: Sequence[Sequence[str]], *, right: Collection[int] = (), most_cells: int | None = None) -> str:
    """The rows below each other, the last column as long as it is; `right` numbers the columns set at the right.

    With `most_cells` no line takes more cells than that. Arabic stays in its logical order, so that a table can be
    searched and cut by other programs; it belongs in the last column, since a terminal may reorder what follows it.
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
    """Every line in at most so many cells, with an ellipsis where something is left out.

    A terminal would wrap a longer line where Arabic is in the midst of it, and show its end before its beginning.
    """
    return "".join(f"{_cut(line, most_cells)}\n" for line in text.removesuffix("\n").split("\n"))


def find_width() -> int | None:
    """The cells of a line of standard output; None where it is no terminal, so that a line may be of any length."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _cut(line: str, most_cells: int) -> str:
    if width(line) <= most_cells:
        return line
    # A wide character that is cut in two leaves a blank.
    return f"{clip(line, 0, most_cells - 1)}…" if most_cells > 0 else ""
