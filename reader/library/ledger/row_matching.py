"""Decides which rows of the ledger a query means."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from reader.journal.ledger_marks import Outcome
from reader.library.index.library_index import LibraryIndex
from reader.library.queries.annotation_sql import write_annotations
from reader.library.queries.article_sql import write_articles
from reader.library.queries.query_terms import (
    AllOf,
    AnalystTerm,
    AnnotationTerm,
    AnyOf,
    Node,
    OutcomeTerm,
    Query,
    Without,
)
from reader.library.queries.searching import find_articles


class RowFacts(NamedTuple):
    """What of a row decides whether a query means it."""

    number: int
    """The number of its annotation."""
    article: int
    """The number of its article."""
    outcome: Outcome
    """The outcome of its entry."""


RowTest: TypeAlias = Callable[[RowFacts], bool]


def make_row_test(index: LibraryIndex, query: Query, *, who: str) -> RowTest:
    """The test whether a query means a row.

    Terms of commitments are about the row itself: `type:pledge committer:روسيا` means the pledges by Russia, and not
    all commitments in their articles. Other terms are about its article. An outcome is that of the entry.
    """
    return _Tests(index, query, who).make(query.root)


class _Tests:
    def __init__(self, index: LibraryIndex, query: Query, who: str) -> None:
        self._index = index
        self._query = query
        self._who = who

    def make(self, node: Node) -> RowTest:
        match node:
            case AllOf() | AnyOf() | Without():
                return self._join(node, self.make)
            case AnnotationTerm(condition, is_commitment):
                if is_commitment or _is_of_analysts(condition):
                    return self._make_for_row(condition)
                return self._make_for_mention(node)
        articles = self._find_articles(node)
        return lambda row: row.article in articles

    def _make_for_row(self, node: Node) -> RowTest:
        match node:
            case AllOf() | AnyOf() | Without():
                return self._join(node, self._make_for_row)
            case OutcomeTerm(outcome):
                return lambda row: row.outcome == outcome
        numbers = {number for number, _, _ in self._find_annotations(AnnotationTerm(node, is_commitment=True))}
        return lambda row: row.number in numbers

    def _make_for_mention(self, node: AnnotationTerm) -> RowTest:
        """Whether an entity is in the article; the label of a commitment is that of the row."""
        found = self._find_annotations(node)
        numbers = {number for number, _, frame in found if frame}
        articles = {article for _, article, frame in found if not frame}
        return lambda row: row.number in numbers or row.article in articles

    def _join(self, node: AllOf | AnyOf | Without, make: Callable[[Node], RowTest]) -> RowTest:
        if isinstance(node, Without):
            inside = make(node.part)
            return lambda row: not inside(row)
        tests = [make(part) for part in node.parts]
        decide = all if isinstance(node, AllOf) else any
        return lambda row: decide(test(row) for test in tests)

    def _find_annotations(self, term: AnnotationTerm) -> list[tuple[int, int, str]]:
        condition = write_annotations(term, who=self._who)
        sql = f"SELECT a.number, a.article, a.frame FROM annotations a WHERE {condition.sql}"  # noqa: S608
        return self._index.connection.execute(sql, condition.values).fetchall()

    def _find_articles(self, node: Node) -> set[int]:
        written = write_articles(node, who=self._who)
        if not written.is_exact:
            found = find_articles(self._index, Query(self._query.written, node), who=self._who)
            return {hit.article for hit in found}
        sql = f"SELECT number FROM articles WHERE {written.sql}"  # noqa: S608
        return {number for (number,) in self._index.connection.execute(sql, written.values)}


def _is_of_analysts(node: Node) -> bool:
    match node:
        case AllOf(parts) | AnyOf(parts):
            return all(map(_is_of_analysts, parts))
        case Without(part):
            return _is_of_analysts(part)
    return isinstance(node, AnalystTerm)
