"""Backs a workspace up and restores it, so that at every moment either the old or the new file is whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, MetaData, Table, delete, event, func, insert, inspect, select

from reader.errors import StoreError, shown
from reader.journal.operations import new_id
from reader.outputs import check_copy, is_database
from reader.paths import DATABASE, keep_private, make_folder
from reader.store import migrations
from reader.store.copies import backup_folder
from reader.store.database import Database, explain, is_corrupt
from reader.store.location import is_url
from reader.store.migrations import bring_up, set_version, version_of
from reader.store.rescue import sync_folder
from reader.store.schema import ARTICLES, JOURNAL, TABLES
from reader.wording import say

_PATIENCE = 10.0


class DamagedError(StoreError):
    """A copy is damaged because the workspace was damaged already."""


def backup(workspace: str | Path, to: str | Path) -> Path:
    """Copy a workspace, even one in use, into a new file, check the copy, and return its path.

    If `to` is a folder, the copy is a file in it that is named for the moment. A PostgreSQL store becomes an SQLite
    file of the same form. StoreError says why no copy could be made, for example because the file exists already.
    """
    target = Path(to)
    if target.is_dir():
        target = target / f"reader-{_moment()}.db"
    if target.exists():
        raise StoreError(
            say("{target}: this file exists already; name another file, or a folder.", target=shown(target))
        )
    check_copy(target)
    _check_exists(workspace)
    part = target.with_name(f"{target.name}.{new_id()[:8]}.part")
    name = shown(target if is_url(workspace) else workspace)
    try:
        make_folder(part.parent)
        if is_url(workspace):
            _from_server(str(workspace), part)
        else:
            _check_readable(Path(workspace))
            _copy_sqlite(Path(workspace), part)
        _make_one_file(part)
        _check_sound(part, name=name, remedy=say("restore a backup with `reader restore`"))
        if not is_url(workspace):
            shutil.copymode(workspace, part)
        os.replace(part, target)
        sync_folder(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(explain(error, name if is_corrupt(error) else shown(target))) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def restore(source: str | Path, workspace: str | Path) -> Path | None:
    """Put a backup in a workspace's place, and return the file that keeps the old content; None if there was none.

    Readers that have the workspace open go on with the restored content; what they write meanwhile is either in the old
    content or in the restored one. A file can be restored to a server, and a server's backup to a file.
    """
    _check_exists(source)
    try:
        _check_sound(Path(source), name=shown(source), remedy=say("use another backup"))
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            say("{source}: this is not a backup of a workspace, or it is damaged; use another.", source=shown(source))
        ) from error
    try:
        if not is_url(workspace):
            target = Path(workspace)
            _check_replaceable(target)
            make_folder(target.parent)
            kept = None if _is_sound(target) else _set_aside(target)
            if not target.exists():
                _copy_sqlite(Path(source), target)
                return kept
        return _replace(Path(source), workspace)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(explain(error, shown(workspace))) from error


def is_damage(error: BaseException) -> bool:
    """Whether a copy failed because the workspace is damaged, and not because room or permission was missing."""
    return isinstance(error, DamagedError) or any(is_corrupt(each) for each in (error, error.__cause__) if each)


def keep_before_migration(workspace: str | Path, version: int) -> Path:
    """Back a workspace up before its tables change, and return the path of the backup."""
    name = f"reader-{_moment()}-version-{version}.db"
    return backup(workspace, backup_folder(workspace) / name)


def _moment() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")


def _check_exists(workspace: str | Path) -> None:
    if not is_url(workspace) and not Path(workspace).is_file():
        raise StoreError(say("{workspace}: there is no workspace; see `reader where`.", workspace=shown(workspace)))


def _check_replaceable(target: Path) -> None:
    """Raise StoreError if the file in a workspace's place was never one, to judge by its name and first bytes."""
    is_other = target.exists() and not is_database(target) and target.name != DATABASE
    if is_other and (target.is_dir() or target.stat().st_size):
        raise StoreError(
            say(
                "{target}: this is not a workspace, so it is left in its place; name another file.",
                target=shown(target),
            )
        )


def _check_readable(workspace: Path) -> None:
    """Raise a StoreError that names the workspace, not the copy, if the workspace is not a database."""
    try:
        with closing(open_file(workspace, "ro")) as connection:
            connection.execute("PRAGMA schema_version")
    except sqlite3.Error as error:
        raise StoreError(explain(error, shown(workspace))) from error


def _copy_sqlite(source: Path, target: Path) -> None:
    # SQLite's own backup reads one consistent state of a database in use, and writes it in one transaction.
    with closing(open_file(source, "ro")) as one, closing(open_file(target, "rwc")) as other:
        keep_private(target)
        one.backup(other)


