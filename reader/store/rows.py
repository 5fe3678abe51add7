"""What the rows of a workspace stand for; one that something has damaged is left out and counted."""

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
    """Reads rows, and remembers which could not be read."""

    def __init__(self) -> None:
        self.left_out: set[tuple[object, ...]] = set()
        """The rows that could not be read, each by its table and key."""

    def read(self, read: Callable[[Any], T], row: Any, *key: object) -> T | None:
        """What a row stands for, or None where that cannot be read; the key names its table, and it in there."""
        try:
            return read(row)
        except ValueError:
            self.left_out.add(key)
            return None

    def operations(self, rows: Iterable[Row[Any]]) -> tuple[Operation, ...]:
        """The operations that rows of the journal stand for."""
        read = (self.read(read_journal, row, "journal", row.sequence) for row in rows)
        return tuple(each for each in read if each is not None)

    def annotations(self, rows: Iterable[Row[Any]]) -> dict[str, KeptAnnotation]:
        """By key, the annotations of one article and layer."""
        read = (
            (row.key, self.read(read_annotation, row, "annotations", row.article, row.layer, row.key)) for row in rows
        )
        return {key: kept for key, kept in read if kept is not None}

    def marks(self, rows: Iterable[Row[Any]]) -> list[tuple[Row[Any], str | int]]:
        """The rows of marks that can be read, each with what it says."""
        read = ((row, self.read(read_mark, row, "marks", row.article, row.layer, row.kind, row.key)) for row in rows)
        return [(row, said) for row, said in read if said is not None]


def read_journal(row: Row[Any]) -> Operation:
    """The operation that a row of the journal stands for; ValueError where it stands for none."""
    return check_operation(operation_of(row._asdict()))


def check_operation(each: Operation) -> Operation:
    """The operation; ValueError where something in it is not what it has to be."""
    for name in ("id", "article", "layer", "who", "when", "key", "batch", "undoes"):
        if not is_text(getattr(each, name)):
            raise ValueError(f"the field {name} holds no text")
    try:
        datetime.fromisoformat(each.when).astimezone()
    except OverflowError as error:
        raise ValueError(f"{each.when!r} is no moment") from error
    return each


def operation_of(row: Mapping[str, Any]) -> Operation:
    """The operation that the columns of a row in the journal hold; ValueError where its values stand for nothing."""
    said = {("when" if name == "at" else name): value for name, value in row.items() if name != "writer"}
    return read_operation(said)


def read_annotation(row: Row[Any]) -> KeptAnnotation:
    """The annotation that a row stands for; ValueError where it stands for none."""
    read_texts(row, ("article", "layer", "key"))
    return decode_annotation(row.value, row.key)


def read_mark(row: Row[Any]) -> str | int:
    """What a row of the marks says; ValueError where it stands for none."""
    read_texts(row, ("article", "layer", "kind", "key"))
    return decode_mark(row.kind, row.key, row.value)


def read_texts(row: Row[Any], names: Iterable[str]) -> Row[Any]:
    """The row; ValueError where one of these columns of it holds no text."""
    for name in names:
        if not is_text(row._mapping[name]):
            raise ValueError(f"the column {name} holds no text")
    return row


def is_text(value: object) -> bool:
    """Whether a value is text that a database took as such; bytes that are no UTF-8 come as lone surrogates."""
    if not isinstance(value, str):
        return False
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def find_wrong_columns(table: Table, row: Mapping[str, object]) -> list[str]:
    """The columns of a row, as a database holds them, that hold another kind of value than they are for."""
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
