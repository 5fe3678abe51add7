"""Looks whether a workspace has anything new for the index, in a millisecond and without SQLAlchemy."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reader.outputs import is_database
from reader.store.location import is_url, place_of


@dataclass(frozen=True, slots=True)
class JournalEnd:
    """How far the journal of a workspace goes."""

    workspace: str
    """The workspace's id."""
    sequence: int = 0
    """The number of the last operation; 0 if there is none."""
    operation: str = ""
    """The id of the last operation: a workspace that was restored may have another one of the same number."""


def workspace_place(paths: Sequence[str], store: str | None = None) -> str | Path:
    """The workspace of a library: the store that is named, a database among the paths, or the paths' own."""
    if store:
        return store if is_url(store) else Path(store)
    named = next(filter(is_database, paths[:1]), None)
    return Path(named) if named else place_of(paths)


def find_journal_end(place: str | Path) -> JournalEnd | None:
    """How far the journal of a workspace goes; None where only opening the workspace shows that.

    A workspace that has not been made yet has no operation.
    """
    if is_url(place):
        return None
    if not Path(place).is_file():
        return JournalEnd("")
    try:
        with closing(sqlite3.connect(f"{Path(place).absolute().as_uri()}?mode=ro", uri=True)) as connection:
            workspace = connection.execute("SELECT id FROM workspace").fetchone()
            last = connection.execute("SELECT sequence, id FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    except (sqlite3.Error, UnicodeError, ValueError):
        return None
    return None if workspace is None else JournalEnd(str(workspace[0]), *(last or ()))