def count_rows(copy: Path) -> tuple[int, int] | None:
    """The numbers of articles and of actions that a copy holds; None where it cannot be read."""
    try:
        with closing(open_file(copy, "ro")) as connection:
            query = "SELECT (SELECT count(*) FROM articles), (SELECT count(DISTINCT batch) FROM journal)"
            articles, actions = connection.execute(query).fetchone()
    except sqlite3.Error:
        return None
    return articles, actions


def _make_one_file(path: Path) -> None:
    """Make a copy readable without a log beside it: on a read-only disk, from a memory stick, by any program."""
    with closing(open_file(path, "rw")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def open_file(path: Path, mode: str) -> sqlite3.Connection:
    """Open a workspace's file in a mode of SQLite's URIs: "ro", "rw" or "rwc"."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE)


def _check_sound(path: Path, *, name: str, remedy: str) -> None:
    """Raise StoreError if a file is not a whole workspace; `name` is what the sentence calls it."""
    with closing(open_file(path, "ro")) as connection:
        found = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    if found != "ok":
        what = next((line for line in found.splitlines() if not line.startswith("***")), "")
        raise DamagedError(
            say("{name}: this workspace is damaged ({what}); {remedy}.", name=name, what=shown(what), remedy=remedy)
        )
    if not 1 <= version <= migrations.VERSION:
        raise StoreError(
            say(
                "{name}: this is not a workspace that this version of the reader can use; {remedy}.",
                name=name,
                remedy=remedy,
            )
        )


def _is_sound(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        _check_sound(path, name="", remedy="")
    except (StoreError, sqlite3.Error):
        return False
    return True


def _set_aside(target: Path) -> Path:
    """Move a damaged workspace aside, with the log that belongs to it, and return its new path."""
    kept = target.with_name(f"{target.name}.damaged-{_moment()}")
    for ending in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            os.replace(f"{target}{ending}", f"{kept}{ending}")
    return kept


def _from_server(server: str, target: Path) -> None:
    """Copy a server's tables into a new SQLite file as they are, even those of an older version."""
    one, other = Database(server, patience=_PATIENCE), Database(target, patience=_PATIENCE)
    try:
        one.read(lambda reading: other.write(lambda writing: _copy_as_is(reading, writing)))
    finally:
        one.close()
        other.close()


def _copy_as_is(reading: Connection, writing: Connection) -> None:
    tables = MetaData()
    event.listen(tables, "column_reflect", _make_portable)
    for name in inspect(reading).get_table_names():
        Table(name, tables, autoload_with=reading, sqlite_autoincrement=name == JOURNAL.name, extend_existing=True)
    tables.create_all(writing)
    _copy_rows(tables, reading, writing)
    set_version(writing, version_of(reading))


def _make_portable(_inspector: object, _table: object, column: dict[str, Any]) -> None:
    column["type"] = column["type"].as_generic()
    # The server's counter for the journal; SQLite has its own.
    column["default"] = None


def _replace(source: Path, workspace: str | Path) -> Path | None:
    """Put the content of an SQLite file, perhaps of an older version, into a store; keep the old content in a file."""
    if is_url(workspace):
        kept = backup_folder(workspace) / f"reader-{_moment()}-replaced.db"
    else:
        kept = Path(f"{workspace}.replaced-{_moment()}")
    with TemporaryDirectory() as folder:
        present = Path(folder) / source.name
        _copy_sqlite(source, present)
        one, other = Database(present, patience=_PATIENCE), Database(workspace, patience=_PATIENCE)
        try:
            bring_up(one, lambda version: None)
            other.use_wal()
            bring_up(other, lambda version: keep_before_migration(workspace, version))
            return one.read(lambda reading: other.write(lambda writing: _exchange(reading, writing, workspace, kept)))
        finally:
            one.close()
            other.close()


def _exchange(reading: Connection, writing: Connection, workspace: str | Path, kept: Path) -> Path | None:
    """Copy the old content and put the new in its place, in one transaction that keeps every writer out."""
    is_empty = not any(writing.execute(select(table).limit(1)).first() for table in (ARTICLES, JOURNAL))
    if not is_empty:
        # The copy is made by another connection: it reads everything that is written, since nobody else can write now.
        backup(workspace, kept)
    reached = select(func.max(JOURNAL.c.sequence))
    before = writing.execute(reached).scalar_one() or 0
    for table in reversed(TABLES.sorted_tables):
        writing.execute(delete(table))
    _copy_rows(TABLES, reading, writing)
    if is_url(workspace):
        # Rows that brought their numbers along have not moved the counter that numbers the next. The counter never goes
        # back either: every reader that has the store open asks for the rows after the last number it has seen.
        last = max(before, writing.execute(reached).scalar_one() or 0)
        if last:
            writing.execute(select(func.setval(func.pg_get_serial_sequence("journal", "sequence"), last)))
    return None if is_empty else kept


def _copy_rows(tables: MetaData, reading: Connection, writing: Connection) -> None:
    for table in tables.sorted_tables:
        for rows in reading.execute(select(table)).mappings().partitions(1000):
            writing.execute(insert(table), [dict(row) for row in rows])
