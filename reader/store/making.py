"""Makes a new workspace, with all its tables or not at all, and never in the place of an existing file."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import inspect

from reader.errors import StoreError
from reader.journal.operations import new_id
from reader.store.copies import name_latest
from reader.store.database import Database, explain
from reader.store.migrations import make_tables, version_of
from reader.store.rescue import sync_folder
from reader.store.schema import ARTICLES, JOURNAL
from reader.wording import say


def make_if_missing(database: Database) -> None:
    """Make the file of a workspace if there is no file yet."""
    path = Path(database.place)
    try:
        if database.is_sqlite and not path.exists():
            _make(path, database)
    except OSError as error:
        raise StoreError(explain(error, database.name)) from error


def check_holds_workspace(database: Database) -> None:
    """Raise StoreError if there is a file without a workspace in it.

    An empty file is what is left of a workspace that something has emptied: to start again in it would hide the loss.
    """
    if not database.is_sqlite:
        return
    path = Path(database.place)
    if path.exists() and path.stat().st_size == 0:
        raise StoreError(
            say(
                "{name}: the workspace is empty, so something has emptied it; restore a backup with `reader restore`, "
                "or delete the file to start again.",
                name=database.name,
            )
            + name_latest(path)
        )
    if not database.read(version_of):
        there = database.read(lambda connection: set(inspect(connection).get_table_names()))
        if not there & {ARTICLES.name, JOURNAL.name}:
            what = say("this is the database of another program") if there else say("the workspace has lost everything")
            raise StoreError(
                say(
                    "{name}: {what}; name another file, or restore a backup with `reader restore`.",
                    name=database.name,
                    what=what,
                )
                + name_latest(database.place)
            )


def _make(path: Path, database: Database) -> None:
    part = path.with_name(f".{new_id()[:8]}.part")
    new = Database(part, patience=database.patience, called=database.name)
    try:
        new.write(make_tables)
        new.close()
        _put_new(part, path)
        sync_folder(path.parent)
    finally:
        new.close()
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _put_new(part: Path, path: Path) -> None:
    # Two processes may make a workspace at once; the second one takes the file that the first has made.
    try:
        os.link(part, path)
    except FileExistsError:
        return
    except OSError:
        # Some file systems have no links.
        if not path.exists():
            os.replace(part, path)
