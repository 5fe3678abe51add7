"""Writes a query as a condition of SQL on articles, as far as SQL can decide it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.library.index.word_patterns import write_patterns
from reader.library.queries.annotation_sql import IS_OPEN, Condition, Value, write_annotations
from reader.library.queries.full_text import write_full_text
from reader.library.queries.query_terms import (
    AllOf,
    AnnotationTerm,
    AnyOf,
    DayTerm,
    HasTerm,
    MarkTerm,
    NearTerm,
    Node,
    PhraseTerm,
    SourceTerm,
    Without,
)

_MARKED = "EXISTS (SELECT 1 FROM marks WHERE article = articles.number AND layer = ? AND kind = ?"
_HAS_MARKS = {"tags": "tag", "note": "remark", "bookmarks": "bookmark", "evidence": "evidence", "outcome": "outcome"}
_HAS_ANNOTATIONS = {
    "proposals": IS_OPEN,
    "commitments": f"a.frame <> '' AND (({IS_OPEN}) OR a.decision = 'accepted')",
    "entities": f"a.frame = '' AND (({IS_OPEN}) OR a.decision = 'accepted')",
    "deadline": f"a.frame <> '' AND a.first_day NOT NULL AND (({IS_OPEN}) OR a.decision = 'accepted')",
}


@dataclass(frozen=True, slots=True)
class ArticleCondition:
    """A condition of SQL on `articles`."""

    sql: str
    values: tuple[Value, ...] = ()
    is_exact: bool = True
    """Whether all articles that fulfil it are meant; if not, no other articles are."""


_EVERY = ArticleCondition("1", is_exact=False)


def write_articles(node: Node, *, who: str) -> ArticleCondition:
    """The condition on the articles that a part of a query means."""
    match node:
        case AllOf(parts):
            return _write_parts(parts, AllOf, "AND", who)
        case AnyOf(parts):
            return _write_parts(parts, AnyOf, "OR", who)
        case Without(part):
            inside = write_articles(part, who=who)
            return ArticleCondition(f"NOT ({inside.sql})", inside.values) if inside.is_exact else _EVERY
        case PhraseTerm() | NearTerm():
            return _write_words(node)
        case AnnotationTerm():
            inside_it = write_annotations(node, who=who)
            sql = f"articles.number IN (SELECT a.article FROM annotations a WHERE {inside_it.sql})"
            return ArticleCondition(sql, inside_it.values)
    written = _write_term(node, who)
    return ArticleCondition(written.sql, written.values)


def is_of_words(node: Node) -> bool:
    """Whether the articles' words alone decide a part of a query."""
    match node:
        case AllOf(parts) | AnyOf(parts):
            return all(map(is_of_words, parts))
    return isinstance(node, PhraseTerm | NearTerm)


def _write_term(node: Node, who: str) -> Condition:
    match node:
        case SourceTerm(phrase):
            patterns = write_patterns(phrase)
            return Condition(
                "(articles.outlet IN (SELECT outlet FROM (SELECT DISTINCT outlet FROM articles)"
                " WHERE has_phrase(outlet, ?)) OR has_phrase(articles.source, ?))",
                (patterns, patterns),
            )
        case DayTerm(first, last):
            bounds = [(sign, day) for sign, day in ((">=", first), ("<=", last)) if day is not None]
            sql = " AND ".join(f"coalesce(articles.day {sign} ?, 0)" for sign, _ in bounds)
            return Condition(f"({sql})", tuple(day for _, day in bounds))
        case MarkTerm("tag", value):
            return Condition(f"{_MARKED} AND fold_name(key) = ?)", (who, "tag", value))
        case MarkTerm("flag", "unread"):
            return Condition(f"NOT {_MARKED} AND value <> ?)", (who, "flag", "unread"))
        case MarkTerm(kind, value):
            return Condition(f"{_MARKED} AND value = ?)", (who, kind, value))
        case HasTerm("warnings"):
            return Condition("articles.warnings > 0")
        case HasTerm(what) if what in _HAS_MARKS:
            return Condition(f"{_MARKED})", (who, _HAS_MARKS[what]))
        case HasTerm(what):
            inside = f"SELECT 1 FROM annotations a WHERE a.article = articles.number AND {_HAS_ANNOTATIONS[what]}"
            return Condition(f"EXISTS ({inside})", (who,))
    raise TypeError(f"{node!r} is not about an article")


def _write_parts(parts: Sequence[Node], kind: type[AllOf] | type[AnyOf], operator: str, who: str) -> ArticleCondition:
    words = tuple(part for part in parts if is_of_words(part))
    written = [write_articles(part, who=who) for part in parts if not is_of_words(part)]
    if words:
        # Joined by FTS5, they need one pass.
        written.insert(0, _write_words(kind(words) if len(words) > 1 else words[0]))
    if len(written) == 1:
        return written[0]
    return ArticleCondition(
        "(" + f" {operator} ".join(each.sql for each in written) + ")",
        tuple(value for each in written for value in each.values),
        all(each.is_exact for each in written),
    )


def _write_words(node: Node) -> ArticleCondition:
    written = write_full_text(node)
    if written is None:
        raise TypeError(f"{node!r} is not about words")
    sql = "articles.number IN (SELECT rowid FROM words WHERE words MATCH ?)"
    return ArticleCondition(sql, (written.expression,), written.is_exact)
