"""Looks up entities and pictures in a thread, and brings merged names to disk, so that keys are answered meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual.app import App

from reader.errors import StoreError
from reader.journal.operations import Operation
from reader.labels import LabelSet
from reader.library.index.following import follow_journal
from reader.library.index.library_index import LibraryIndex, explain
from reader.library.ledger.ledger import Ledger
from reader.ui.bindings import key_of
from reader.ui.widgets.arabic_text import notify
from reader.wording import say, sayable

if TYPE_CHECKING:
    from reader.store.workspace import Workspace
    from reader.store.writer import Task
    from reader.ui.library.library_keeping import LibraryKeeping
    from reader.ui.worked_articles import WorkedArticles
    from reader.ui.writing import Writing

Found = TypeVar("Found")
Make = Callable[["Workspace", LibraryIndex], Sequence[Operation]]
"""Makes the operations of an action; it is called in the thread that writes."""
_NO_INDEX = sayable("There is no index of these articles; `reader index` builds one (docs/library.md).")


@dataclass(frozen=True, slots=True)
class Looked:
    """An open index with the ledger of the analyst."""

    index: LibraryIndex
    ledger: Ledger

    @property
    def who(self) -> str:
        """The analyst's name; empty while the workspace is not open."""
        return self.ledger.who


class HasIndex(Protocol):
    """The application, as far as entities are concerned."""

    labels: LabelSet
    library: LibraryKeeping
    worked_articles: WorkedArticles
    writing: Writing

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once it is open."""
        ...

    def start_work_again(self) -> None:
        """Try again to open the workspace, and say why there is none."""
        ...


class LibraryLookups:
    """The one way to the index for the screens of entities and pictures."""

    def __init__(self, app: App[None], reader: HasIndex) -> None:
        self._app = app
        self._reader = reader
        self._ledger: Ledger | None = None

    @property
    def has_index(self) -> bool:
        """Whether there is an index; where there is none, that is said."""
        if self._reader.library.index is None:
            notify(self._app, say(_NO_INDEX), severity="warning")
            return False
        return True

    def find(self, group: str, look_up: Callable[[Looked], Found], then: Callable[[Found], None]) -> None:
        """Look something up in a thread, and call `then` with it; only the last look-up of a group counts."""
        work = partial(self._find, look_up, then)
        self._app.run_worker(work, group=group, thread=True, exclusive=True, exit_on_error=False)

    def say(self, make: Make, done: Callable[[], None]) -> None:
        """Record what the analyst says, take it into the index, and call `done`."""

        def work(workspace: Workspace, index: LibraryIndex) -> tuple[Operation, ...]:
            return workspace.apply(make(workspace, index))

        undo = key_of("entities.undo", self._app)
        self._write(work, say("Done; {key} undoes it.", key=undo), say("Nothing had to be changed."), done)

    def take_back(self, *, again: bool, done: Callable[[], None]) -> None:
        """Undo the analyst's last action in whatever articles, or redo it."""

        def work(workspace: Workspace, index: LibraryIndex) -> tuple[Operation, ...]:
            return workspace.redo_anywhere() if again else workspace.undo_anywhere()

        if again:
            self._write(work, say("Redone."), say("There is nothing to redo."), done)
        else:
            self._write(work, say("Undone."), say("There is nothing to undo."), done)

    def _find(self, look_up: Callable[[Looked], Found], then: Callable[[Found], None]) -> None:
        try:
            looked = self._open()
            if looked is None:
                return
            found = look_up(looked)
        except (OSError, sqlite3.Error) as error:
            index = self._reader.library.index
            said = explain(error, index.place) if index is not None else str(error)
            self._app.call_from_thread(notify, self._app, said, severity="error")
        else:
            self._app.call_from_thread(then, found)

    def _open(self) -> Looked | None:
        index, workspace = self._reader.library.index, self._reader.workspace
        if index is None:
            return None
        who = workspace.who if workspace is not None else ""
        if workspace is not None:
            with suppress(sqlite3.Error, StoreError):
                follow_journal(index, workspace)
        if self._ledger is None or (self._ledger.index, self._ledger.who) != (index, who):
            self._ledger = Ledger(index, who=who, labels=self._reader.labels)
        return Looked(index, self._ledger)

    def _write(
        self,
        work: Callable[[Workspace, LibraryIndex], tuple[Operation, ...]],
        said: str,
        nothing: str,
        done: Callable[[], None],
    ) -> None:
        from reader.store.writer import MOMENT

        workspace, writer, index = self._reader.workspace, self._reader.writing.writer, self._reader.library.index
        if workspace is None or writer is None or index is None:
            self._reader.start_work_again()
            return
        task = writer.ask(partial(work, workspace, index))
        finish = partial(self._finish, said, nothing, done)
        if task.wait(MOMENT, partial(self._app.call_later, finish)):
            finish(task)

    def _finish(self, said: str, nothing: str, done: Callable[[], None], task: Task[tuple[Operation, ...]]) -> None:
        if isinstance(task.error, StoreError):
            self._reader.writing.report_unwritten(task.error)
        elif task.error is not None:
            raise task.error
        else:
            operations = task.result or ()
            self._reader.worked_articles.take_in(operations)
            notify(self._app, said if operations else nothing, severity="information" if operations else "warning")
            done()
