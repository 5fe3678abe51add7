"""Writes operations into the journal, and their results into the tables of annotations and marks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, func, insert, select

from reader.errors import StoreError, shown
from reader.journal.operation_json import encode, to_json
from reader.journal.operations import NOT_UNDONE, KeptAnnotation, Operation, Value
from reader.journal.replay import find_to_take_back, invert, settle
from reader.store.rows import Rows, operation_of
from reader.store.schema import ANNOTATIONS, JOURNAL, MARKS
from reader.wording import say

T = TypeVar("T")
Texts = Callable[[str], str]
"""A function that returns an article's text by the article's id."""

_AT_ONCE = 400
"""The most values in one IN (…); for a long time SQLite's limit was 999."""

_LONGEST_KEY = 500
"""The most characters in a tag or a name; an index of PostgreSQL takes no more than about 2,700 bytes."""


def check_keys(operations: Iterable[Operation]) -> None:
    """Raise StoreError if the key of an operation is longer than every store takes."""
    for each in operations:
        if len(each.key) > _LONGEST_KEY:
            raise StoreError(
                say(
                    "{key}…: this tag or name is longer than {longest_key} characters; shorten it.",
                    key=shown(each.key[:20]),
                    longest_key=_LONGEST_KEY,
                )
            )


def record(
    connection: Connection, operations: Sequence[Operation], *, writer: str, texts: Texts, rows: Rows
) -> tuple[Operation, ...]:
    """Record operations as they take effect and return them; those the journal has already are skipped."""
    known = {row.id for ids in _in_chunks([each.id for each in operations]) for row in _with_ids(connection, ids)}
    fresh = {each.id: each for each in operations if each.id not in known}
    state = _State(connection, fresh.values(), rows)
    settled = [state.take(each) for each in fresh.values()]
    if not settled:
        return ()
    last = connection.execute(select(func.coalesce(func.max(JOURNAL.c.sequence), 0))).scalar_one()
    connection.execute(insert(JOURNAL), [{**_row(each), "writer": writer} for each in settled])
    state.write(connection, texts)
    new = select(JOURNAL.c.id, JOURNAL.c.sequence).where(JOURNAL.c.sequence > last)
    places = {row.id: row.sequence for row in connection.execute(new)}
    return tuple(replace(each, sequence=places[each.id]) for each in settled)


def read_own(connection: sqlite3.Connection, writer: str) -> tuple[Operation, ...]:
    """The operations that one process has recorded, as a connection of Python's own SQLite module still sees them.

    Operations that have been damaged meanwhile are left out, since there is no other copy of them.
    """
    names = [column.name for column in JOURNAL.columns]
    query = f"SELECT {', '.join(names)} FROM journal WHERE writer = ? ORDER BY sequence"  # noqa: S608
    found: list[Operation] = []
    for row in connection.execute(query, (writer,)):
        with suppress(ValueError):
            found.append(operation_of(dict(zip(names, row, strict=True))))
    return tuple(found)


def take_back(
    connection: Connection,
    place: tuple[str, str] | None,
    who: str,
    *,
    again: bool,
    writer: str,
    texts: Texts,
    rows: Rows,
    batch: str = "",
) -> tuple[Operation, ...]:
    """Undo the last action of one analyst, or redo it; return nothing if there is none.

    The place is an article and a layer, or None for all of them. `batch` is the id that was expected for the new
    action.
    """
    theirs = JOURNAL.c.who == who
    if place is not None:
        theirs &= (JOURNAL.c.article == place[0]) & (JOURNAL.c.layer == place[1])
    last = find_to_take_back(_batches(connection, theirs, rows), again=again)
    if last is None:
        return ()
    # An action on many articles is undone in all of them, whichever of them is open.
    done = connection.execute(
        select(JOURNAL).where(JOURNAL.c.batch == last, JOURNAL.c.who == who).order_by(JOURNAL.c.sequence)
    )
    taken_back = invert(rows.operations(done), who=who, again=again, batch=batch)
    return record(connection, taken_back, writer=writer, texts=texts, rows=rows)


