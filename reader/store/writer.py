"""Writes actions one after another in a thread of its own, so that a slow store does not delay keys."""

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
"""The longest that a key waits for the store, in seconds; an action that takes longer is shown as being written."""


class Task(Generic[Result]):
    """One piece of work for a store, usually an action on its way to the disk."""

    def __init__(self, operations: Sequence[Operation], work: Callable[[], Result] | None, ready: Condition) -> None:
        self.operations = tuple(operations)
        """The operations it is expected to do; empty where they are not known beforehand."""
        self.work = work
        """The function that does it; None where the operations are to be recorded."""
        self.result: Result | None = None
        """Its result, once it is done."""
        self.error: Exception | None = None
        """The reason why it could not be done: a StoreError, unless the program itself is at fault."""
        self.is_done = False
        self.is_behind = False
        """Whether the queue held other tasks when it was added."""
        self._then: Callable[[Task[Result]], object] | None = None
        self._ready = ready

    def wait(self, seconds: float, then: Callable[[Task[Result]], object]) -> bool:
        """Wait some seconds at most until it is done, and return whether it is; if not, the writer calls `then` later.

        If other tasks are before it in the queue, the store is slow, and there is no wait.
        """
        with self._ready:
            self._ready.wait_for(lambda: self.is_done, 0 if self.is_behind else seconds)
            if not self.is_done:
                self._then = then
            return self.is_done

    def finish(self, result: Result | None, error: Exception | None) -> None:
        """Set its result or its error, and call the function that waits for it."""
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
        """The tasks that are not done yet, those being done first."""
        self._is_closed = False
        workspace.under_way = self._list_operations
        self._thread = Thread(target=self._run, name="reader-writer", daemon=True)
        self._thread.start()

    def apply(self, operations: Sequence[Operation]) -> Task[Operations]:
        """Record operations as soon as everything before them is recorded."""
        return self._put(Task[Operations](operations, None, self._ready))

    def undo(self, article: str, expected: Sequence[Operation]) -> Task[Operations]:
        """Undo the last action in an article; `expected` are the operations that should do it."""
        return self._put(Task(expected, lambda: self.workspace.undo(article, expected=expected), self._ready))

    def redo(self, article: str, expected: Sequence[Operation]) -> Task[Operations]:
        """Redo the action that was undone last; `expected` are the operations that should do it."""
        return self._put(Task(expected, lambda: self.workspace.redo(article, expected=expected), self._ready))

    @property
    def under_way(self) -> int:
        """How many actions are not done yet."""
        return len(self._tasks)

    def finish(self, seconds: float) -> bool:
        """Wait some seconds at most until everything is done, and return whether it is."""
        with self._ready:
            return self._ready.wait_for(lambda: not self._tasks, seconds)

    def close(self) -> None:
        """End the thread as soon as the queue is empty."""
        with self._ready:
            self._is_closed = True
            self._ready.notify_all()

    def _list_operations(self) -> tuple[Operation, ...]:
        with self._ready:
            return tuple(chain.from_iterable(task.operations for task in self._tasks))

    def ask(self, work: Callable[[], Result]) -> Task[Result]:
        """Do other work with the workspace as soon as everything before it is done."""
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
        """The first task, and if it only records, the recording tasks after it: a locked store is waited for once."""
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
                # One of them can never be written, but the others can.
                for task in tasks:
                    self._do([task])
                return
            # The function that waits for the task raises the error. Raised here, it would end the thread unseen.
            self._finish(tasks, None, error)
        else:
            self._finish(tasks, result, None)

    def _finish(self, tasks: Sequence[Task[Any]], result: Any, error: Exception | None) -> None:
        for task in tasks:
            own: Any = result
            if error is None and task.work is None:
                ids = {each.id for each in task.operations}
                own = tuple(each for each in result if each.id in ids)
            # Both happen under the lock, so that an empty queue means that every result is set.
            with self._ready:
                self._tasks.popleft()
                task.finish(own, error)
