"""Annotates in several processes at once; results come in the order of the input, and a process that dies is replaced.

No library is used for this, since no library with a suitable licence keeps the promises. If a process dies, the pools
of concurrent.futures and loky fail every waiting article, and their processes live on when the run itself is killed;
multiprocessing.Pool waits for ever; billiard notices after ten seconds, and hangs if an idle process was killed. Pebble
loses only the one article, but is under the LGPL. Here each process has a connection of its own, so that its death is
noticed at once, costs one article, and blocks no other process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from reader.annotate import default_names, find_annotator
from reader.annotate.pipeline import Failure
from reader.annotate.recogniser.article_pass import THREADS
from reader.batch.annotating import Done, RunTask, annotate_item
from reader.batch.items import RunItem
from reader.errors import AnnotateError, ReaderError, shown
from reader.outlets import guard_outlets
from reader.wording import say

_AHEAD = 16
"""How many articles the processes may be ahead of the slowest, for each process, so that memory stays limited."""
_TRIES = 2
"""The number of attempts for an article that kills its process."""


@dataclass(slots=True)
class _Task:
    number: int
    item: RunItem
    tries: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    line: Connection
    is_ready: bool = False
    task: _Task | None = None


def annotate_in_processes(items: Iterable[RunItem], work: RunTask, *, jobs: int) -> Iterator[tuple[RunItem, Done]]:
    """Every article with its result, in order; an article on which two processes died is given up, and reported.

    AnnotateError is raised if a process dies before its first article, since another would too.
    """
    pool = _Pool(items, work, jobs)
    try:
        yield from pool.run()
    finally:
        pool.close()


class _Pool:
    def __init__(self, items: Iterable[RunItem], work: RunTask, jobs: int) -> None:
        self._items = enumerate(items)
        self._work = work
        # Each process annotates its own articles; threads within them would only take the cores from each other.
        os.environ.setdefault(THREADS, "1")
        self._context = multiprocessing.get_context("spawn")
        self._again: deque[_Task] = deque()
        self._finished: dict[int, tuple[RunItem, Done]] = {}
        self._jobs = jobs
        self._window = jobs * _AHEAD
        self._next = 0
        self._workers: list[_Worker] = []

    def run(self) -> Iterator[tuple[RunItem, Done]]:
        while True:
            self._hand_out()
            busy = [worker for worker in self._workers if worker.task is not None]
            if not busy:
                return
            # A connection is ready when a result has come or the process has ended.
            ready = wait([worker.line for worker in busy])
            for worker in busy:
                if worker.line in ready:
                    self._receive(worker)
            while self._next in self._finished:
                yield self._finished.pop(self._next)
                self._next += 1

    def close(self) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()
            worker.line.close()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self) -> None:
        """Give every idle process an article, and start further processes up to the number of jobs."""
        for worker in self._workers:
            if worker.task is None and (task := self._take()):
                self._hand_over(worker, task)
        while len(self._workers) < self._jobs and (task := self._take()):
            self._workers.append(self._start())
            self._hand_over(self._workers[-1], task)

    def _hand_over(self, worker: _Worker, task: _Task) -> None:
        worker.task = task
        task.tries += 1
        # If the process has ended, the next wait for its connection shows that.
        with suppress(OSError):
            worker.line.send(task.item)

    def _take(self) -> _Task | None:
        if self._again:
            return self._again.popleft()
        under_way = sum(worker.task is not None for worker in self._workers)
        if len(self._finished) + under_way >= self._window:
            return None
        number, item = next(self._items, (0, None))
        return None if item is None else _Task(number, item)

    def _receive(self, worker: _Worker) -> None:
        try:
            answer = worker.line.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        if not worker.is_ready:
            worker.is_ready = True
        elif worker.task is not None:
            self._finished[worker.task.number] = (worker.task.item, answer)
            worker.task = None

    def _replace(self, worker: _Worker) -> None:
        worker.process.join()
        worker.line.close()
        cause = _cause(worker.process.exitcode)
        if not worker.is_ready:
            raise AnnotateError(
                say(
                    "An annotation process ended{cause} at its start; try --jobs 1, which shows the error.", cause=cause
                )
            )
        task = worker.task
        if task is not None and task.tries < _TRIES:
            self._again.append(task)
        elif task is not None:
            sentence = say(
                "{doc}: the annotation process ended{cause} on this article, {tries} times; the article is left out.",
                doc=shown(task.item.doc),
                cause=cause,
                tries=_TRIES,
            )
            self._finished[task.number] = (task.item, Done("", (Failure("", sentence),)))
        fresh = self._start()
        worker.process, worker.line, worker.is_ready, worker.task = fresh.process, fresh.line, False, None


def _cause(code: int | None) -> str:
    if code is None:
        return ""
    return (
        say(" by {signal}", signal=signal.Signals(-code).name) if code < 0 else say(" with exit code {code}", code=code)
    )


def _serve(line: Connection, work: RunTask) -> None:
    """Annotate the articles that arrive, in a process of its own, until the connection is closed."""
    # Ctrl-C reaches the whole group of processes; the parent process decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    guard_outlets()
    work.speak()
    for name in default_names() if work.names is None else work.names:
        # An annotator that cannot be loaded is reported with the first article.
        with suppress(ReaderError):
            find_annotator(name)
    # However the parent process ended, nobody needs the remaining results.
    with suppress(EOFError, ConnectionError):
        line.send(None)
        while True:
            line.send(annotate_item(line.recv(), work))
