"""Opens the index of a library for a command that looks into it, with the progress on standard error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reader.batch.progress import Progress
from reader.cli.library_checks import check_library, check_paths
from reader.library.index.index_progress import IndexProgress
from reader.library.index.library_index import LibraryIndex
from reader.library.index.refreshing import refreshed_index
from reader.wording import sayable


@contextmanager
def refreshed_library(
    paths: Sequence[str], *, store: str | None, who: str, progress: Progress
) -> Iterator[LibraryIndex]:
    """The index of the library at the paths, with all that is new; LoadError or StoreError if they are no library."""
    check_paths(paths)
    check_library(paths, store=store)

    def report(done: IndexProgress) -> None:
        progress.show(sayable("texts"), done.done, done.total)

    try:
        with refreshed_index(paths, store=store, who=who, complain=progress.complain, report=report) as index:
            progress.clear()
            yield index
    finally:
        progress.clear()
