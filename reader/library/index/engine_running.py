"""Lets the engine propose annotations for the articles of an index that lack them, or have those of another version."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from reader.annotate.learnt import NOTHING, Learnt
from reader.batch.annotating import Done, RunTask, annotate_item
from reader.batch.items import RunItem
from reader.errors import shown
from reader.exchange.jsonl import read_annotations
from reader.labels import is_left_out, labels_in_force
from reader.library.index.annotation_putting import FAILED, FROM_FILE, put_proposals
from reader.library.index.article_putting import get_article
from reader.library.index.index_progress import Complain, IndexProgress, IsStopped, Report, Stage
from reader.library.index.library_index import LibraryIndex
from reader.wording import counted

_SECONDS = 1.0
_AT_ONCE = 64
"""The most articles whose proposals are written in one transaction."""
_AHEAD = 100
_MOST_FAILURES = 5
"""The number of failures of one annotator that are reported one by one."""
_LACKING = "is_present = 1 AND number > ? AND engine IS NULL"
_STALE = "is_present = 1 AND number > ? AND engine NOT IN (?, ?, ?)"


@dataclass(frozen=True, slots=True)
class EngineTask:
    """How the engine is run."""

    version: str
    names: tuple[str, ...] | None = None
    """The annotators to run; None for the default ones."""
    learnt: Learnt = NOTHING
    jobs: int = 1
    """The number of processes."""
    tries_again: bool = False
    """Whether articles on which an annotator failed are done again."""

    @property
    def kept(self) -> tuple[str, str, str]:
        """The versions of which articles keep their proposals."""
        return self.version, self.version if self.tries_again else self.version + FAILED, FROM_FILE


def count_lacking(index: LibraryIndex, task: EngineTask) -> tuple[int, int]:
    """How many articles have no proposals, and how many have those of another version of the engine."""
    lacking = index.connection.execute(f"SELECT count(*) FROM articles WHERE {_LACKING}", (0,))  # noqa: S608
    stale = index.connection.execute(f"SELECT count(*) FROM articles WHERE {_STALE}", (0, *task.kept))  # noqa: S608
    return int(lacking.fetchone()[0]), int(stale.fetchone()[0])


def propose_for_all(
    index: LibraryIndex, task: EngineTask, *, report: Report, complain: Complain, is_stopped: IsStopped
) -> bool:
    """Run the engine on the articles that need it; returns whether it came to the end.

    Those without any proposals come first; stale proposals stay until they are renewed. What is done is kept, however
    the run ends. An article on which an annotator failed keeps the proposals of the others.
    """
    total = sum(count_lacking(index, task))
    if not total or is_stopped():
        return not total
    report(IndexProgress(Stage.ENGINE, 0, total))
    batch, failures = _Proposals(index, task), Counter[str]()
    work = RunTask(names=task.names, learnt=task.learnt)
    with closing(_run(_wanted(index, task), work, task.jobs)) as results:
        for done, (item, outcome) in enumerate(results, 1):
            for problem in outcome.problems:
                failures[problem.annotator] += 1
                if not problem.annotator or failures[problem.annotator] <= _MOST_FAILURES:
                    complain(problem.message)
            batch.add(item, outcome)
            if batch.is_full:
                batch.write()
                report(IndexProgress(Stage.ENGINE, done, total))
            if is_stopped():
                batch.write()
                return False
    batch.write()
    for name, count in failures.items():
        if name and count > _MOST_FAILURES:
            said = counted(
                count,
                "The annotator {name} failed on {number} article in all.",
                "The annotator {name} failed on {number} articles in all.",
                name=repr(name),
            )
            complain(said)
    return True


def _run(items: Iterable[RunItem], work: RunTask, jobs: int) -> Generator[tuple[RunItem, Done], None, None]:
    if jobs > 1:
        from reader.batch.pool import annotate_in_processes

        yield from annotate_in_processes(items, work, jobs=jobs)
        return
    for item in items:
        yield item, annotate_item(item, work)


def _wanted(index: LibraryIndex, task: EngineTask) -> Iterator[RunItem]:
    for condition, values in ((_LACKING, ()), (_STALE, task.kept)):
        last = 0
        while rows := index.connection.execute(
            f"SELECT number, place FROM articles WHERE {condition} ORDER BY number LIMIT {_AHEAD}",  # noqa: S608
            (last, *values),
        ).fetchall():
            last = rows[-1][0]
            for number, place in rows:
                # The number is what the result is put under.
                yield RunItem(place or str(number), get_article(index.connection, number), path=str(number))


@dataclass(slots=True)
class _Proposals:
    """The results that are written in the next transaction."""

    index: LibraryIndex
    task: EngineTask
    _results: list[tuple[RunItem, Done]] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)

    def add(self, item: RunItem, done: Done) -> None:
        self._results.append((item, done))

    @property
    def is_full(self) -> bool:
        return len(self._results) >= _AT_ONCE or time.monotonic() - self._began >= _SECONDS

    def write(self) -> None:
        labels = labels_in_force()
        if self._results:
            with self.index.writing() as connection:
                for item, done in self._results:
                    version = self.task.version + (FAILED if done.problems else "")
                    number, text = int(item.path), item.article.text
                    if not done.text:
                        # Its earlier proposals are better than none.
                        connection.execute("UPDATE articles SET engine = ? WHERE number = ?", (version, number))
                        continue
                    found, _ = read_annotations(json.loads(done.text), text, shown(item.doc))
                    wanted = [each for each in found if not is_left_out(each.label, labels)]
                    put_proposals(connection, number, text, wanted, engine=version, labels=labels)
        self._results.clear()
        self._began = time.monotonic()
