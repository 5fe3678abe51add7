"""What the rows of a workspace stand for; one that something has damaged is left out and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Integer, Row, Table

from reader.journal.article_marks import read_mark
from reader.journal.operations import Operation, OperationKind, decode, proposed_in
from reader.model import Annotation
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
        read = (self.read(read_operation, row, "journal", row.sequence) for row in rows)
        return tuple(each for each in read if each is not None)

    def values(self, rows: Iterable[Row[Any]]) -> dict[str, str]:
        """By key, the JSON of annotations of one article and layer."""
        return {
            row.key: row.value
            for row in rows
            if self.read(read_annotation, row, "annotations", row.article, row.layer, row.key)
        }

    def marks(self, rows: Iterable[Row[Any]]) -> list[Row[Any]]:
        """The rows of marks that can be read."""
        return [row for row in rows if self.read(check_mark, row, "marks", row.article, row.layer, row.kind, row.key)]


def read_operation(row: Row[Any]) -> Operation:
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
    for value in (each.before, each.after):
        if value is None:
            continue
        if each.is_mark:
            read_mark(each.kind, each.key, value)
        else:
            read_value(value, each.key)
    return each


def operation_of(row: Mapping[str, Any]) -> Operation:
    """The operation that the columns of a row in the journal hold, nothing of them looked at."""
    return Operation(
        row["id"],
        row["article"],
        row["layer"],
        row["who"],
        row["at"],
        OperationKind(row["kind"]),
        row["key"],
        row["before"],
        row["after"],
        row["batch"],
        row["undoes"],
        row["sequence"],
    )


def read_annotation(row: Row[Any]) -> Annotation:
    """The annotation that a row stands for; ValueError where it stands for none."""
    read_texts(row, ("article", "layer", "key"))
    return read_value(row.value, row.key)


def read_value(value: str, key: str) -> Annotation:
    """The annotation that JSON stands for, if what had been proposed before it can be read too; else ValueError."""
    proposed_in(value)
    return decode(value, key)


def check_mark(row: Row[Any]) -> bool:
    """True; ValueError where a row stands for no mark."""
    read_texts(row, ("article", "layer", "kind", "key"))
    read_mark(row.kind, row.key, row.value)
    return True


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
