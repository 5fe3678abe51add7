"""Takes what analysts do from the journal into the index: their layers, and what they say of articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.index.journal_putting import ArticleWork, forget_work, hide_carried, put_work
from reader.library.index.library_index import LibraryIndex
from reader.library.index.workspace_at_hand import JournalEnd, find_journal_end, workspace_place
from reader.outputs import is_database
from reader.store.location import is_url

if TYPE_CHECKING:
    from reader.journal.operations import Operation
    from reader.store.workspace import Workspace

_WORKSPACE = "workspace"
_JOURNAL, _OPERATION, _ARTICLES = "journal:", "operation:", "articles:"
"""The names of the states that say how far a workspace was followed: the number and the id of the last operation that
was taken, and the last article for which the journal was looked through."""
_AT_ONCE = 200


def follow_if_new(
    index: LibraryIndex, paths: Sequence[str], *, store: str | None, who: str, complain: Callable[[str], None]
) -> int:
    """Take in the library's journal if it has anything new; returns how many operations were taken.

    StoreError where the workspace cannot be opened.
    """
    place = workspace_place(paths, store)
    end = find_journal_end(place)
    if end is not None and not has_news(index, end):
        return 0

    from reader.store.rebuilding import explain_rebuilt
    from reader.store.workspace import Workspace

    with Workspace.open(place, who=who) as workspace:
        if sentence := explain_rebuilt(workspace.rebuilt):
            complain(f"{workspace.database.name}: {sentence}")
        return follow_journal(index, workspace, takes_all=True if paths and is_database(paths[0]) else None)


def has_news(index: LibraryIndex, end: JournalEnd) -> bool:
    """Whether a journal ends elsewhere than when it was followed last, or there are articles that it may concern."""
    if not end.workspace:
        return bool(index.state(_WORKSPACE))
    followed = (index.state(_JOURNAL + end.workspace) or "0", index.state(_OPERATION + end.workspace))
    if followed != (str(end.sequence), end.operation):
        return True
    return bool(end.sequence) and index.state(_ARTICLES + end.workspace) != str(_last_article(index.connection))


def follow_journal(index: LibraryIndex, workspace: Workspace, *, takes_all: bool | None = None) -> int:
    """Take in the operations since the last ones taken, and return how many they were.

    An article on which somebody has worked, but which is in no file, is put in from the workspace if `takes_all`: by
    default if the workspace is that of the library's folder, or on a server; one that serves other files too has
    articles that are no concern of this library.
    """
    if takes_all is None:
        place = workspace.database.place
        takes_all = is_url(place) or Path(place).parent == index.own_place.parent
    name, since = _begin(index, workspace)
    if since:
        _look_up_late(index, workspace, name)
    taken = 0
    while piece := workspace.journal_since(since):
        since = piece[-1].sequence
        work = [_gather(workspace, article, operations) for article, operations in _by_article(piece).items()]
        with index.writing() as connection:
            for each in work:
                put_work(connection, each, takes_all=takes_all)
            hide_carried(connection, piece)
            index.keep_state(_JOURNAL + name, str(since))
            index.keep_state(_OPERATION + name, piece[-1].id)
            if taken == 0:
                index.keep_state(_ARTICLES + name, str(_last_article(connection)))
        taken += len(piece)
    return taken


def _begin(index: LibraryIndex, workspace: Workspace) -> tuple[str, int]:
    """The id of the workspace, and the number of the last operation that is in the index."""
    from sqlalchemy import select

    from reader.store.schema import JOURNAL, WORKSPACE

    name = workspace.database.read(lambda c: c.execute(select(WORKSPACE.c.id).limit(1)).scalar_one())
    since = int(index.state(_JOURNAL + name) or 0)
    last = select(JOURNAL.c.id).where(JOURNAL.c.sequence == since)
    found = workspace.database.read(lambda c: c.execute(last).scalar_one_or_none()) or ""
    if index.state(_WORKSPACE) == name and found == index.state(_OPERATION + name):
        return name, since
    # Another workspace than before, or one that was put back to an earlier state.
    with index.writing() as connection:
        if index.state(_WORKSPACE):
            forget_work(connection)
        connection.executemany(
            "DELETE FROM state WHERE name >= ? AND name < ?",
            [(kind, kind[:-1] + ";") for kind in (_JOURNAL, _OPERATION, _ARTICLES)],
        )
        index.keep_state(_WORKSPACE, name)
    return name, 0


def _look_up_late(index: LibraryIndex, workspace: Workspace, name: str) -> None:
    """Take in the work on articles that came into the index after the journal was followed."""
    from sqlalchemy import select

    from reader.store.schema import JOURNAL

    last = _last_article(index.connection)
    late = index.connection.execute(
        "SELECT id FROM articles WHERE number > ?", (int(index.state(_ARTICLES + name) or 0),)
    ).fetchall()
    if late:
        worked = set(workspace.database.read(lambda c: c.execute(select(JOURNAL.c.article).distinct()).scalars().all()))
        wanted = [article for (article,) in late if article in worked]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            work = [_gather(workspace, article, workspace.history(article)) for article in some]
            with index.writing() as connection:
                for each in work:
                    put_work(connection, each, takes_all=False)
    with index.writing():
        index.keep_state(_ARTICLES + name, str(last))


def _by_article(operations: Iterable[Operation]) -> dict[str, list[Operation]]:
    found: dict[str, list[Operation]] = {}
    for each in operations:
        found.setdefault(each.article, []).append(each)
    return found


def _gather(workspace: Workspace, article: str, operations: Sequence[Operation]) -> ArticleWork:
    layers = dict.fromkeys(each.layer for each in operations if not each.is_mark)
    return ArticleWork(
        article,
        tuple(operations),
        {layer: (workspace.annotations(article, layer), workspace.proposed(article, layer)) for layer in layers},
        lambda: workspace.find_article(article),
    )


def _last_article(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT max(number) FROM articles").fetchone()[0] or 0)
