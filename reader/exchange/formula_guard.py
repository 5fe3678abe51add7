"""Writes CSV that a spreadsheet opens as text: in UTF-8 with a mark, and without cells that it would calculate."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = "[=+\\-@\t\r\n＝＋－＠]"
# Leading blanks do not keep a spreadsheet from calculating. A text that looks guarded is guarded too, so that the guard
# can be taken off again.
_OPEN = re.compile(f"'* *{_FORMULA}")
_GUARDED = re.compile(f"'+ *{_FORMULA}")


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


def unguard(cell: str) -> str:
    """The text of a cell as it was before it was guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _guard(cell: object) -> object:
    if not isinstance(cell, str):
        return "" if cell is None else cell
    # NUL ends a cell for some spreadsheets.
    text = cell.replace("\0", "")
    return f"'{text}" if _OPEN.match(text) else text
