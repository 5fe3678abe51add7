"""Reads the rows of a workspace; damaged rows are left out and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Integer, Row, Table

from reader.journal.operation_json import decode_annotation, decode_mark, read_operation
from reader.journal.operations import KeptAnnotation, Operation
from reader.store.schema import ExactText

T = TypeVar("T")


class Rows:
    """Reads rows, and remembers those that could not be read."""

    def __init__(self) -> None:
        self.left_out: set[tuple[object, ...]] = set()
        """The rows that could not be read, each by its table and key."""

    def read(self, read: Callable[[Any], T], row: Any, *key: object) -> T | None:
        """The value of a row, or None where it cannot be read; the key gives the row's table and its place in it."""
        try:
            return read(row)
        except ValueError:
            self.left_out.add(key)
            return None

    def operations(self, rows: Iterable[Row[Any]]) -> tuple[Operation, ...]:
        """The operations in rows of the journal."""
        read = (self.read(read_journal, row, "journal", row.sequence) for row in rows)
        return tuple(each for each in read if each is not None)

    def annotations(self, rows: Iterable[Row[Any]]) -> dict[str, KeptAnnotation]:
        """The annotations of one article and layer, by key."""
        read = (
            (row.key, self.read(read_annotation, row, "annotations", row.article, row.layer, row.key)) for row in rows
        )
        return {key: kept for key, kept in read if kept is not None}

    def marks(self, rows: Iterable[Row[Any]]) -> list[tuple[Row[Any], str | int]]:
        """The rows of marks that can be read, each with its value."""
        read = ((row, self.read(read_mark, row, "marks", row.article, row.layer, row.kind, row.key)) for row in rows)
        return [(row, value) for row, value in read if value is not None]


def read_journal(row: Row[Any]) -> Operation:
    """The operation in a row of the journal; ValueError if there is none."""
    return check_operation(operation_of(row._asdict()))


def check_operation(each: Operation) -> Operation:
    """The operation itself; ValueError if one of its fields is not valid."""
    for name in ("id", "article", "layer", "who", "when", "key", "batch", "undoes"):
        if not is_text(getattr(each, name)):
            raise ValueError(f"the field {name} does not contain text")
    try:
        datetime.fromisoformat(each.when).astimezone()
    except OverflowError as error:
        raise ValueError(f"{each.when!r} is not a time") from error
    return each


def operation_of(row: Mapping[str, Any]) -> Operation:
    """The operation in the columns of a row of the journal; ValueError if a value cannot be read."""
    data = {("when" if name == "at" else name): value for name, value in row.items() if name != "writer"}
    return read_operation(data)


def read_annotation(row: Row[Any]) -> KeptAnnotation:
    """The annotation in a row; ValueError if there is none."""
    read_texts(row, ("article", "layer", "key"))
    return decode_annotation(row.value, row.key)


def read_mark(row: Row[Any]) -> str | int:
    """The value in a row of the marks; ValueError if there is none."""
    read_texts(row, ("article", "layer", "kind", "key"))
    return decode_mark(row.kind, row.key, row.value)


def read_texts(row: Row[Any], names: Iterable[str]) -> Row[Any]:
    """The row itself; ValueError if one of these columns does not contain text."""
    for name in names:
        if not is_text(row._mapping[name]):
            raise ValueError(f"the column {name} does not contain text")
    return row


def is_text(value: object) -> bool:
    """Whether a value is valid text; bytes that are not UTF-8 are read as lone surrogates."""
    if not isinstance(value, str):
        return False
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def find_wrong_columns(table: Table, row: Mapping[str, object]) -> list[str]:
    """The columns of a row, as the database stores them, whose value has the wrong type."""
    wrong = []
    for column in table.columns:
        value = row[column.name]
        if value is None:
            is_right = bool(column.nullable)
        elif isinstance(column.type, ExactText):
            is_right = _is_exact(value)
        elif isinstance(column.type, Integer):
            is_right = type(value) is int
        else:
            is_right = is_text(value)
        if not is_right:
            wrong.append(column.name)
    return wrong


def _is_exact(value: object) -> bool:
    try:
        return isinstance(value, bytes) and bool(value.decode("utf-8", "surrogatepass") or True)
    except UnicodeDecodeError:
        return False
