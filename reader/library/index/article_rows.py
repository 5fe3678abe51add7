"""Reads from the index what the list of articles shows of annotations: counts for an analyst, and labels."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

_SEEN = (
    " FROM annotations LEFT JOIN settled ON settled.annotation = annotations.number AND settled.layer = :who"
    " WHERE (annotations.layer = '' AND settled.annotation IS NULL"
    " OR annotations.layer = :who AND annotations.decision = 'accepted')"
)
"""What an analyst sees: the proposals that are open, and what the analyst has accepted."""


@dataclass(frozen=True, slots=True)
class AnnotationCounts:
    """How many annotations an analyst sees in an article."""

    entities: int = 0
    commitments: int = 0
    open: int = 0
    """The proposals among them on which the analyst has not decided."""


NONE = AnnotationCounts()


def count_all(connection: sqlite3.Connection, *, who: str) -> dict[int, AnnotationCounts]:
    """The counts of every article that has annotations, by its number."""
    return _count(connection, "", {"who": who})


def count_in(connection: sqlite3.Connection, number: int, *, who: str) -> AnnotationCounts:
    """The counts of one article."""
    return _count(connection, " AND article = :article", {"who": who, "article": number}).get(number, NONE)


def _count(connection: sqlite3.Connection, condition: str, values: dict[str, object]) -> dict[int, AnnotationCounts]:
    counted = f"SELECT article, sum(frame = ''), sum(frame <> ''), sum(annotations.layer = ''){_SEEN}{condition}"
    return {row[0]: AnnotationCounts(*row[1:]) for row in connection.execute(f"{counted} GROUP BY article", values)}


def find_labels(connection: sqlite3.Connection, *, who: str, commitments: bool) -> dict[str, set[int]]:
    """The labels of what an analyst sees, each with the numbers of the articles: of commitments, or of entities."""
    found: dict[str, set[int]] = {}
    kind = "<>" if commitments else "="
    for label, article in connection.execute(
        f"SELECT DISTINCT label, article{_SEEN} AND frame {kind} ''",  # noqa: S608
        {"who": who},
    ):
        found.setdefault(label, set()).add(article)
    return found


@dataclass(frozen=True, slots=True)
class Presence:
    """Which articles belong to the library, by their numbers."""

    present: set[int]
    fileless: set[int]
    """Those among them that are in no file any more, and stay because somebody has worked on them."""


def find_present(connection: sqlite3.Connection) -> Presence:
    """Which articles are there."""
    present = "SELECT number FROM articles WHERE is_present"
    fileless = f"{present} AND NOT EXISTS (SELECT 1 FROM places WHERE article = number)"
    found, without = ({number for (number,) in connection.execute(query)} for query in (present, fileless))
    return Presence(found, without)


@dataclass(frozen=True, slots=True)
class OpenKind:
    """Open proposals of one label."""

    label: str
    rule: str
    """The rule that has made them; empty for those of every rule."""
    count: int


def list_open_kinds(connection: sqlite3.Connection, numbers: Sequence[int], *, who: str) -> list[OpenKind]:
    """The labels and rules of the open proposals in some articles, the most frequent first."""
    kinds: dict[tuple[str, str], int] = {}
    query = (
        "SELECT label, rule, count(*) FROM annotations LEFT JOIN settled ON settled.annotation = annotations.number"
        " AND settled.layer = ? WHERE article = ? AND annotations.layer = '' AND settled.annotation IS NULL"
        " GROUP BY label, rule"
    )
    for number in numbers:
        for label, rule, count in connection.execute(query, (who, number)):
            kinds[label, rule] = kinds.get((label, rule), 0) + count
    labels: dict[str, int] = {}
    for (label, rule), count in tuple(kinds.items()):
        if rule:
            labels[label] = labels.get(label, 0) + count
    for label, count in labels.items():
        kinds[label, ""] = kinds.get((label, ""), 0) + count
    ordered = sorted(kinds.items(), key=lambda each: (-each[1], each[0]))
    return [OpenKind(label, rule, count) for (label, rule), count in ordered]
