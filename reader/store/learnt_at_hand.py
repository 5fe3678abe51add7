"""Finds what was learnt in a workspace before each article, in a millisecond and without SQLAlchemy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.errors import StoreError
from reader.store.location import is_url


def find_learnt(place: str | Path) -> str:
    """What was learnt last in a workspace, as JSON; empty where nothing was, or where the workspace cannot be read.

    The workspace is neither made nor brought up to date.
    """
    if is_url(place):
        return _ask_server(str(place))
    if not Path(place).is_file():
        return ""
    try:
        with closing(sqlite3.connect(f"{Path(place).absolute().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT value FROM learnt ORDER BY number DESC LIMIT 1").fetchone()
    except (sqlite3.Error, UnicodeError, ValueError):
        return ""
    # What is no text is no JSON either, and is reported as damaged.
    return "" if row is None else str(row[0])


def _ask_server(place: str) -> str:
    from sqlalchemy import select

    from reader.store.database import Database
    from reader.store.schema import LEARNT

    database = Database(place, patience=2.0)
    try:
        query = select(LEARNT.c.value).order_by(LEARNT.c.number.desc()).limit(1)
        return database.read(lambda connection: connection.execute(query).scalar_one_or_none()) or ""
    except StoreError:
        return ""
    finally:
        database.close()
