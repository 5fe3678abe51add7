"""Writes CSV that a spreadsheet opens as text: in UTF-8 with a mark, and without cells that it would calculate."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def write_csv(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file, with the mark by which spreadsheets know UTF-8 before the first.

    An apostrophe stands before a text that would begin a formula.
    """
    mark = BYTE_ORDER_MARK
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([_guard(cell) for cell in row])
        yield mark + line.getvalue()
        mark = ""


def _guard(cell: object) -> object:
    if not isinstance(cell, str):
        return "" if cell is None else cell
    # Leading blanks do not keep a spreadsheet from calculating; NUL ends a cell for some.
    text = cell.replace("\0", "")
    return f"'{text}" if text.lstrip(" ")[:1] in _FORMULA and text.strip(" ") else text
