"""Opens an index to be searched while one reads, and fills it where no other process does."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.errors import ReaderError
from reader.library.deadlines import article_day
from reader.library.index.article_putting import put_article
from reader.library.index.library_index import INDEX, LibraryIndex, index_place
from reader.library.index.refreshing import refresh
from reader.load import Loaded
from reader.wording import say

_AT_ONCE = 100


def can_be_read_again(paths: Sequence[str]) -> bool:
    """Whether paths are files and folders, and neither standard input nor addresses."""
    return bool(paths) and not any(path == "-" or "://" in path for path in paths)


@contextmanager
def index_at_hand(paths: Sequence[str]) -> Iterator[LibraryIndex]:
    """The index of a library while it is used; for what cannot be read again, one that is removed afterwards."""
    if can_be_read_again(paths):
        with LibraryIndex(index_place(paths)) as index:
            yield index
        return
    with TemporaryDirectory(prefix="reader-index-") as folder, LibraryIndex(Path(folder) / INDEX) as index:
        yield index


def fill_index(
    index: LibraryIndex,
    paths: Sequence[str],
    articles: Sequence[Loaded],
    *,
    store: str | None,
    who: str,
    complain: Callable[[str], None],
) -> None:
    """Put the files at the paths into an index, or else the articles that are loaded."""
    if can_be_read_again(paths):
        try:
            refresh(index, paths, store=store, who=who, complain=complain, report=None)
        except (ReaderError, OSError) as error:
            complain(str(error))
        return
    waiting = iter(tuple(articles))
    try:
        while some := list(islice(waiting, _AT_ONCE)):
            with index.writing() as connection:
                for loaded in some:
                    put_article(connection, loaded, read_day=article_day)
    except sqlite3.Error as error:
        complain(say("The articles cannot be searched ({error}).", error=error))
