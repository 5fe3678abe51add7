"""Opens, reads and writes a database, and turns each of its failures into a sentence."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from reader.errors import RefusedError, StoreError, shown
from reader.paths import keep_private, make_folder
from reader.store.copies import name_latest
from reader.store.location import is_url
from reader.store.log import Log, TakenError
from reader.wording import say, sayable

T = TypeVar("T")

# With one writer at a time, the journal's numbers have the order of its commits. A reader that goes on from the last
# number it has seen then misses no operation that was numbered earlier and committed later.
_ONE_WRITER = text("SELECT pg_advisory_xact_lock(7262835)")

_LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code for a lock that did not become free in time."""

_ALIVE = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 10_000}
"""With these a vanished server is noticed after some ten seconds, not after a quarter of an hour."""

_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")


class Database:
    """A database at a path or URL; every failure is raised as a StoreError."""

    def __init__(self, place: str | Path, *, patience: float, called: str = "") -> None:
        self.place = place
        self._called = called
        self.patience = patience
        """How long to wait for another program's lock, in seconds."""
        self.engine = _engine(place, patience)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._file: tuple[int, int] | None = None
        self._log = Log(Path(place).absolute(), release=self.engine.dispose) if self.is_sqlite else None
        self.on_lost_log: Callable[[sqlite3.Connection], object] = lambda connection: None
        """Saves the work that is in a log which was deleted and cannot be written back."""

    @property
    def name(self) -> str:
        """The database's name in sentences; a password is not shown."""
        if self._called:
            return self._called
        return shown(self.engine.url.render_as_string(hide_password=True) if is_url(self.place) else self.place)

    def read(self, work: Callable[[Connection], T]) -> T:
        """The result of the work, all of which sees the database as of one moment."""
        return self._try(lambda: self._transact(work, writing=False))

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do the work in one transaction, which is on disk when this returns, or not done at all."""
        result = self._try(lambda: self._transact(work, writing=True))
        # This checks the log once more: what was written into one that was deleted meanwhile is not on disk.
        self._try(lambda: None)
        return result

    def use_wal(self) -> None:
        """Let readers and a writer work at the same time; where SQLite cannot, it keeps its rollback journal."""
        if self.is_sqlite:
            self._try(self._switch_to_wal)

    def _switch_to_wal(self) -> None:
        connection = self.engine.raw_connection()
        try:
            if connection.cursor().execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()

    def _transact(self, work: Callable[[Connection], T], *, writing: bool) -> T:
        options: dict[str, Any] = {"reader_writing": writing}
        if not writing and not self.is_sqlite:
            options["isolation_level"] = "REPEATABLE READ"
        held = self._log.use(writing=writing) if self._log is not None else nullcontext()
        with held, self.engine.connect().execution_options(**options) as connection, connection.begin():
            if writing and not self.is_sqlite:
                connection.execute(text(f"SET LOCAL lock_timeout = {max(1, round(self.patience * 1000))}"))
                connection.execute(_ONE_WRITER)
            return work(connection)

    def _try(self, attempt: Callable[[], T]) -> T:
        deadline = time.monotonic() + self.patience
        while True:
            try:
                self._check_file()
                return attempt()
            except (IntegrityError, DataError) as error:
                raise RefusedError(explain(error, self.name)) from error
            except (SQLAlchemyError, sqlite3.Error, OSError) as error:
                if not _is_passing(error) or time.monotonic() > deadline:
                    latest = name_latest(self.place) if is_corrupt(error) else ""
                    raise StoreError(explain(error, self.name) + latest) from error
                time.sleep(random.uniform(0.002, 0.02))

    def _check_file(self) -> None:
        # SQLite goes on writing to an open file that was deleted or replaced, where nobody will ever read it.
        if not self.is_sqlite:
            return
        try:
            status = os.stat(self.place)
        except FileNotFoundError:
            if self._file is None:
                return
            raise StoreError(
                say("{name}: the workspace was removed while it was open; open it again.", name=self.name)
            ) from None
        found = (status.st_dev, status.st_ino)
        if self._file is not None and found != self._file:
            raise StoreError(
                say("{name}: another file was put in the workspace's place; open it again.", name=self.name)
            )
        self._file = found
        try:
            if self._log is not None:
                self._log.check(self.on_lost_log)
        except TakenError as error:
            raise StoreError(
                say(
                    "{name}: the log beside the workspace was removed while it was open, and another program "
                    "has begun a new one; open it again.",
                    name=self.name,
                )
            ) from error

    def close(self) -> None:
        """Close every connection."""
        if self._log is not None:
            with suppress(StoreError, OSError, sqlite3.Error):
                self._check_file()
            self._log.close()
        self.engine.dispose()


def _engine(place: str | Path, patience: float) -> Engine:
    if not is_url(place):
        path = Path(place)
        try:
            make_folder(path.parent)
        except OSError as error:
            raise StoreError(explain(error, shown(place))) from error
        url = URL.create("sqlite", database=os.path.abspath(path))
    else:
        url = _parse_url(str(place))
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(
            say("{place}: this kind of store is not known; give a path, or postgresql://….", place=shown(place))
        )
    try:
        if url.get_backend_name() != "sqlite":
            # libpq takes whole seconds, and treats 1 as 2.
            limits = {"connect_timeout": max(2, round(patience)), **_ALIVE}
            return create_engine(url, pool_pre_ping=True, connect_args=limits)
        engine = create_engine(url, connect_args={"timeout": patience, "isolation_level": None})
    except ModuleNotFoundError as error:
        raise StoreError(
            say("{place}: PostgreSQL needs the package psycopg; install arabic-reader[postgres].", place=shown(place))
        ) from error
    except (NoSuchModuleError, ArgumentError) as error:
        raise StoreError(
            say("{place}: this kind of store is not known; give a path, or postgresql://….", place=shown(place))
        ) from error
    event.listen(engine, "connect", _prepare)
    if url.database:
        event.listen(engine, "connect", partial(_keep_private, url.database))
    event.listen(engine, "begin", _begin)
    return engine


def _parse_url(place: str) -> URL:
    try:
        url = make_url(place)
    except (ArgumentError, ValueError) as error:
        raise StoreError(say("the store's URL cannot be read; write postgresql://USER@HOST/DATABASE.")) from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _prepare(connection: Any, _record: object) -> None:
    # Text that is not UTF-8 would fail every query that reads it. Decoded like this, it can be recognised and left out.
    connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    connection.execute("PRAGMA foreign_keys = ON")
    # A workspace may come from anybody: its tables' definitions must not call functions with effects outside it.
    connection.execute("PRAGMA trusted_schema = OFF")
    # FULL, not WAL's usual NORMAL: once a commit has returned, it must survive a power cut.
    connection.execute("PRAGMA synchronous = FULL")


def _keep_private(database: str, _connection: object, _record: object) -> None:
    # Logs that SQLite makes later take the permissions of the database.
    for ending in ("", "-wal", "-shm"):
        keep_private(Path(f"{database}{ending}"))


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("reader_writing")
    # A transaction that took the write lock only at its first write could fail where waiting would have helped.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _is_passing(error: BaseException) -> bool:
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return _sqlite_name(error).startswith(_PASSING)


def is_corrupt(error: BaseException) -> bool:
    """Whether SQLite reports that a file is damaged, or that it is not a database."""
    return _sqlite_name(error).startswith(_DAMAGED)


def _sqlite_name(error: BaseException) -> str:
    original = error.orig if isinstance(error, DBAPIError) else error
    return getattr(original, "sqlite_errorname", "")


_SENTENCES = (
    ("SQLITE_FULL", sayable("the disk is full; make room")),
    ("SQLITE_READONLY", sayable("the workspace cannot be written; correct its permissions")),
    (
        "SQLITE_CANTOPEN",
        sayable("the workspace cannot be opened; check that its folder exists and may be read and written"),
    ),
    ("SQLITE_BUSY", sayable("another program holds the workspace; close it or wait")),
    ("SQLITE_LOCKED", sayable("another program holds the workspace; close it or wait")),
    ("SQLITE_NOTADB", sayable("this is not a workspace, or it is damaged; restore a backup with `reader restore`")),
    (
        "SQLITE_CORRUPT",
        sayable("the workspace is damaged; see `reader check`, and restore a backup with `reader restore`"),
    ),
    ("SQLITE_IOERR", sayable("the disk cannot be read or written; check that it is connected and not full")),
)


def explain(error: BaseException, name: str) -> str:
    """The sentence for a failure of a database: what is wrong, where, and what to do."""
    code = _sqlite_name(error)
    if isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", "") == _LOCK_NOT_AVAILABLE:
        return say("{name}: another program holds the workspace; close it or wait.", name=name)
    for prefix, sentence in _SENTENCES:
        if code.startswith(prefix):
            return f"{name}: {say(sentence)}."
    if isinstance(error, OSError):
        return say(
            "{name}: {cause}; check that its folder exists and may be written.",
            name=name,
            cause=error.strerror or error,
        )
    original = error.orig if isinstance(error, DBAPIError) else error
    cause = shown(next(iter(str(original).strip().splitlines()), type(original).__name__))
    if isinstance(error, IntegrityError | DataError):
        return say("{name}: this cannot be written ({cause}); open the article again.", name=name, cause=cause)
    if code:
        return say("{name}: the workspace cannot be used ({cause}); see `reader check`.", name=name, cause=cause)
    return say(
        "{name}: the store does not answer ({cause}); check that its server is running and lets you in.",
        name=name,
        cause=cause,
    )
