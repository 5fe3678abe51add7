"""Builds the index of a library: its files, its journal, and what the engine proposes for its articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.annotate.learnt import NOTHING, Learnt, read_learnt
from reader.annotate.llm.first_notice import NAME as LLM
from reader.errors import AnnotateError, StoreError, shown
from reader.library.index.annotated_taking import take_annotated
from reader.library.index.builder_claim import claimed
from reader.library.index.engine_running import EngineTask, count_lacking, propose_for_all
from reader.library.index.engine_version import engine_version
from reader.library.index.file_reading import take_in_files
from reader.library.index.following import follow_if_new
from reader.library.index.index_progress import Complain, IsStopped, Report
from reader.library.index.library_index import LibraryIndex, explain, is_damage
from reader.library.index.workspace_at_hand import workspace_place
from reader.store.learnt_at_hand import find_learnt
from reader.wording import counted, say


@dataclass(frozen=True, slots=True)
class Built:
    """What an index holds after it was built."""

    articles: int
    added: int
    """How many of the articles were not in it before."""
    lacking: int
    """How many articles have no proposals of the engine yet."""
    stale: int
    """How many have proposals of another version of the engine."""
    is_complete: bool
    """Whether the building came to its end."""
    lost: int = 0
    """How many problems were reported: each an article or a file that cannot be read, or an annotator's failure."""


def build_index(
    paths: Sequence[str],
    index: LibraryIndex,
    *,
    store: str | None = None,
    who: str,
    jobs: int = 1,
    names: Sequence[str] | None = None,
    with_engine: bool = True,
    tries_again: bool = True,
    annotated: Path | None = None,
    report: Report,
    complain: Complain,
    is_stopped: IsStopped,
) -> Built:
    """Bring the index up to date with files and journal, and let the engine propose what is lacking or stale.

    It may be stopped, or killed, at any time, and goes on from there when it is called again. StoreError where another
    program is building the index, or it can no longer be written.
    """
    with _explaining(index), claimed(index.place) as is_ours:
        if not is_ours:
            raise StoreError(
                say(
                    "{place}: another program is building this index; wait until it is done, or end it.",
                    place=shown(index.place),
                )
            )
        build = _Build(paths, index, store, who, jobs, names, tries_again, annotated, report, complain, is_stopped)
        try:
            return build.run(with_engine=with_engine)
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
            index.start_again()
            return build.run(with_engine=with_engine)


@dataclass(slots=True)
class _Build:
    """One building of an index."""

    paths: Sequence[str]
    index: LibraryIndex
    store: str | None
    who: str
    jobs: int
    names: Sequence[str] | None
    tries_again: bool
    annotated: Path | None
    report: Report
    complain: Complain
    is_stopped: IsStopped
    lost: int = 0

    def run(self, *, with_engine: bool) -> Built:
        before = self._count()
        is_complete = take_in_files(
            self.index,
            self.paths,
            report=self.report,
            complain=self._report_lost,
            remark=self.complain,
            is_stopped=self.is_stopped,
            repeats=True,
            may_be_empty=self.annotated is not None,
        )
        try:
            follow_if_new(self.index, self.paths, store=self.store, who=self.who, complain=self.complain)
        except StoreError as error:
            self._report_lost(str(error))
        task = self._make_task()
        if is_complete and self.annotated is not None:
            is_complete = self._take(self.annotated, task)
        elif is_complete and with_engine:
            is_complete = propose_for_all(
                self.index, task, report=self.report, complain=self._report_lost, is_stopped=self.is_stopped
            )
        articles = self._count()
        if articles != before:
            self.index.describe_contents()
        return Built(articles, max(articles - before, 0), *count_lacking(self.index, task), is_complete, self.lost)

    def _take(self, annotated: Path, task: EngineTask) -> bool:
        taken = take_annotated(
            self.index,
            annotated,
            version=task.version,
            report=self.report,
            complain=self._report_lost,
            is_stopped=self.is_stopped,
        )
        if count := taken.unmatched:
            said = counted(
                count,
                "{file}: {number} row without a text is about no article here; name the articles' files too, or write "
                "the rows with --with-text.",
                "{file}: {number} rows without a text are about no article here; name the articles' files too, or "
                "write the rows with --with-text.",
                file=shown(annotated),
            )
            self._report_lost(said)
        return taken.is_complete

    def _make_task(self) -> EngineTask:
        place = workspace_place(self.paths, self.store)
        packed = find_learnt(place)
        learnt: Learnt = NOTHING
        try:
            learnt = read_learnt(packed, shown(place))
        except AnnotateError as error:
            self.complain(str(error))
            packed = ""
        # A model that is paid for is asked about an article in hand, and not about a whole library in passing.
        chosen = tuple(name for name in self.names or () if name != LLM) or None
        return EngineTask(engine_version(packed, names=chosen), chosen, learnt, self.jobs, self.tries_again)

    def _count(self) -> int:
        return int(self.index.connection.execute("SELECT count(*) FROM articles WHERE is_present = 1").fetchone()[0])

    def _report_lost(self, sentence: str) -> None:
        self.lost += 1
        self.complain(sentence)


@contextmanager
def _explaining(index: LibraryIndex) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(explain(error, index.place)) from error
