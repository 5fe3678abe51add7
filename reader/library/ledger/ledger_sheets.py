"""Lays the lines of the ledger out for a terminal, for CSV and for Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import IO

from reader.exchange.formula_guard import write_csv
from reader.exchange.xlsx_sheet import write_xlsx
from reader.layout.medium import Medium
from reader.layout.text_table import GAP, write_table
from reader.library.ledger.ledger_columns import Columns, LedgerLine, Value
from reader.library.ledger.ledger_wording import word

_TABLE = (
    *("due", "outcome", "type", "committer", "action", "date", "counterparty"),
    *("reports", "annotator", "outlet", "deadline", "title", "place"),
)
"""The columns of the table, as far as there is room for them: the first are kept longest."""
_LEAST = 14
"""The cells that a column should have on a terminal, on average."""
_MOST = 40
"""The most cells of a column in a table; whoever needs all of a long condition takes another format."""
_RIGHT = frozenset({"reports"})
_WIDTHS: Mapping[str, int] = {
    "type": 18,
    "polarity": 16,
    "committer": 24,
    "action": 48,
    "counterparty": 24,
    "condition": 28,
    "deadline": 20,
    "due_first": 16,
    "due_last": 16,
    "reading": 28,
    "source": 24,
    "title": 48,
    "outlet": 18,
    "date": 14,
    "latest": 14,
    "annotator": 16,
    "decision": 16,
    "score": 10,
    "outcome": 18,
    "note": 32,
    "evidence": 12,
    "reports": 12,
    "place": 40,
}
"""The columns of a sheet, in order, with their widths in characters."""


def draw_table(lines: Sequence[LedgerLine], columns: Columns, medium: Medium) -> str:
    """A table with as many columns as fit the terminal; in a pipe, with all of them.

    Long cells are cut, but the place at the end of a line in a pipe is whole.
    """
    shown = list(_TABLE)
    if medium.width is not None:
        shown = shown[: max(4, (medium.width + len(GAP)) // (_LEAST + len(GAP)))]
    rows = [[columns.name(column) for column in shown]]
    rows += [[_write(columns.value(line, column)) for column in shown] for line in lines]
    figures = {at for at, column in enumerate(shown) if column in _RIGHT}
    return write_table(rows, right=figures, medium=medium, most_cells=_MOST)


def draw_csv(lines: Iterable[LedgerLine], columns: Columns, *, by_entry: bool) -> Iterator[str]:
    """The lines of a CSV file."""
    shown = _list_columns(by_entry)
    header = [[columns.name(column) for column in shown]]
    rows = ([columns.value(line, column) for column in shown] for line in lines)
    return write_csv(chain(header, rows))


def draw_xlsx(lines: Iterable[LedgerLine], columns: Columns, target: IO[bytes], *, by_entry: bool) -> None:
    """A workbook of Excel."""
    shown = _list_columns(by_entry)
    write_xlsx(
        ([columns.value(line, column) for column in shown] for line in lines),
        target,
        title=word("sheet", "ledger", columns.language),
        header=[columns.name(column) for column in shown],
        widths=[_WIDTHS[column] for column in shown],
    )


def _list_columns(by_entry: bool) -> list[str]:
    return [column for column in _WIDTHS if by_entry or column != "latest"]


def _write(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
