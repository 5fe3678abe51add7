"""Builds the index of a library: its files, its journal, and what the engine proposes for its articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.annotate.learnt import NOTHING, Learnt, read_learnt
from reader.annotate.llm.first_notice import NAME as LLM
from reader.errors import AnnotateError, StoreError, counted, shown
from reader.library.index.annotated_taking import take_annotated
from reader.library.index.builder_claim import claimed
from reader.library.index.engine_running import EngineTask, count_lacking, propose_for_all
from reader.library.index.engine_version import engine_version
from reader.library.index.file_reading import take_in_files
from reader.library.index.following import follow_if_new
from reader.library.index.index_progress import Complain, IsStopped, Report
from reader.library.index.library_index import LibraryIndex, explain
from reader.library.index.workspace_at_hand import workspace_place
from reader.store.learnt_at_hand import find_learnt


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
    before, lost = _count(index), 0

    def report_lost(sentence: str) -> None:
        nonlocal lost
        lost += 1
        complain(sentence)

    try:
        with claimed(index.place) as is_ours:
            if not is_ours:
                raise StoreError(
                    f"{shown(index.place)}: another program is building this index; wait until it is done, or end it."
                )
            is_complete = take_in_files(
                index,
                paths,
                report=report,
                complain=report_lost,
                remark=complain,
                is_stopped=is_stopped,
                repeats=True,
            )
            try:
                follow_if_new(index, paths, store=store, who=who, complain=complain)
            except StoreError as error:
                report_lost(str(error))
            task = _make_task(paths, store, jobs=jobs, names=names, tries_again=tries_again, complain=complain)
            if annotated is not None and is_complete:
                taken = take_annotated(
                    index, annotated, version=task.version, report=report, complain=report_lost, is_stopped=is_stopped
                )
                if taken.unmatched:
                    report_lost(_explain_unmatched(annotated, taken.unmatched))
                is_complete = taken.is_complete
            elif with_engine and is_complete:
                is_complete = propose_for_all(index, task, report=report, complain=report_lost, is_stopped=is_stopped)
            articles = _count(index)
            return Built(articles, max(articles - before, 0), *count_lacking(index, task), is_complete, lost)
    except sqlite3.Error as error:
        raise StoreError(explain(error, Path(index.place))) from error


def _make_task(
    paths: Sequence[str],
    store: str | None,
    *,
    jobs: int,
    names: Sequence[str] | None,
    tries_again: bool,
    complain: Complain,
) -> EngineTask:
    place = workspace_place(paths, store)
    packed = find_learnt(place)
    learnt: Learnt = NOTHING
    try:
        learnt = read_learnt(packed, shown(place))
    except AnnotateError as error:
        complain(str(error))
        packed = ""
    # A model that is paid for is asked about an article in hand, and not about a whole library in passing.
    chosen = tuple(name for name in names or () if name != LLM) or None
    return EngineTask(engine_version(packed, names=chosen), chosen, learnt, jobs, tries_again)


def _explain_unmatched(annotated: Path, count: int) -> str:
    return (
        f"{shown(annotated)}: {counted(count, 'row')} without a text {'is' if count == 1 else 'are'} about no article "
        "here; name the articles' files too, or write the rows with --with-text."
    )


def _count(index: LibraryIndex) -> int:
    return int(index.connection.execute("SELECT count(*) FROM articles WHERE is_present = 1").fetchone()[0])
