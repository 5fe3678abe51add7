"""The log that SQLite keeps beside a database: it is written back when the hand rests, and saved if it is deleted.

What is written stands in the log alone until somebody writes it back. Where its file is deleted, whoever has it open
still sees it, and loses it with the last connection.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from reader.claims import claim

_REST = 3.0
"""Seconds without anything written after which the log is written back."""
_PATIENCE = 5.0
"""Seconds for which those who are reading and writing are waited for before connections are made anew."""

_Identity = tuple[int, int] | None


class TakenError(Exception):
    """The log was deleted, and another program has begun a new one: what either has written is not in the other."""


class HeldError(sqlite3.OperationalError):
    """Somebody reads in the log at this moment, so that not all of it can be written back."""

    sqlite_errorname = "SQLITE_BUSY"


class Log:
    """The log of one database, watched by a connection of its own, which keeps it open."""

    def __init__(self, database: Path, *, release: Callable[[], None]) -> None:
        self._database = database
        self._release = release
        """Closes every other connection of this process; new ones are made when they are needed."""
        self._watching: sqlite3.Connection | None = None
        self._own: int | None = None
        """The log's file, which can be looked at when its name is gone."""
        self._files: tuple[_Identity, _Identity] = (None, None)
        self._state: tuple[int, int] = (0, 0)
        self._is_abandoned = False
        self._users = 0
        lock = threading.RLock()
        self._gate = threading.Condition(lock)
        self._resting = threading.Condition(lock)
        self._watching_lock = threading.Lock()
        self._written = 0.0
        self._is_pending = False
        self._writer: threading.Thread | None = None

    @contextmanager
    def use(self, *, writing: bool) -> Iterator[None]:
        """Hold the log for a transaction; meanwhile no connection is closed under it."""
        with self._gate:
            self._users += 1
        try:
            yield
        finally:
            with self._gate:
                self._users -= 1
                self._gate.notify_all()
        self._watch()
        if writing:
            self._rest()

    def check(self, keep: Callable[[sqlite3.Connection], object]) -> None:
        """Write back what is in a log that was deleted, and begin a new one.

        Where another program has begun one already, that would tear what it has written. If it has written ours back
        before, the new one is taken up; else `keep` is given the connection that still sees everything, and TakenError
        says that the database cannot be used any further. HeldError says that it will be possible in a moment.
        """
        with self._gate:
            if self._is_abandoned:
                raise TakenError
            if self._watching is None:
                return
            if not self._is_lost():
                self._state = _measure(self._database)
                return
            with self._alone():
                is_taken = self._is_taken()
                if is_taken and not self._is_empty():
                    self._abandon(keep)
                if self._gate.wait_for(lambda: self._users == 0, _PATIENCE):
                    self._begin_anew(keep, is_taken=is_taken)

    def _abandon(self, keep: Callable[[sqlite3.Connection], object]) -> NoReturn:
        if self._watching is not None:
            keep(self._watching)
        # Closed, be it when the program ends, the last connection to a lost log would write it over the work of the
        # other program, if that has ended meanwhile.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._watching))
        self._is_abandoned = True
        raise TakenError

    def _begin_anew(self, keep: Callable[[sqlite3.Connection], object], *, is_taken: bool) -> None:
        if not is_taken and not self._write_back("TRUNCATE"):
            # A part of it may be in the database now.
            self._state = _measure(self._database)
            raise HeldError("the log cannot be written back while it is read")
        if _identity(self._beside("-wal")) == self._files[0]:
            # Whoever is about to write in it by an index that has been deleted must not write into the new one.
            with suppress(FileNotFoundError):
                os.unlink(self._beside("-wal"))
        second = f"{self._beside('-wal')}.{secrets.token_hex(4)}"
        try:
            # The last connection to a log removes whatever has its name by then.
            os.link(self._beside("-wal"), second)
        except FileNotFoundError:
            self._let_go()
        except OSError:
            self._abandon(keep)
        else:
            self._let_go()
            _put_back(second, self._beside("-wal"))
        self._begin_watching()

    def close(self) -> None:
        """Stop watching."""
        if self._is_pending:
            # SQLite does it at the end only if nobody else has the database open.
            self._write_back_in_passing()
        with self._gate:
            writer, self._writer = self._writer, None
            self._resting.notify_all()
            self._let_go()
        if writer is not None and writer is not threading.current_thread():
            writer.join(_PATIENCE)

    def _watch(self) -> None:
        with self._gate:
            if self._watching is not None:
                if not self._is_lost():
                    self._state = _measure(self._database)
            elif _identity(self._beside("-wal")) is not None:
                self._begin_watching()

    def _begin_watching(self) -> None:
        watching = sqlite3.connect(self._database, isolation_level=None, check_same_thread=False, timeout=_PATIENCE)
        # The log is opened with the first thing that is read.
        watching.execute("SELECT count(*) FROM sqlite_master").fetchall()
        self._watching = watching
        self._files = self._identify()
        self._state = _measure(self._database)
        with suppress(OSError):
            if os.name != "nt":
                # Windows deletes no file that is open.
                self._own = os.open(self._beside("-wal"), os.O_RDONLY)

    def _rest(self) -> None:
        with self._gate:
            self._written = time.monotonic()
            if not self._is_pending:
                self._is_pending = True
                self._resting.notify_all()
            if self._writer is None and self._watching is not None:
                self._writer = threading.Thread(target=self._write_back_at_rest, name="write back", daemon=True)
                self._writer.start()

    def _write_back_at_rest(self) -> None:
        while self._wait_for_rest():
            # If it is not possible now, it is tried again after the next thing that is written.
            self._write_back_in_passing()
            with suppress(sqlite3.Error, OSError):
                self._watch()

    def _write_back_in_passing(self) -> None:
        """Write back what can be without waiting for others; nothing is lost where that is nothing."""
        with suppress(sqlite3.Error, OSError), self._alone():
            # What is in a lost log is older than what others may have written since.
            if not self._is_lost():
                self._write_back("PASSIVE")

    def _wait_for_rest(self) -> bool:
        """True when something is to be written back, False when it is time to end."""
        with self._gate:
            while self._writer is threading.current_thread():
                left = self._written + _REST - time.monotonic()
                if self._is_pending and left <= 0:
                    self._is_pending = False
                    return True
                self._resting.wait(left if self._is_pending else None)
            return False

    def _write_back(self, how: str) -> bool:
        """Whether nobody was in the way."""
        with self._watching_lock:
            if self._watching is None:
                return True
            return not self._watching.execute(f"PRAGMA wal_checkpoint({how})").fetchone()[0]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Of all readers of the database, be the only one that writes a log back or begins a new one."""
        folder = os.open(self._database.parent, os.O_RDONLY) if os.name != "nt" else None
        try:
            if folder is not None:
                claim(folder, waits=True)
            yield
        finally:
            if folder is not None:
                os.close(folder)

    def _let_go(self) -> None:
        with self._watching_lock:
            watching, self._watching, self._files = self._watching, None, (None, None)
            self._release()
            if self._own is not None:
                os.close(self._own)
                self._own = None
            if watching is not None and not self._is_abandoned:
                watching.close()

    def _is_lost(self) -> bool:
        return self._files[0] is not None and self._identify() != self._files

    def _is_taken(self) -> bool:
        log, index = self._identify()
        begun = log not in (None, self._files[0]) and os.path.getsize(self._beside("-wal")) > 0
        return begun or index not in (None, self._files[1]) or _measure(self._database) != self._state

    def _is_empty(self) -> bool:
        """Whether nothing stands in our log that is not in the database."""
        return self._own is not None and os.fstat(self._own).st_size == 0

    def _identify(self) -> tuple[_Identity, _Identity]:
        return _identity(self._beside("-wal")), _identity(self._beside("-shm"))

    def _beside(self, ending: str) -> str:
        return f"{self._database}{ending}"


def _identity(path: str) -> _Identity:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _put_back(second: str, path: str) -> None:
    if os.path.exists(path):
        os.unlink(second)
    else:
        os.rename(second, path)


def _measure(path: Path) -> tuple[int, int]:
    """What changes when anything is written into a file."""
    status = os.stat(path)
    return status.st_mtime_ns, status.st_size
