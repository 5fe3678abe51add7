"""Writes rows as CSV that Excel and LibreOffice open rightly: UTF-8 with a byte order mark, and no formula in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reader.exchange.spreadsheet_cells import Cell, begins_formula, clean

_MARK = "\ufeff"
"""Without it, Excel takes the file for one in an older encoding."""
_AS_TEXT = "'"
"""Before a text that begins as a formula does; CSV has no types."""


def write_csv(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a CSV file, with a byte order mark before the first."""
    mark = _MARK
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([_write(cell) for cell in row])
        yield mark + line.getvalue()
        mark = ""


def _write(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return str(cell)
    text = clean(cell)
    return _AS_TEXT + text if begins_formula(text) else text
