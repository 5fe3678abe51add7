"""Puts the work on an article into the index: the layers as they stand, and the marks that operations have changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.journal.operations import KeptAnnotation, Operation, OperationKind, Proposed
from reader.library.deadlines import article_day
from reader.library.index.annotation_putting import ENGINE, put_layer
from reader.library.index.annotation_reading import get_annotations
from reader.library.index.article_putting import get_text, plain, put_article
from reader.load import Loaded
from reader.model import Annotation, Article


@dataclass(frozen=True, slots=True)
class ArticleWork:
    """The work on one article."""

    article: str
    operations: tuple[Operation, ...]
    """The operations that are taken in."""
    layers: Mapping[str, tuple[Sequence[Annotation], Mapping[str, Proposed]]]
    """The layers that they have changed, as they stand, with what annotations were proposed as."""
    find_article: Callable[[], Article | None]
    """Finds the article in the workspace."""


def put_work(connection: sqlite3.Connection, work: ArticleWork, *, takes_all: bool) -> None:
    """Put the work on an article into the index; an article that is not there is added only if `takes_all`."""
    row = connection.execute("SELECT number FROM articles WHERE id = ?", (work.article,)).fetchone()
    if row is not None:
        number, text = int(row[0]), get_text(connection, int(row[0]))
    else:
        article = work.find_article() if takes_all and _is_worked_on(work) else None
        if article is None:
            return
        number, text = put_article(connection, Loaded(article), read_day=article_day), article.text
    for layer, (decided, proposed) in work.layers.items():
        proposals, _ = get_annotations(connection, number, ENGINE)
        put_layer(connection, number, text, layer, decided, proposals=proposals, proposed=proposed)
    for each in work.operations:
        if each.is_mark and each.kind is not OperationKind.POSITION and each.sequence:
            _put_mark(connection, number, each)
    if _is_worked_on(work):
        connection.execute("UPDATE articles SET is_present = 1 WHERE number = ?", (number,))


def hide_carried(connection: sqlite3.Connection, operations: Iterable[Operation]) -> None:
    """Hide the earlier texts of files from which all annotations have been carried over to the present ones."""
    carried = {(each.undoes, each.article) for each in operations if each.kind is OperationKind.CARRY and each.undoes}
    connection.executemany(
        "UPDATE articles SET is_present = 0 WHERE id = ? AND NOT EXISTS (SELECT 1 FROM places WHERE article = number)"
        " AND NOT EXISTS (SELECT 1 FROM annotations AS old WHERE old.article = articles.number AND old.layer <> ''"
        " AND NOT EXISTS (SELECT 1 FROM annotations AS new JOIN articles AS later ON later.number = new.article"
        " WHERE later.id = ? AND new.layer = old.layer))",
        carried,
    )


def forget_work(connection: sqlite3.Connection) -> None:
    """Take all layers and marks of analysts out of the index."""
    connection.execute("DELETE FROM roles WHERE annotation IN (SELECT number FROM annotations WHERE layer <> '')")
    connection.execute("DELETE FROM settled")
    connection.execute("DELETE FROM marks")
    connection.execute("DELETE FROM annotations WHERE layer <> ''")
    connection.execute(
        "UPDATE articles SET is_present = 0 WHERE NOT EXISTS (SELECT 1 FROM places WHERE article = number)"
    )


def _is_worked_on(work: ArticleWork) -> bool:
    return any(each.kind is not OperationKind.POSITION for each in work.operations)


def _put_mark(connection: sqlite3.Connection, number: int, each: Operation) -> None:
    place = (number, plain(each.layer), each.kind.value, plain(each.key))
    if each.after is None or isinstance(each.after, KeptAnnotation):
        connection.execute("DELETE FROM marks WHERE article = ? AND layer = ? AND kind = ? AND key = ?", place)
    else:
        connection.execute(
            "INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?, ?)", (*place, plain(str(each.after)), each.sequence)
        )
