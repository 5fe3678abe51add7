"""Writes SQLite's log (WAL) back into the database when the analyst pauses, and saves the log if it is deleted.

Changes are in the log alone until a process writes them back. If the log's file is deleted, a process that has it open
still sees the changes, but loses them with its last connection.
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
"""Seconds without a change after which the log is written back."""
_PATIENCE = 5.0
"""Seconds to wait for running transactions before the connections are replaced."""

_Identity = tuple[int, int] | None


class TakenError(Exception):
    """The log was deleted, and another program has begun a new one: neither log contains the changes of the other."""


class HeldError(sqlite3.OperationalError):
    """A process is reading the log at this moment, so that not all of it can be written back."""

    sqlite_errorname = "SQLITE_BUSY"


class Log:
    """The log of one database, watched through a connection of its own, which keeps it open."""

    def __init__(self, database: Path, *, release: Callable[[], None]) -> None:
        self._database = database
        self._release = release
        """Closes every other connection of this process; new ones are opened when they are needed."""
        self._watching: sqlite3.Connection | None = None
        self._own: int | None = None
        """The descriptor of the log's file, which can be examined after its name is gone."""
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
        """Hold the log for a transaction, during which no connection is closed."""
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
        """Write back a log that was deleted, and begin a new one.

        Where another program has begun a new log already, writing ours back would damage its changes. If that program
        has written ours back before, the new log is adopted. Otherwise `keep` gets the connection that still sees
        everything, and TakenError says that the database cannot be used any further. HeldError says that another
        attempt in a moment can succeed.
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
                    self._begin_again(keep, is_taken=is_taken)

    def _abandon(self, keep: Callable[[sqlite3.Connection], object]) -> NoReturn:
        if self._watching is not None:
            keep(self._watching)
        # This connection is never closed, not even when the program ends. As the last connection to a lost log, it
        # would write the log over the work of the other program if that has ended meanwhile.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._watching))
        self._is_abandoned = True
        raise TakenError

    def _begin_again(self, keep: Callable[[sqlite3.Connection], object], *, is_taken: bool) -> None:
        if not is_taken and not self._write_back("TRUNCATE"):
            # A part of the log may be in the database now.
            self._state = _measure(self._database)
            raise HeldError("the log cannot be written back while it is read")
        if _identity(self._beside("-wal")) == self._files[0]:
            # A process that is about to write by the deleted index must not write into the new log.
            with suppress(FileNotFoundError):
                os.unlink(self._beside("-wal"))
        second = f"{self._beside('-wal')}.{secrets.token_hex(4)}"
        try:
            # The last connection to a log removes any file that has the log's name by then.
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
        """Write the log back if need be, and stop watching it."""
        if self._is_pending:
            # SQLite itself writes back at the end only if no other process has the database open.
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
        # SQLite opens the log at the first read.
        watching.execute("SELECT count(*) FROM sqlite_master").fetchall()
        self._watching = watching
        self._files = self._identify()
        self._state = _measure(self._database)
        with suppress(OSError):
            if os.name != "nt":
                # Windows does not delete a file that is open.
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
            # If it is not possible now, it is tried again after the next change.
            self._write_back_in_passing()
            with suppress(sqlite3.Error, OSError):
                self._watch()

    def _write_back_in_passing(self) -> None:
        """Write back as much as is possible without waiting for other processes; nothing is lost if that is nothing."""
        with suppress(sqlite3.Error, OSError), self._alone():
            # A lost log is older than the changes that other processes may have written since.
            if not self._is_lost():
                self._write_back("PASSIVE")

    def _wait_for_rest(self) -> bool:
        """Wait until there is something to write back (True) or the thread is to end (False)."""
        with self._gate:
            while self._writer is threading.current_thread():
                left = self._written + _REST - time.monotonic()
                if self._is_pending and left <= 0:
                    self._is_pending = False
                    return True
                self._resting.wait(left if self._is_pending else None)
            return False

    def _write_back(self, how: str) -> bool:
        """Write the log back in one of SQLite's checkpoint modes; False where another process was in the way."""
        with self._watching_lock:
            if self._watching is None:
                return True
            return not self._watching.execute(f"PRAGMA wal_checkpoint({how})").fetchone()[0]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Be the only process that writes the log back or begins a new one while the block lasts."""
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
        """Whether our log has nothing that is not in the database."""
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
    """Numbers that change when anything is written into a file."""
    status = os.stat(path)
    return status.st_mtime_ns, status.st_size
