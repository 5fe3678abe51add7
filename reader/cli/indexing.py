"""Builds an index from the command line, with its progress on standard error."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from reader.batch.progress import Progress
from reader.cli.library_checks import check_library
from reader.errors import INTERRUPTED, ReaderError, StoreError, shown
from reader.library.choosing import analyst
from reader.library.index.building import Built, build_index
from reader.library.index.index_progress import Stage, never
from reader.library.index.library_index import LibraryIndex, index_place
from reader.outputs import is_database
from reader.settings.config import load_config
from reader.wording import counted, say, sayable

_STAGES = {
    Stage.FILES: sayable("texts"),
    Stage.ENGINE: sayable("engine"),
    Stage.TAKING: sayable("annotations"),
}


def index_paths(
    paths: Sequence[str],
    *,
    store: str | None,
    jobs: int,
    annotated: Path | None,
    with_engine: bool,
) -> int:
    """Build the index of the paths; return the exit code: 2 if anything cannot be read, 130 after Ctrl-C."""
    check_library(paths, store=store)
    if annotated is not None:
        _check_annotated(annotated)
    progress = Progress()
    try:
        with LibraryIndex(index_place(paths)) as index:
            if index.fault:
                # A temporary index would be lost at once.
                raise StoreError(index.fault)
            built = build_index(
                paths,
                index,
                store=store,
                who=analyst(),
                jobs=jobs,
                names=load_config().config.annotate.annotators,
                with_engine=with_engine,
                annotated=annotated,
                report=lambda done: progress.show(_STAGES[done.stage], done.done, done.total),
                complain=progress.complain,
                is_stopped=never,
            )
            progress.clear()
            print(f"{shown(index.place)}: {_describe(built)}")
    except KeyboardInterrupt:
        progress.complain(say("interrupted; what is done is kept, and the same command goes on from this point."))
        return INTERRUPTED
    finally:
        progress.clear()
    return 2 if built.lost else 0


def _check_annotated(annotated: Path) -> None:
    problem = ""
    if annotated.is_dir():
        problem = say("this is a folder")
    elif not annotated.exists():
        problem = say("there is no such file")
    elif is_database(annotated):
        problem = say("this is a database of the reader")
    elif not os.access(annotated, os.R_OK):
        problem = say("you may not read this file")
    if problem:
        raise ReaderError(
            say(
                "{path}: {problem}; name a file that `reader annotate` wrote.",
                path=shown(annotated),
                problem=problem,
            )
        )


def _describe(built: Built) -> str:
    parts = [counted(built.articles, "{number} article", "{number} articles"), say("{number} new", number=built.added)]
    if built.lacking:
        parts.append(say("{number} without proposals of the engine", number=built.lacking))
    if built.stale:
        parts.append(say("{number} with those of an earlier engine or of earlier learning", number=built.stale))
    return say(", ").join(parts) + "."
