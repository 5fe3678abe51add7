"""Rebuilds the tables that a workspace has lost, as far as the journal and the articles show what was in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Table, insert, inspect, select

from reader.journal.operations import new_id, now
from reader.journal.replay import replay
from reader.store.database import Database
from reader.store.known_articles import get_article
from reader.store.migrations import VERSION
from reader.store.recording import value_row
from reader.store.rows import Rows
from reader.store.schema import (
    ANNOTATIONS,
    ARTICLES,
    JOURNAL,
    LEARNT,
    MARKS,
    SOURCES,
    TABLES,
    VERSIONS,
    VIEWS,
    WORKSPACE,
)
from reader.wording import counted, say

REBUILT = (ANNOTATIONS, LEARNT, MARKS, SOURCES, VERSIONS, VIEWS, WORKSPACE)
"""The tables that can be rebuilt. Annotations and marks follow from the journal. Where an article came from, and what
was carried over from which earlier text, is stored again when the article is opened, views when they change, and what
was learnt when it is learnt again."""


def rebuild(database: Database, backup: Callable[[], object]) -> tuple[str, ...]:
    """Rebuild the missing tables, after a backup, and return their names.

    Nothing is done if the journal or the articles are missing, or if some table lacks a column: the remaining data is
    then not enough, or means something else.
    """
    if not database.read(_find_missing):
        return ()
    backup()
    return database.write(_rebuild)


def explain_rebuilt(tables: Sequence[str]) -> str:
    """A sentence on the tables that were lost and rebuilt; empty where there were none."""
    if not tables:
        return ""
    return counted(
        len(tables),
        "the table {tables} was lost and rebuilt from the journal; a backup of the state before is kept.",
        "the tables {tables} were lost and rebuilt from the journal; a backup of the state before is kept.",
        tables=say(", ").join(tables),
    )


def _find_missing(connection: Connection) -> tuple[Table, ...]:
    inspector = inspect(connection)
    there = {
        table.name: {column["name"] for column in inspector.get_columns(table.name)}
        for table in TABLES.sorted_tables
        if inspector.has_table(table.name)
    }
    if not {JOURNAL.name, ARTICLES.name} <= there.keys():
        return ()
    if any(column.name not in names for table, names in there.items() for column in TABLES.tables[table].columns):
        return ()
    return tuple(table for table in REBUILT if table.name not in there)


def _rebuild(connection: Connection) -> tuple[str, ...]:
    missing = _find_missing(connection)
    TABLES.create_all(connection, tables=missing)
    if WORKSPACE in missing:
        connection.execute(insert(WORKSPACE).values(id=new_id(), made=now(), version=VERSION))
    _fill(connection, missing)
    return tuple(table.name for table in missing)


def _fill(connection: Connection, missing: Sequence[Table]) -> None:
    rows = Rows()
    articles: dict[str, str | None] = {}
    state = replay(rows.operations(connection.execute(select(JOURNAL).order_by(JOURNAL.c.sequence))))
    for place, value in state.items():
        article, table = place[0], MARKS if place[2] else ANNOTATIONS
        if table not in missing:
            continue
        if article not in articles:
            found = get_article(connection, article, rows)
            articles[article] = found.text if found else None
        text = articles[article]
        if text is not None:
            connection.execute(insert(table).values(value_row(place, value, lambda _, text=text: text)))  # type: ignore[misc]
