"""Builds an index from the command line, with its progress on standard error."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.batch.progress import Progress
from reader.batch.run import INTERRUPTED
from reader.errors import ReaderError, StoreError, counted, shown
from reader.library.choosing import analyst
from reader.library.index.building import Built, build_index
from reader.library.index.index_progress import Stage, never
from reader.library.index.library_index import LibraryIndex, index_place
from reader.settings.config import load_config

_STAGES = {Stage.FILES: "texts", Stage.ENGINE: "engine", Stage.TAKING: "annotations"}


def index_paths(
    paths: Sequence[str],
    *,
    store: str | None,
    jobs: int,
    annotated: Path | None,
    with_engine: bool,
) -> int:
    """Build the index of the paths; return the exit code: 2 if anything cannot be read, 130 after Ctrl-C."""
    if annotated is not None and not annotated.is_file():
        raise ReaderError(f"{shown(annotated)}: there is no such file; name one that `reader annotate` wrote.")
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
        progress.complain("interrupted; what is done is kept, and the same command goes on from this point.")
        return INTERRUPTED
    finally:
        progress.clear()
    return 2 if built.lost else 0


def _describe(built: Built) -> str:
    parts = [counted(built.articles, "article"), f"{built.added:,} new"]
    if built.lacking:
        parts.append(f"{built.lacking:,} without proposals of the engine")
    if built.stale:
        parts.append(f"{built.stale:,} with those of an earlier engine or of earlier learning")
    return ", ".join(parts) + "."
