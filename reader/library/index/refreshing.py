"""Opens the index of a library with what is new in its files and in its journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from reader.errors import StoreError
from reader.library.index.builder_claim import claimed
from reader.library.index.file_changes import find_changes
from reader.library.index.file_reading import take_in_files
from reader.library.index.following import follow_if_new
from reader.library.index.index_progress import IndexProgress, never
from reader.library.index.library_index import LibraryIndex, explain, index_place, is_damage
from reader.wording import say


@contextmanager
def refreshed_index(
    paths: Sequence[str],
    *,
    store: str | None = None,
    who: str,
    complain: Callable[[str], None],
    report: Callable[[IndexProgress], None] | None = None,
) -> Iterator[LibraryIndex]:
    """The index of the library at the paths while it is used, with new and changed files and the journal taken in.

    The engine is not run. While another program builds the index, it is used as it is.
    """
    with LibraryIndex(index_place(paths)) as index:
        if index.trouble:
            complain(index.trouble)
        refresh(index, paths, store=store, who=who, complain=complain, report=report)
        try:
            yield index
        except sqlite3.Error as error:
            raise StoreError(explain(error, index.place)) from error


def refresh(
    index: LibraryIndex,
    paths: Sequence[str],
    *,
    store: str | None,
    who: str,
    complain: Callable[[str], None],
    report: Callable[[IndexProgress], None] | None,
) -> None:
    """Take new and changed files and the journal into an open index, as far as that can be done.

    An index that turns out to be damaged is built again. StoreError where a store is named and cannot be used.
    """

    def take_in() -> None:
        with claimed(index.place) as is_ours:
            if is_ours:
                take_in_files(index, paths, report=report, complain=complain, is_stopped=never)
            elif find_changes(index.connection, paths).changed:
                complain(say("Another program is building the index just now; what it has put there so far is used."))
            follow_if_new(index, paths, store=store, who=who, complain=complain)

    try:
        try:
            take_in()
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
            index.start_again()
            take_in()
    except sqlite3.Error as error:
        # What is there already can still be read.
        complain(explain(error, index.place))
    except StoreError as error:
        if store is not None:
            # Without the store that was asked for, the answer would be that of another library.
            raise
        complain(str(error))
