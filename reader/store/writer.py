"""Writes actions in a thread of its own, one after another, so that a store that others hold up holds up no key."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from itertools import chain
from threading import Condition, Thread
from typing import Any, Generic, TypeVar

from reader.errors import RefusedError
from reader.journal.operations import Operation
from reader.store.workspace import Workspace

Result = TypeVar("Result")
Operations = tuple[Operation, ...]

MOMENT = 0.1
"""Seconds that a key waits for the store at most; what takes longer is shown as being written."""


class Task(Generic[Result]):
    """Something that is asked of a store: one action on its way to the disk, mostly."""

    def __init__(self, operations: Sequence[Operation], work: Callable[[], Result] | None, ready: Condition) -> None:
        self.operations = tuple(operations)
        """What it is expected to do; nothing where that is not known beforehand."""
        self.work = work
        """How it is done; None where the operations are to be recorded."""
        self.result: Result | None = None
        """What it did or found, once it is done."""
        self.error: Exception | None = None
        """Why it could not be done: a StoreError, unless the program itself is at fault."""
        self.is_done = False
        self.is_behind = False
        """Whether others stood in line when it came."""
        self._then: Callable[[Task[Result]], object] | None = None
        self._ready = ready

    def wait(self, seconds: float, then: Callable[[Task[Result]], object]) -> bool:
        """Wait until it is done, for so long at most; if it is not by then, `then` is called by the writer later.

        Where others stand before it in line, the store is slow: then nothing is waited for.
        """
        with self._ready:
            self._ready.wait_for(lambda: self.is_done, 0 if self.is_behind else seconds)
            if not self.is_done:
                self._then = then
            return self.is_done

    def finish(self, result: Result | None, error: Exception | None) -> None:
        """It is done, or could not be."""
        with self._ready:
            self.result, self.error, self.is_done = result, error, True
            self._ready.notify_all()
            then = self._then
        if then is not None:
            then(self)


class Writer:
    """The thread through which one program's actions reach a workspace, in the order in which they were done."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._ready = Condition()
        self._tasks: deque[Task[Any]] = deque()
        """What is not done yet; the first ones are being done."""
        self._is_closed = False
        workspace.under_way = self._list_operations
        self._thread = Thread(target=self._run, name="reader-writer", daemon=True)
        self._thread.start()

    def apply(self, operations: Sequence[Operation]) -> Task[Operations]:
        """Record operations as soon as everything before them is."""
        return self._put(Task[Operations](operations, None, self._ready))

    def undo(self, article: str, expected: Sequence[Operation]) -> Task[Operations]:
        """Take back the last action in an article, which is expected to do this."""
        return self._put(Task(expected, lambda: self.workspace.undo(article, expected=expected), self._ready))

    def redo(self, article: str, expected: Sequence[Operation]) -> Task[Operations]:
        """Do again what was undone last, which is expected to do this."""
        return self._put(Task(expected, lambda: self.workspace.redo(article, expected=expected), self._ready))

    @property
    def under_way(self) -> int:
        """How many actions are not done yet."""
        return len(self._tasks)

    def finish(self, seconds: float) -> bool:
        """Wait until everything is done, for so long at most; whether it is."""
        with self._ready:
            return self._ready.wait_for(lambda: not self._tasks, seconds)

    def close(self) -> None:
        """Begin nothing more, once what was asked is done."""
        with self._ready:
            self._is_closed = True
            self._ready.notify_all()

    def _list_operations(self) -> tuple[Operation, ...]:
        with self._ready:
            return tuple(chain.from_iterable(task.operations for task in self._tasks))

    def ask(self, work: Callable[[], Result]) -> Task[Result]:
        """Do something else with the workspace when everything before it is done."""
        return self._put(Task((), work, self._ready))

    def _put(self, task: Task[Result]) -> Task[Result]:
        with self._ready:
            task.is_behind = bool(self._tasks)
            self._tasks.append(task)
            self._ready.notify_all()
        return task

    def _run(self) -> None:
        while True:
            with self._ready:
                self._ready.wait_for(lambda: self._tasks or self._is_closed)
                if not self._tasks:
                    return
                tasks = self._next()
            self._do(tasks)

    def _next(self) -> list[Task[Any]]:
        """The first task, with those after it that only record, as it does: a store that is held is waited for once."""
        tasks: list[Task[Any]] = []
        for task in self._tasks:
            if tasks and (task.work is not None or tasks[0].work is not None):
                break
            tasks.append(task)
        return tasks

    def _do(self, tasks: Sequence[Task[Any]]) -> None:
        first = tasks[0]
        try:
            if first.work is not None:
                result = first.work()
            else:
                result = self.workspace.apply(chain.from_iterable(task.operations for task in tasks))
        except Exception as error:
            if isinstance(error, RefusedError) and len(tasks) > 1:
                # One of them can never be written; the others can.
                for task in tasks:
                    self._do([task])
                return
            # Whoever waits for the task raises it; here it would end the writing, and be seen by nobody.
            self._finish(tasks, None, error)
        else:
            self._finish(tasks, result, None)

    def _finish(self, tasks: Sequence[Task[Any]], result: Any, error: Exception | None) -> None:
        for task in tasks:
            own: Any = result
            if error is None and task.work is None:
                ids = {each.id for each in task.operations}
                own = tuple(each for each in result if each.id in ids)
            # At one moment: whoever sees nothing stand in line finds what became of it.
            with self._ready:
                self._tasks.popleft()
                task.finish(own, error)