def _batches(connection: Connection, place: ColumnElement[bool], rows: Rows) -> Iterator[tuple[str, str]]:
    """Batches, each with the batch that it undoes, the latest first; usually the first few rows are enough."""
    undoable = place & JOURNAL.c.kind.not_in([kind.value for kind in NOT_UNDONE])
    query = select(JOURNAL).where(undoable).order_by(JOURNAL.c.sequence.desc()).limit(_AT_ONCE)
    found = connection.execute(query).all()
    while found:
        yield from ((each.batch, each.undoes) for each in rows.operations(found))
        found = connection.execute(query.where(JOURNAL.c.sequence < found[-1].sequence)).all()


def _row(each: Operation) -> dict[str, object]:
    return {
        "id": each.id,
        "article": each.article,
        "layer": each.layer,
        "who": each.who,
        "at": each.when,
        "kind": each.kind.value,
        "key": each.key,
        "before": None if each.before is None else encode(each.before),
        "after": None if each.after is None else encode(each.after),
        "batch": each.batch,
        "undoes": each.undoes,
    }


def _with_ids(connection: Connection, ids: Sequence[str]) -> Iterable[Row[Any]]:
    return connection.execute(select(JOURNAL.c.id).where(JOURNAL.c.id.in_(ids)))


def _in_chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


_Place = tuple[str, str, str, str]
_PARTS = ("article", "layer", "kind", "key")


def _place(each: Operation) -> _Place:
    """The article, the layer, the kind of mark ("" for annotations) and the key of an operation."""
    return each.article, each.layer, each.kind.value if each.is_mark else "", each.key


class _State:
    """The values that operations change: first as they are in the database, then as the operations leave them."""

    def __init__(self, connection: Connection, operations: Iterable[Operation], rows: Rows) -> None:
        self._values: dict[_Place, Value | None] = {_place(each): None for each in operations}
        for (article, layer, kind), places in groupby(sorted(self._values), key=lambda place: place[:3]):
            table = MARKS if kind else ANNOTATIONS
            where = [table.c.article == article, table.c.layer == layer]
            if kind:
                where.append(MARKS.c.kind == kind)
            for keys in _in_chunks([place[3] for place in places]):
                found = connection.execute(select(table).where(*where, table.c.key.in_(keys))).all()
                values: Mapping[str, Value] = (
                    {row.key: value for row, value in rows.marks(found)} if kind else rows.annotations(found)
                )
                # A value that cannot be read counts as missing: a new one in its place repairs it.
                for key, value in values.items():
                    self._values[article, layer, kind, key] = value

    def take(self, operation: Operation) -> Operation:
        """Apply an operation and return it as it takes effect."""
        settled = settle(operation, self._values[_place(operation)])
        self._values[_place(operation)] = settled.after
        return settled

    def write(self, connection: Connection, texts: Texts) -> None:
        """Write the values into their tables."""
        for table, is_mark in ((ANNOTATIONS, False), (MARKS, True)):
            places = {place: value for place, value in self._values.items() if bool(place[2]) == is_mark}
            if not places:
                continue
            names = [column.name for column in table.primary_key]
            condition = and_(*(table.c[name] == bindparam(f"the_{name}") for name in names))
            keys = [{f"the_{name}": part for name, part in zip(_PARTS, place, strict=True)} for place in places]
            connection.execute(delete(table).where(condition), keys)
            rows = [value_row(place, value, texts) for place, value in places.items() if value is not None]
            if rows:
                connection.execute(insert(table), rows)


def value_row(place: _Place, value: Value, texts: Texts) -> dict[str, object]:
    """The row of the table of annotations or marks for a value."""
    article, layer, kind, key = place
    row: dict[str, object] = {"article": article, "layer": layer, "key": key, "value": encode(value)}
    if not isinstance(value, KeptAnnotation):
        return {**row, "kind": kind}
    annotation, text = value.annotation, texts(article)
    quotes = {"": annotation.span.of(text), **{name: span.of(text) for name, span in annotation.roles}}
    return {
        **row,
        "label": annotation.label,
        "decision": annotation.decision.value,
        "rule": annotation.rule,
        "proposed": value.proposed.label if value.proposed is not None else None,
        "quotes": to_json(quotes),
    }
