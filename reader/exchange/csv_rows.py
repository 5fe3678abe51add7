"""Writes and reads a table of annotations as CSV, a row for each; nothing in it is a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from reader.errors import LoadError, shown
from reader.exchange.annotation_table import AnnotationTable, is_annotation_table, read_table_rows
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.formula_guard import unguard, write_csv
from reader.labels import LabelSet
from reader.wording import say

_LONGEST_CELL = 16_000_000


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """The lines of the table."""
    table = AnnotationTable(labels)
    yield from map(WrittenPiece, write_csv(chain([table.header], table.rows(rows, losses))))


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """The annotations of a table, as it was written or as a spreadsheet has saved it; LoadError for any other file."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            start = file.readline()
            delimiter = max(",;\t", key=start.count)
            header = next(csv.reader([start], delimiter=delimiter), [])
            if not is_annotation_table(header):
                raise LoadError(
                    say("{path}: this is not a table of annotations as `reader export` writes it.", path=shown(path))
                )
            yield from read_table_rows(header, _rows(csv.reader(file, delimiter=delimiter), path))
    except UnicodeDecodeError as error:
        raise LoadError(say("{path}: the table is not in UTF-8; save it anew as UTF-8.", path=shown(path))) from error
    except (OSError, csv.Error) as error:
        raise LoadError(say("{path}: the table cannot be read ({why}).", path=shown(path), why=error)) from error
    finally:
        csv.field_size_limit(before)


def _rows(cells: Iterable[list[str]], path: Path) -> Iterator[tuple[str, Sequence[str]]]:
    for number, row in enumerate(cells, 2):
        if any(row):
            yield say("{path}, row {row}", path=shown(path), row=number), [unguard(cell) for cell in row]
