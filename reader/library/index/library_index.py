"""Opens the index of a library, or a temporary one where its own cannot be used."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from reader.errors import StoreError, shown
from reader.library.index.index_schema import TABLES, VERSION
from reader.library.index.sql_functions import add_functions
from reader.paths import data_folder, keep_private, make_folder
from reader.store.location import fingerprint, where
from reader.wording import say

INDEX = "index.db"
_PATIENCE = 5.0
"""Seconds to wait for another process's transaction."""
_LOGS = ("", "-wal", "-shm")
_SETTINGS = ("journal_mode = WAL", "synchronous = NORMAL", "temp_store = MEMORY", "cache_size = -32000")


def index_place(paths: Sequence[str]) -> Path:
    """The index of the library that paths make up.

    It lies beside the workspace of a folder, so that both may be moved together; for single files and for several paths
    it lies under the user's data folder.
    """
    if len(paths) == 1 and os.path.isdir(paths[0]):
        return where(paths[0]).with_name(INDEX)
    named = "\n".join(sorted(path if "://" in path or path == "-" else os.path.abspath(path) for path in paths))
    return data_folder() / "indexes" / fingerprint(named) / INDEX


def open_kept(place: Path) -> LibraryIndex:
    """The index at a place, if there is one that this version can read; FileNotFoundError if there is none."""
    if not place.is_file():
        raise FileNotFoundError(place)
    with closing(sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            raise FileNotFoundError(place)
    return LibraryIndex(place)


class LibraryIndex:
    """An open index. Every thread has a connection of its own, so that a long search holds up nobody else."""

    def __init__(self, place: Path) -> None:
        self._temporary: TemporaryDirectory[str] | None = None
        self.fault = ""
        """Why the library's own index cannot be used, as a sentence; empty if it can."""
        self.trouble = ""
        """Why a temporary index is used instead of the library's own, as a sentence; empty if it is not."""
        self.is_new = False
        """Whether the index was made just now, because there was none or none that could be used."""
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self.own_place = place
        """Where the library's own index lies, even if a temporary one is used."""
        self.place = place
        try:
            self._open()
        except (OSError, sqlite3.Error, StoreError) as error:
            self.fault = str(error) if isinstance(error, StoreError) else explain(error, place)
            self._close_connections()
            self.trouble = say(
                "{fault} A temporary index is used until then, and is built again each time.", fault=self.fault
            )
            try:
                self._temporary = TemporaryDirectory(prefix="reader-index-")
                self.place = Path(self._temporary.name) / INDEX
                self._open()
            except (OSError, sqlite3.Error) as again:
                # No disk has room for a file.
                self.close()
                raise StoreError(self.fault) from again

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = _connect(self.place)
            self._connections.append(connection)
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all that is written in it is kept, or none of it."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def state(self, name: str) -> str:
        """A value that was kept with `keep_state`; empty if there is none."""
        row = self.connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return "" if row is None else str(row[0])

    def keep_state(self, name: str, value: str) -> None:
        """Keep a value by name; the caller commits it with what it belongs to."""
        self.connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def describe_contents(self) -> None:
        """Let SQLite note what the tables hold, from which it plans queries; a look at a part of them is enough."""
        self.connection.execute("PRAGMA analysis_limit = 1000")
        self.connection.execute("ANALYZE")

    def start_again(self) -> None:
        """Remove the index, which is damaged, and make a new one: nothing but time is lost."""
        self._remove()
        self._open()

    def close(self) -> None:
        """Close all connections; a temporary index is removed."""
        self._close_connections()
        if self._temporary is not None:
            self._temporary.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _open(self) -> None:
        make_folder(self.place.parent)
        try:
            version = self._version()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            self._remove()
            version = 0
        if version > VERSION:
            raise StoreError(
                say(
                    "{place}: this index was made by a newer version of the reader; update the reader, or "
                    "remove the file.",
                    place=shown(self.place),
                )
            )
        if version != VERSION:
            if version:
                self._remove()
            self._make()
        keep_private(self.place)

    def _version(self) -> int:
        version = int(self.connection.execute("PRAGMA user_version").fetchone()[0])
        if version == VERSION:
            self.connection.execute("SELECT count(*) FROM state").fetchone()
        return version

    def _make(self) -> None:
        # Another process may be making the same index at this moment.
        with self.writing() as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] == VERSION:
                return
            for statement in filter(None, map(str.strip, TABLES.split(";\n"))):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        self.is_new = True

    def _remove(self) -> None:
        self._close_connections()
        for ending in _LOGS:
            self.place.with_name(self.place.name + ending).unlink(missing_ok=True)

    def _close_connections(self) -> None:
        for connection in self._connections:
            with suppress(sqlite3.Error):
                connection.close()
        self._connections.clear()
        self._local = threading.local()


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the index is damaged, and not that it cannot be used just now."""
    return type(error) is sqlite3.DatabaseError


def explain(error: OSError | sqlite3.Error, place: Path) -> str:
    """Why an index cannot be used, as a sentence with the remedy."""
    said = str(error)
    if "full" in said or getattr(error, "errno", None) == 28:
        return say("{place}: the disk is full; make room.", place=shown(place))
    if "I/O error" in said:
        return say(
            "{place}: the index cannot be written (the disk is full or fails); make room, or check it.",
            place=shown(place),
        )
    if "locked" in said or "busy" in said:
        return say("{place}: another program holds the index; end that program.", place=shown(place))
    if "readonly" in said or isinstance(error, PermissionError):
        return say("{place}: the index cannot be written; check the permissions.", place=shown(place))
    if isinstance(error, OSError):
        return say(
            "{place}: the index cannot be opened ({cause}); check the path.",
            place=shown(place),
            cause=error.strerror or type(error).__name__,
        )
    return say(
        "{place}: the index cannot be used ({said}); remove the file, and it is built again.",
        place=shown(place),
        said=said,
    )


def _connect(place: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(place, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    add_functions(connection)
    return connection
