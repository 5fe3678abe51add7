"""Reads the rows of the ledger from the index, and again only those that have changed since."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from reader.labels import LabelSet
from reader.library.index.annotation_putting import ENGINE
from reader.library.index.days_read import read_ordinal
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.ledger_row import LedgerRow, RoleFiller
from reader.model import Decision, Span

_ROWS = """
SELECT a.number, a.article, r.id, a.layer, a.key, a.label, a.start, a.end, a.quote, a.decision, a.score, r.title,
    r.outlet, r.day, a.first_day, a.last_day, a.reading, a.attributes, a.source, a.rule, a.note
FROM annotations a JOIN articles r ON r.number = a.article
WHERE a.number IN (SELECT value FROM json_each(?))
"""
_ROLES = """
SELECT annotation, role, start, end, quote, name FROM roles
WHERE annotation IN (SELECT value FROM json_each(?)) ORDER BY annotation
"""


class RowReader:
    """The commitments of a library as one analyst sees them.

    They are the analyst's accepted ones, those of other analysts, and the engine's proposals on which the analyst has
    not decided. Of annotations of several layers in one place only one is a row: the analyst's, or else another's, or
    else the engine's. What the analyst has rejected hides what others say in its place.
    """

    def __init__(self, index: LibraryIndex, *, who: str, labels: LabelSet) -> None:
        self._index = index
        self._who = who
        self._types = [label.name for label in labels.commitments]
        self._known: dict[int, tuple[int, LedgerRow]] = {}
        """All that has been read, by its number, with the number of its article."""
        self._seen: tuple[set[int], ...] = ()
        """The numbers of all commitments, of those that the analyst has settled, and of the articles that are gone."""
        self.rows: tuple[LedgerRow, ...] = ()
        """The rows, in order of time; those of articles without a date come last."""
        self.numbers: Mapping[str, int] = {}
        """The numbers of the articles of the rows, by their ids."""

    def refresh(self) -> None:
        """Read what is new in the index, and forget what is no longer there."""
        connection = self._index.connection
        wanted = ", ".join("?" * len(self._types))
        query = f"SELECT number FROM annotations WHERE label IN ({wanted})"  # noqa: S608
        there = {number for (number,) in connection.execute(query, self._types)}
        settled = set(_numbers(connection, "SELECT annotation FROM settled WHERE layer = ?", self._who))
        absent = set(_numbers(connection, "SELECT number FROM articles WHERE is_present = 0"))
        if (there, settled, absent) == self._seen:
            return
        self._seen = there, settled, absent
        for gone in self._known.keys() - there:
            del self._known[gone]
        for number, article, row in _read(connection, there - self._known.keys()):
            self._known[number] = article, row
        present = (
            (article, row)
            for number, (article, row) in self._known.items()
            if number not in settled and article not in absent
        )
        by_article: dict[int, list[LedgerRow]] = {}
        for article, row in present:
            by_article.setdefault(article, []).append(row)
        seen = (row for rows in by_article.values() for row in self._choose(rows))
        self.rows = tuple(sorted(seen, key=in_time))
        self.numbers = {rows[0].article: article for article, rows in by_article.items()}

    def _choose(self, rows: list[LedgerRow]) -> Iterator[LedgerRow]:
        """The rows of an article of which no two are the same annotation in different layers."""
        if all(row.layer == ENGINE for row in rows):
            return iter(rows)
        taken: list[LedgerRow] = []
        for row in sorted(rows, key=lambda row: (row.layer != self._who, row.layer == ENGINE, row.layer)):
            is_said = row.is_accepted or row.layer in (self._who, ENGINE)
            if is_said and not any(row.layer != one.layer and row.cue.overlaps(one.cue) for one in taken):
                taken.append(row)
        return (row for row in taken if row.decision is not Decision.REJECTED)


def in_time(row: LedgerRow) -> tuple[date, str, int, int]:
    """The key by which rows are put into order of time."""
    return row.day or date.max, row.article, row.cue.start, row.number


def _numbers(connection: sqlite3.Connection, query: str, *values: str) -> Iterator[int]:
    return (number for (number,) in connection.execute(query, values))


def _read(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, int, LedgerRow]]:
    wanted = json.dumps(sorted(numbers))
    known_attributes: dict[str, Mapping[str, str]] = {}
    roles: dict[int, dict[str, RoleFiller]] = {
        annotation: {role: RoleFiller(Span(start, end), quote, name) for _, role, start, end, quote, name in fillers}
        for annotation, fillers in groupby(connection.execute(_ROLES, (wanted,)), key=lambda filler: int(filler[0]))
    }
    for found in connection.execute(_ROWS, (wanted,)):
        number, article, of, layer, key, label, start, end, quote, decision, score, title, outlet, day = found[:14]
        first, last, reading, attributes, source, rule, note = found[14:]
        if attributes not in known_attributes:
            known_attributes[attributes] = json.loads(attributes)
        yield (
            number,
            article,
            LedgerRow(
                number=number,
                article=of,
                layer=layer,
                key=key,
                type=label,
                cue=Span(start, end),
                quote=quote,
                decision=Decision(decision),
                score=score,
                roles=roles.get(number, {}),
                title=title,
                outlet=outlet,
                day=read_ordinal(day),
                due_first=read_ordinal(first),
                due_last=read_ordinal(last),
                reading=reading,
                attributes=known_attributes[attributes],
                source=source,
                rule=rule,
                note=note,
            ),
        )
