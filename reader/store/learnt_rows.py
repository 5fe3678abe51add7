"""Keeps what was learnt from the decisions in a workspace, so that backups carry it and one step takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from reader.journal.operation_json import load_json
from reader.journal.operations import now
from reader.store.rows import read_texts
from reader.store.schema import LEARNT

if TYPE_CHECKING:
    from reader.store.workspace import Workspace


def keep_learnt(workspace: Workspace, value: str) -> None:
    """Keep what was learnt, as JSON; an earlier one stays below it. StoreError if that fails."""

    def write(connection: Connection) -> None:
        numbers = connection.execute(select(LEARNT.c.number)).scalars()
        # SQLite takes a damaged value for the highest, whatever it is.
        last = max((each for each in numbers if type(each) is int), default=0)
        row = {"number": last + 1, "who": workspace.who, "at": now(), "value": value}
        connection.execute(insert(LEARNT).values(**row))

    workspace.database.write(write)


def take_back_learnt(workspace: Workspace) -> bool:
    """Remove what was learnt last, and return whether there was anything; what was learnt before it counts again."""

    def write(connection: Connection) -> bool:
        last = connection.execute(select(func.max(LEARNT.c.number))).scalar_one()
        if last is None:
            return False
        connection.execute(delete(LEARNT).where(LEARNT.c.number == last))
        return True

    return workspace.database.write(write)


def read_value(row: Row[Any]) -> object:
    """The value in a row, which must be a JSON object; ValueError if it is not."""
    read_texts(row, ("who", "at"))
    value = load_json(row.value)
    if not isinstance(value, dict):
        raise ValueError("what was learnt is not an object")
    return value
