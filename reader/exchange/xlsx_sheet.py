"""Writes rows as a sheet of Excel: from right to left, its header in view, dates as dates, and no formula in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from reader.errors import ReaderError
from reader.wording import say

if TYPE_CHECKING:
    from openpyxl.cell import Cell

Value: TypeAlias = str | int | float | date | None

MOST_ROWS = 1_048_575
"""The most rows that a sheet takes, beside its header."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel knows no day before 1900, and counts a day too many in February of that year."""
_DATE = "yyyy-mm-dd"
_HEADER_HEIGHT = 30
"""Two lines, in points."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML forbids."""
_REPLACED = "\ufffd"
_LONGEST = 32_767
"""The most UTF-16 units that Excel takes in a cell."""
_FORMULA = ("=", "+", "-", "@", "\t")
"""With what a formula can begin."""


def write_xlsx(
    rows: Iterable[Sequence[Value]], target: IO[bytes], *, title: str, header: Sequence[str], widths: Sequence[int]
) -> None:
    """Write a workbook with one sheet; `widths` are those of the columns, in characters.

    Rows are written as they come and are not kept in memory.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.sheet_view.rightToLeft = True
    sheet.freeze_panes = "A2"
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.row_dimensions[1].height = _HEADER_HEIGHT
    cells = _CellMaker(sheet)
    sheet.append([cells.make_name(name) for name in header])
    last = 1
    try:
        for last, row in enumerate(rows, 2):
            if last > MOST_ROWS + 1:
                raise ReaderError(
                    say(
                        "A sheet takes {most} rows and there are more; choose some, or write csv.",
                        most=MOST_ROWS,
                    )
                )
            sheet.append([cells.make(cell) for cell in row])
    except BaseException:
        sheet.close()
        raise
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{last}"
    book.save(target)


class _CellMaker:
    """Makes cells of few styles, each made once, since the library takes long over a style."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        self._make = partial(WriteOnlyCell, sheet)
        self._text, self._formula, self._day, self._name = (self._make("") for _ in range(4))
        for cell in (self._text, self._formula, self._day, self._name):
            # Wrapped text would need heights of rows, which LibreOffice does not reckon for itself.
            cell.alignment = Alignment(vertical="top")
        # A text that looks like a formula stays a text when it is edited in the sheet.
        self._formula.quotePrefix = True
        self._day.number_format = _DATE
        self._name.font = Font(bold=True)
        self._name.alignment = Alignment(vertical="top", wrap_text=True)

    def make_name(self, name: str) -> Cell:
        """A cell of the header."""
        return self._style(self._make(clean_text(name)), self._name)

    def make(self, value: Value) -> Cell:
        """A cell with a value; a day that Excel does not know is written as text."""
        if isinstance(value, date) and value < _FIRST_DAY:
            value = value.isoformat()
        if isinstance(value, date):
            return self._style(self._make(value), self._day)
        if not isinstance(value, str):
            return self._style(self._make(value), self._text)
        text = clean_text(value)
        cell = self._style(self._make(text), self._formula if text.startswith(_FORMULA) else self._text)
        # The library takes a text with = at its beginning for a formula, and some texts for errors.
        cell.data_type = "s"
        return cell

    def _style(self, cell: Cell, like: Cell) -> Cell:
        cell._style = like._style
        return cell


def clean_text(text: str) -> str:
    """The text as a cell holds it: with what XML forbids replaced, and cut to what a cell takes."""
    text = _FORBIDDEN.sub(_REPLACED, text)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
