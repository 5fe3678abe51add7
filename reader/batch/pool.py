"""Annotates in several processes at once; results come in the order of the input, and one that dies is replaced.

No library is used for this, since none that its licence allows keeps the promises. Where a process dies, the pools of
concurrent.futures and loky fail every article that waits, and their processes live on when the run itself is killed;
multiprocessing.Pool waits for ever; billiard notices after ten seconds, and stands still where a process that had
nothing to do was killed. Pebble loses only the one article, but is under the LGPL. Here each process has a line of its
own, so that a death is known at once, costs one article, and locks nobody out.
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
from reader.annotate.recogniser.entity_annotator import THREADS
from reader.batch.annotating import Done, RunTask, annotate_item
from reader.batch.items import RunItem
from reader.errors import AnnotateError, ReaderError, shown
from reader.outlets import guard_outlets

_AHEAD = 16
"""How many articles a process may be ahead of the slowest, so that memory does not grow with the corpus."""
_TRIES = 2
"""How often an article is tried that its process dies on."""


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
    """Every article with what came of it, in order; one that two processes died on is given up, with a sentence.

    AnnotateError where a process dies before its first article, since another would too.
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
        # Each process reads its own articles; threads within them would only take the cores from each other.
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
            # A line is ready when something came or its process ended.
            ready = wait([worker.line for worker in busy])
            for worker in busy:
                if worker.line in ready:
                    self._hear(worker)
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
        """Give every process that has nothing to do an article, and start one for as many more as may be."""
        for worker in self._workers:
            if worker.task is None and (task := self._take()):
                self._hand_over(worker, task)
        while len(self._workers) < self._jobs and (task := self._take()):
            self._workers.append(self._start())
            self._hand_over(self._workers[-1], task)

    def _hand_over(self, worker: _Worker, task: _Task) -> None:
        worker.task = task
        task.tries += 1
        # Where it has ended, its line tells when it is waited for.
        with suppress(OSError):
            worker.line.send(task.item)

    def _take(self) -> _Task | None:
        if self._again:
            return self._again.popleft()
        on_their_way = sum(worker.task is not None for worker in self._workers)
        if len(self._finished) + on_their_way >= self._window:
            return None
        number, item = next(self._items, (0, None))
        return None if item is None else _Task(number, item)

    def _hear(self, worker: _Worker) -> None:
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
            raise AnnotateError(f"An annotation process ended{cause} as it began; try --jobs 1, which tells more.")
        task = worker.task
        if task is not None and task.tries < _TRIES:
            self._again.append(task)
        elif task is not None:
            sentence = (
                f"{shown(task.item.doc)}: the annotation process ended{cause} on this article, {_TRIES} times; "
                "the article is left out."
            )
            self._finished[task.number] = (task.item, Done("", (Failure("", sentence),)))
        fresh = self._start()
        worker.process, worker.line, worker.is_ready, worker.task = fresh.process, fresh.line, False, None


def _cause(code: int | None) -> str:
    if code is None:
        return ""
    return f" by {signal.Signals(-code).name}" if code < 0 else f" with exit code {code}"


def _serve(line: Connection, work: RunTask) -> None:
    """Annotate what comes, in a process of its own, until the line is closed."""
    # Ctrl-C reaches the whole group; the one that started us decides what becomes of the work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    guard_outlets()
    for name in default_names() if work.names is None else work.names:
        # What cannot be loaded is told with the first article.
        with suppress(ReaderError):
            find_annotator(name)
    # However the one that started us ended, nobody wants the rest.
    with suppress(EOFError, ConnectionError):
        line.send(None)
        while True:
            line.send(annotate_item(line.recv(), work))
