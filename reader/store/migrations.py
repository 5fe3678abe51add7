"""Gives a workspace the tables that this reader needs: makes them, or migrates older ones step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)

from reader.errors import StoreError
from reader.journal.operations import new_id, now
from reader.store.database import Database
from reader.store.schema import TABLES, WORKSPACE
from reader.wording import say

VERSION = 4
"""The version of the tables in `schema`."""


def _add_views(connection: Connection) -> None:
    Table(
        "views",
        MetaData(),
        Column("who", Text, primary_key=True),
        Column("name", String(64), primary_key=True),
        Column("value", Text, nullable=False),
    ).create(connection, checkfirst=True)


def _add_learnt(connection: Connection) -> None:
    Table(
        "learnt",
        MetaData(),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("who", Text, nullable=False),
        Column("at", String(32), nullable=False),
        Column("value", Text, nullable=False),
    ).create(connection, checkfirst=True)


def _add_ledger(connection: Connection) -> None:
    # The version keeps out readers that do not know the operations of the ledger: they would take them for damage, or
    # for changes to annotations when they carry a layer over to a changed text.
    connection.execute(text("CREATE INDEX IF NOT EXISTS journal_by_kind ON journal (kind)"))


STEPS: Mapping[int, Callable[[Connection], None]] = {2: _add_views, 3: _add_learnt, 4: _add_ledger}
"""For each version, the function that migrates tables of the version before to it; once released, it never changes."""


def bring_up(database: Database, backup: Callable[[int], object]) -> None:
    """Make the tables, or migrate them with a backup before each step; `backup` gets the version that it keeps."""
    found = database.read(version_of)
    if found == VERSION:
        return
    if found == 0:
        database.write(make_tables)
        found = database.read(version_of)
    if found < 0:
        raise StoreError(
            say("{name}: this is not a workspace, or it is damaged; see `reader restore`.", name=database.name)
        )
    if found > VERSION:
        raise StoreError(
            say("{name}: a newer reader made this workspace; update the reader to open it.", name=database.name)
        )
    while found < VERSION:
        backup(found)
        database.write(lambda connection, wanted=found + 1: _step(connection, wanted))  # type: ignore[misc]
        found = database.read(version_of)


def make_tables(connection: Connection) -> None:
    """Make the tables of a workspace that has none; of two processes that do so, the second finds them made."""
    if version_of(connection):
        return
    TABLES.create_all(connection)
    connection.execute(insert(WORKSPACE).values(id=new_id(), made=now(), version=VERSION))
    set_version(connection, VERSION)


def _step(connection: Connection, wanted: int) -> None:
    if version_of(connection) == wanted - 1:
        STEPS[wanted](connection)
        set_version(connection, wanted)


def version_of(connection: Connection) -> int:
    """The version of a workspace's tables; 0 where it has none."""
    if connection.dialect.name == "sqlite":
        return int(connection.execute(text("PRAGMA user_version")).scalar_one())
    if not inspect(connection).has_table(WORKSPACE.name):
        return 0
    return connection.execute(select(func.max(WORKSPACE.c.version))).scalar_one() or 0


def set_version(connection: Connection, version: int) -> None:
    """Store the version of the tables."""
    connection.execute(update(WORKSPACE).values(version=version))
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA user_version = {version:d}"))
