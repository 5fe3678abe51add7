"""Reads the journal of a workspace: of one article, after a number, and what its marks have come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select

from reader.journal.operations import KeptAnnotation, Operation, OperationKind
from reader.store.rows import Rows
from reader.store.schema import JOURNAL, MARKS

PIECE = 2000
"""The most rows of the journal that are read at once."""


class KeptMark(NamedTuple):
    """A mark as it stands, with the number of the operation that set it."""

    article: str
    layer: str
    kind: str
    key: str
    value: str | int
    sequence: int


def read_history(
    connection: Connection, article: str, layer: str | None, waiting: Iterable[Operation], rows: Rows
) -> tuple[Operation, ...]:
    """The operations on an article, in all layers or in one, in order; those waiting to be written come last."""
    query = select(JOURNAL).where(JOURNAL.c.article == article).order_by(JOURNAL.c.sequence)
    if layer is not None:
        query = query.where(JOURNAL.c.layer == layer)
    recorded = rows.operations(connection.execute(query))
    known = {each.id for each in recorded}
    about = (each for each in waiting if each.article == article and layer in (None, each.layer))
    return (*recorded, *(each for each in about if each.id not in known))


def read_latest(connection: Connection) -> int:
    """The number of the last operation in the journal; 0 where there is none."""
    return connection.execute(select(func.max(JOURNAL.c.sequence))).scalar_one() or 0


def read_others(connection: Connection, sequence: int, writer: str, rows: Rows) -> tuple[Operation, ...]:
    """The operations after a number that other processes than `writer` have recorded."""
    by_others = (JOURNAL.c.sequence > sequence) & (JOURNAL.c.writer != writer)
    return rows.operations(connection.execute(select(JOURNAL).where(by_others).order_by(JOURNAL.c.sequence)))


def read_piece(connection: Connection, sequence: int, rows: Rows) -> tuple[Operation, ...]:
    """The next operations after a number, by whomever, at most `PIECE` of them; empty only at the journal's end."""
    while True:
        query = select(JOURNAL).where(JOURNAL.c.sequence > sequence).order_by(JOURNAL.c.sequence).limit(PIECE)
        found = connection.execute(query).all()
        operations = rows.operations(found)
        # A piece in which every row is damaged is not the end of the journal.
        if operations or not found:
            return operations
        sequence = found[-1].sequence


def read_marks(
    connection: Connection, kinds: Iterable[OperationKind], waiting: Iterable[Operation], rows: Rows
) -> tuple[KeptMark, ...]:
    """The marks of these kinds in every article and layer, the one that was set last at the end.

    Operations that are waiting to be written count as if they had been recorded last.
    """
    wanted = frozenset(kinds)
    names = ("article", "layer", "kind", "key")
    columns = [JOURNAL.c[name] for name in names]
    is_wanted = JOURNAL.c.kind.in_([kind.value for kind in wanted])
    last = select(*columns, func.max(JOURNAL.c.sequence).label("last")).where(is_wanted).group_by(*columns).subquery()
    place = and_(*(MARKS.c[name] == last.c[name] for name in names))
    query = select(MARKS, func.coalesce(last.c.last, 0).label("last")).outerjoin(last, place)
    found = rows.marks(connection.execute(query.where(MARKS.c.kind.in_([kind.value for kind in wanted]))))
    marks = {
        (row.article, row.layer, row.kind, row.key): KeptMark(
            row.article, row.layer, row.kind, row.key, value, row.last
        )
        for row, value in found
    }
    for number, each in enumerate(waiting, read_latest(connection) + 1):
        if each.kind in wanted:
            at = (each.article, each.layer, each.kind.value, each.key)
            marks.pop(at, None)
            if each.after is not None and not isinstance(each.after, KeptAnnotation):
                marks[at] = KeptMark(*at, each.after, number)
    return tuple(sorted(marks.values(), key=lambda mark: (mark.sequence, mark[:4])))
