"""Takes what analysts do from the journal into the index: their layers, and what they say of articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from reader.journal.operations import Operation, OperationKind
from reader.library.index.annotation_putting import ENGINE, put_layer
from reader.library.index.annotation_reading import get_annotations, get_layers
from reader.library.index.article_putting import plain, put_article, unpack_text
from reader.library.index.days_read import article_day
from reader.library.index.library_index import LibraryIndex
from reader.library.index.workspace_at_hand import JournalEnd, find_journal_end, workspace_place
from reader.load import Loaded

if TYPE_CHECKING:
    from reader.store.workspace import Workspace

_JOURNAL, _ARTICLES = "journal:", "articles:"
"""The names of the states that say up to which operation, and up to which article, a workspace was followed."""


def follow_if_new(
    index: LibraryIndex, paths: Sequence[str], *, store: str | None, who: str, complain: Callable[[str], None]
) -> int:
    """Take in the library's journal if it has anything new; returns how many operations were taken.

    StoreError where the workspace cannot be opened.
    """
    from reader.store.workspace import Workspace

    place = workspace_place(paths, store)
    end = find_journal_end(place)
    if end is not None and not has_news(index, end):
        return 0
    with Workspace.open(place, who=who) as workspace:
        return follow_journal(index, workspace)


def has_news(index: LibraryIndex, end: JournalEnd) -> bool:
    """Whether a journal goes on after the operation that was taken last, or there are articles that it may concern."""
    if not end.sequence:
        return False
    return (index.state(_JOURNAL + end.workspace), index.state(_ARTICLES + end.workspace)) != (
        str(end.sequence),
        str(_last_article(index.connection)),
    )
