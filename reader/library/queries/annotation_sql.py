"""Writes the terms of a query that are about annotations as conditions of SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from reader.library.index.annotation_putting import ENGINE
from reader.library.index.word_patterns import write_patterns
from reader.library.queries.full_text import may_contain
from reader.library.queries.query_terms import (
    AllOf,
    AnalystTerm,
    AnnotationTerm,
    AnyOf,
    DeadlineTerm,
    EntityTerm,
    LabelTerm,
    Node,
    OutcomeTerm,
    Phrase,
    RoleTerm,
    TypeTerm,
    Without,
)

Value: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of SQL with the values for its question marks."""

    sql: str
    values: tuple[Value, ...] = ()


IS_OPEN = "a.layer = '' AND NOT EXISTS (SELECT 1 FROM settled WHERE annotation = a.number AND layer = ?)"
"""The condition for a proposal `a` on which the analyst has not decided."""
_COUNTS = f"(({IS_OPEN}) OR (a.layer <> '' AND a.decision = 'accepted'))"

# All names of an entity: that of its group, and those of groups that the analyst has made one with it.
_GROUP = """
WITH RECURSIVE
latest (name, other) AS (
    SELECT key, value FROM (SELECT key, value, max(sequence) FROM marks WHERE kind = 'alias' AND layer = ? GROUP BY key)
),
known (name) AS (
    SELECT ?{mentions}
    UNION
    SELECT CASE latest.name WHEN known.name THEN latest.other ELSE latest.name END
    FROM known JOIN latest ON latest.name = known.name OR latest.other = known.name
)
SELECT name FROM known
"""
# If no group has the name, it is that of those one of whose mentions has its words.
_MENTIONS = """
    UNION
    SELECT b.name FROM annotations b
    WHERE NOT EXISTS (SELECT 1 FROM annotations WHERE name = ? AND name <> '')
    AND b.article IN (SELECT rowid FROM words WHERE words MATCH ?) AND b.name <> '' AND has_phrase(b.quote, ?)"""


def write_annotations(term: AnnotationTerm, *, who: str, among: str = "") -> Condition:
    """The condition on an annotation `a` that it counts for the analyst and fulfils the term.

    Proposals count until the analyst has decided on them, and then his decision does; so does what others accepted. If
    only annotations of some articles are asked for, `among` has the numbers of these as JSON.
    """
    condition = _Writer(who, among).write(term.condition)
    return Condition(f"{condition.sql} AND {_COUNTS}", (*condition.values, who))


class _Writer:
    def __init__(self, who: str, among: str) -> None:
        self._who = who
        self._among = among

    def write(self, node: Node) -> Condition:
        match node:
            case AllOf(parts):
                return _join([self.write(part) for part in parts], "AND")
            case AnyOf(parts):
                return _join([self.write(part) for part in parts], "OR")
            case Without(part):
                inside = self.write(part)
                return Condition(f"NOT coalesce({inside.sql}, 0)", inside.values)
            case LabelTerm(label) | TypeTerm(label):
                return Condition("a.label = ?", (label,))
            case EntityTerm(name):
                group = self._write_group(name, by_mentions=True)
                return Condition(f"(a.name <> '' AND a.name IN ({group.sql}))", group.values)
            case RoleTerm(role, name):
                return self._write_role(role, name)
            case DeadlineTerm():
                return _write_deadline(node)
            case OutcomeTerm(outcome):
                said = (
                    "SELECT value FROM marks WHERE article = a.article AND layer = a.layer AND kind = 'outcome'"
                    " AND key = a.key"
                )
                return Condition(f"(a.frame <> '' AND coalesce(({said}), 'open') = ?)", (outcome,))
            case AnalystTerm("engine"):
                return Condition("a.layer = ?", (ENGINE,))
            case AnalystTerm("me"):
                return Condition("a.layer = ?", (self._who,))
            case AnalystTerm(name):
                return Condition("(a.layer <> '' AND fold_name(a.layer) = ?)", (name.removeprefix("="),))
        raise TypeError(f"{node!r} is not about an annotation")

    def _write_group(self, name: Phrase, *, by_mentions: bool = False) -> Condition:
        # A name with a * is no group's own.
        whole = "" if any(each.is_prefix or each.stem for each in name) else " ".join(each.forms[0] for each in name)
        if not by_mentions:
            return Condition(_GROUP.format(mentions=""), (self._who, whole))
        values = (self._who, whole, whole, may_contain(name), write_patterns(name))
        return Condition(_GROUP.format(mentions=_MENTIONS), values)

    def _write_role(self, role: str, name: Phrase) -> Condition:
        group = self._write_group(name)
        articles = "SELECT value FROM json_each(?)" if self._among else "SELECT rowid FROM words WHERE words MATCH ?"
        return Condition(
            f"a.number IN (SELECT annotation FROM roles WHERE role = ? AND name <> '' AND name IN ({group.sql})"
            " UNION ALL SELECT b.number FROM annotations b JOIN roles ON annotation = b.number WHERE b.frame <> ''"
            f" AND b.article IN ({articles}) AND role = ? AND has_phrase(roles.quote, ?))",
            (role, *group.values, self._among or may_contain(name), role, write_patterns(name)),
        )


def _write_deadline(term: DeadlineTerm) -> Condition:
    first, last = ("a.last_day", "a.first_day") if term.overlaps else ("a.first_day", "a.last_day")
    bounds = [
        Condition(f"{column} {sign} ?", (day,))
        for column, sign, day in ((first, ">=", term.earliest), (last, "<=", term.latest))
        if day is not None
    ]
    return _join([Condition("a.frame <> '' AND a.last_day IS NOT NULL"), *bounds], "AND")


def _join(parts: list[Condition], operator: str) -> Condition:
    if len(parts) == 1:
        return parts[0]
    sql = f" {operator} ".join(f"({each.sql})" for each in parts)
    return Condition(f"({sql})", tuple(value for each in parts for value in each.values))
