"""Reads and changes the ledger in a thread of its own, one task after another, so that keys are troubleed meanwhile."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.labels import LabelSet
from reader.library.index.following import follow_journal
from reader.library.index.library_index import LibraryIndex, explain
from reader.library.ledger.ledger import Ledger
from reader.wording import say

if TYPE_CHECKING:
    from reader.journal.operations import Operation
    from reader.store.workspace import Workspace
    from reader.store.writer import Task

_PATIENCE = 30.0
"""The longest that a task waits until an action is on disk, in seconds."""


@dataclass(slots=True)
class LedgerTrouble:
    """Why a task could not be done."""

    sentence: str = ""
    error: Exception | None = None
    """An error of the workspace, or of the program itself."""


class LedgerThread:
    """The thread; every task is given the ledger, which has taken in the journal before."""

    def __init__(
        self,
        open_index: Callable[[], LibraryIndex | None],
        find_workspace: Callable[[], Workspace | None],
        *,
        labels: LabelSet,
        report: Callable[[LedgerTrouble], object],
    ) -> None:
        self._open_index = open_index
        self._find_workspace = find_workspace
        self._labels = labels
        self._report = report
        """Called, in the thread, with what went wrong in a task."""
        self.ledger: Ledger | None = None
        """The ledger, once the index has been opened."""
        self._tasks: deque[Callable[[Ledger], None]] = deque()
        self._ready = Condition()
        self._is_closed = False
        self._thread: Thread | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way or waits."""
        return not self._tasks

    def put(self, task: Callable[[Ledger], None]) -> None:
        """Do a task as soon as those before it are done."""
        with self._ready:
            self._tasks.append(task)
            self._ready.notify_all()
        if self._thread is None:
            self._thread = Thread(target=self._run, name="reader-ledger", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the thread after the task that is under way."""
        with self._ready:
            self._is_closed = True
            self._ready.notify_all()

    def follow(self, ledger: Ledger) -> None:
        """Take what analysts have done into the index; what cannot be taken in now is taken in later."""
        workspace = self._find_workspace()
        if workspace is not None:
            with suppress(sqlite3.Error, StoreError):
                follow_journal(ledger.index, workspace)

    def _run(self) -> None:
        while True:
            with self._ready:
                self._ready.wait_for(lambda: self._tasks or self._is_closed)
                if self._is_closed:
                    return
                task = self._tasks[0]
            trouble = self._do(task)
            with self._ready:
                self._tasks.popleft()
                is_closed = self._is_closed
            if trouble is not None and not is_closed:
                self._report(trouble)

    def _do(self, task: Callable[[Ledger], None]) -> LedgerTrouble | None:
        try:
            ledger = self._open()
            if ledger is None:
                return LedgerTrouble(say("there is no index; see library.index in the settings"))
            self.follow(ledger)
            task(ledger)
        except (OSError, sqlite3.Error) as error:
            return LedgerTrouble(explain(error, self.ledger.index.place) if self.ledger is not None else str(error))
        except Exception as error:
            return LedgerTrouble(error=error)
        return None

    def _open(self) -> Ledger | None:
        index = self._open_index()
        workspace = self._find_workspace()
        who = workspace.who if workspace is not None else ""
        if index is not None and (self.ledger is None or (self.ledger.index, self.ledger.who) != (index, who)):
            self.ledger = Ledger(index, who=who, labels=self._labels)
        return self.ledger


def wait_for(task: Task[tuple[Operation, ...]]) -> tuple[Operation, ...]:
    """The operations of an action once it is on disk; its error is raised."""
    done = Event()
    if not task.wait(0, lambda _: done.set()):
        done.wait(_PATIENCE)
    if task.error is not None:
        raise task.error
    return task.result or ()
