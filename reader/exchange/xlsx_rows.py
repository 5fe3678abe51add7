"""Writes and reads a table of annotations as a workbook of Excel, a row for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from reader.errors import LoadError, shown
from reader.exchange.annotation_table import AnnotationTable, Cell, is_annotation_table, read_table_rows
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.xlsx_sheet import clean_text, write_xlsx
from reader.labels import LabelSet
from reader.wording import say, sayable

_CHANGED = sayable("cells with characters that a workbook cannot hold")
_CHUNK = 1 << 20
_MOST_UNPACKED = 1 << 30
"""The most bytes that a workbook may unpack to."""
_WIDTHS = {"title": 40, "words": 24, "before": 24, "after": 24, "note": 30}


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """The workbook, in pieces; rows are not kept in memory."""
    table = AnnotationTable(labels)
    with TemporaryFile() as file:
        write_xlsx(
            _counting(table.rows(rows, losses), losses),
            file,
            title=say("Annotations"),
            header=table.header,
            widths=[_WIDTHS.get(name, 14) for name in table.header],
        )
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield WrittenPiece(chunk)


def _counting(rows: Iterable[Sequence[Cell]], losses: Losses) -> Iterator[Sequence[Cell]]:
    for row in rows:
        # XML reads a carriage return as a line end.
        changed = sum(1 for cell in row if isinstance(cell, str) and ("\r" in cell or clean_text(cell) != cell))
        if changed:
            losses.add(_CHANGED, changed)
        yield row


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """The annotations in the first sheet of a workbook; LoadError where there is no such table in it."""
    try:
        file = open(path, "rb")  # noqa: SIM115 The rows are read from it later.
    except OSError as error:
        raise LoadError(
            say("{path}: the file cannot be read ({why}).", path=shown(path), why=error.strerror or error)
        ) from error
    with file:
        yield from _read_book(file, path)


def _read_book(file: IO[bytes], path: Path) -> Iterator[Incoming]:
    from openpyxl import load_workbook

    try:
        with ZipFile(file) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
                raise LoadError(say("{path}: the workbook is too big; split it.", path=shown(path)))
        book = load_workbook(file, read_only=True, data_only=True)
    except LoadError:
        raise
    except Exception as error:
        # The library raises whatever its parsers raise on a damaged workbook.
        raise _unreadable(path) from error
    try:
        rows = book.worksheets[0].iter_rows(values_only=True) if book.worksheets else iter(())
        header = [_text(cell) for cell in next(rows, ())]
        if not is_annotation_table(header):
            raise LoadError(
                say("{path}: this is not a table of annotations as `reader export` writes it.", path=shown(path))
            )
        yield from read_table_rows(header, _rows(rows, path))
    except (BadZipFile, SyntaxError, ValueError, KeyError, IndexError, EOFError) as error:
        raise _unreadable(path) from error
    finally:
        book.close()


def _rows(cells: Iterator[tuple[Any, ...]], path: Path) -> Iterator[tuple[str, Sequence[str]]]:
    for number, row in enumerate(cells, 2):
        if any(cell not in (None, "") for cell in row):
            yield say("{path}, row {row}", path=shown(path), row=number), [_text(cell) for cell in row]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _unreadable(path: Path) -> LoadError:
    return LoadError(say("{path}: the workbook cannot be read; save it anew as xlsx.", path=shown(path)))
