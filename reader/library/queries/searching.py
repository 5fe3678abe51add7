"""Finds the articles that a query means, in pages, with the exact places of what was found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

from reader.library.index.article_putting import get_article
from reader.library.index.library_index import LibraryIndex
from reader.library.queries.annotation_sql import Condition, Value, write_annotations
from reader.library.queries.article_sql import write_articles
from reader.library.queries.full_text import write_full_text
from reader.library.queries.query_terms import (
    AllOf,
    AnnotationTerm,
    AnyOf,
    NearTerm,
    Node,
    PhraseTerm,
    Query,
    Without,
)
from reader.library.queries.text_matching import ArticleWords, Spans, match_article
from reader.model import Span

Order: TypeAlias = Literal["relevance", "newest", "oldest"]

_FIRST_PAGE = 32
_LARGEST_PAGE = 512
"""Articles whose texts are looked at together; the first are few, so that they come soon."""
_TITLE_WEIGHT = 4.0
"""How much more a word in the title counts than one in the body, in the order of relevance."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a query means."""

    article: int
    """Its number in the index."""
    id: str
    spans: tuple[Span, ...]
    """The places of what was found, in order; there are none if nothing in the text was asked for."""


def where_sql(query: Query, *, who: str) -> tuple[str, list[Value]]:
    """The condition on `articles` for what SQL can decide of a query, and the values for its question marks.

    All articles that the query means fulfil it; others do only if it has phrases that FTS5 cannot know.
    """
    written = write_articles(query.root, who=who)
    return written.sql, list(written.values)


def count_articles(index: LibraryIndex, query: Query, *, who: str) -> int:
    """The number of articles that a query means."""
    written = write_articles(query.root, who=who)
    if not written.is_exact:
        return sum(1 for _ in find_articles(index, query, who=who))
    sql = f"SELECT count(*) FROM articles WHERE is_present AND {written.sql}"
    return int(index.connection.execute(sql, written.values).fetchone()[0])


def find_numbers(index: LibraryIndex, query: Query, *, who: str) -> set[int]:
    """The numbers of all articles that a query means."""
    written = write_articles(query.root, who=who)
    if not written.is_exact:
        return {hit.article for hit in find_articles(index, query, who=who)}
    sql = f"SELECT number FROM articles WHERE is_present AND {written.sql}"
    return {int(number) for (number,) in index.connection.execute(sql, written.values)}


def find_articles(
    index: LibraryIndex,
    query: Query,
    *,
    who: str,
    limit: int | None = None,
    after: Hit | None = None,
    order: Order = "newest",
) -> Iterator[Hit]:
    """The articles that a query means for an analyst, those after a hit if one is given; found as they are asked for.

    In the order of relevance, those in which words of the query are frequent and rare elsewhere come first.
    """
    return islice(_find(index, query, who, after, order), limit)


def _find(index: LibraryIndex, query: Query, who: str, after: Hit | None, order: Order) -> Iterator[Hit]:
    numbers = _find_candidates(index, query, who, order, after)
    size = _FIRST_PAGE
    while page := list(islice(numbers, size)):
        yield from _match_page(index, query, page, who)
        size = min(size * 2, _LARGEST_PAGE)


def _find_candidates(index: LibraryIndex, query: Query, who: str, order: Order, after: Hit | None) -> Iterator[int]:
    written = write_articles(query.root, who=who)
    if order == "relevance" and (words := _words_of(query.root)):
        # Terms of other kinds have no relevance: articles that only they find come last.
        expression = write_full_text(AnyOf(tuple(words)))
        ranked = (
            f"SELECT articles.number FROM articles LEFT JOIN (SELECT rowid AS number, bm25(words, {_TITLE_WEIGHT})"
            " AS rank FROM words WHERE words MATCH ?) AS ranks ON ranks.number = articles.number"
            f" WHERE is_present AND {written.sql} ORDER BY rank IS NULL, rank, articles.number DESC"
        )
        rows = index.connection.execute(ranked, (expression.expression if expression else "", *written.values))
        numbers = (int(number) for (number,) in rows)
        if after is not None:
            for number in numbers:
                if number == after.article:
                    break
        return numbers
    begin = _write_after(index, after, order)
    if order == "oldest":
        where, by = "articles", "day IS NULL, day, number"
    else:
        # To go through the days until a page is full is faster than to sort what a frequent word finds.
        where, by = "articles INDEXED BY articles_by_day", "day DESC, number DESC"
    sql = f"SELECT number FROM {where} WHERE is_present AND {written.sql}{begin.sql} ORDER BY {by}"
    rows = index.connection.execute(sql, (*written.values, *begin.values))
    return (int(number) for (number,) in rows)


def _write_after(index: LibraryIndex, after: Hit | None, order: Order) -> Condition:
    if after is None:
        return Condition("")
    row = index.connection.execute("SELECT day FROM articles WHERE number = ?", (after.article,)).fetchone()
    day = None if row is None else row[0]
    is_oldest = order == "oldest"
    number = f"number {'>' if is_oldest else '<'} ?"
    if day is None:
        return Condition(f" AND day IS NULL AND {number}", (after.article,))
    further = f"day {'>' if is_oldest else '<'} ?"
    return Condition(f" AND (day IS NULL OR {further} OR (day = ? AND {number}))", (day, day, after.article))


def _words_of(node: Node) -> list[Node]:
    """The words that a query asks for, without those that it excludes."""
    match node:
        case PhraseTerm() | NearTerm():
            return [node]
        case AllOf(parts) | AnyOf(parts):
            return [word for part in parts for word in _words_of(part)]
    return []


def _match_page(index: LibraryIndex, query: Query, numbers: Sequence[int], who: str) -> Iterator[Hit]:
    facts = {term: _find_facts(index, term, numbers, who) for term in set(_other_terms(query.root))}
    for number in numbers:
        try:
            article = get_article(index.connection, number)
        except KeyError:
            # Another program has just taken it out of the index.
            continue
        holding = {term: found[number] for term, found in facts.items() if number in found}
        spans = match_article(query.root, ArticleWords(article), holding)
        if spans is not None:
            yield Hit(number, article.id, spans)


def _other_terms(node: Node) -> Iterator[Node]:
    """The terms that are not decided by the words of the text."""
    match node:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _other_terms(part)
        case Without(part):
            yield from _other_terms(part)
        case _ if not isinstance(node, PhraseTerm | NearTerm):
            yield node


def _find_facts(index: LibraryIndex, term: Node, numbers: Sequence[int], who: str) -> dict[int, Spans]:
    """The articles among these that fulfil a term, each with the places of its annotations."""
    among = "IN (SELECT value FROM json_each(?))"
    if not isinstance(term, AnnotationTerm):
        written = write_articles(term, who=who)
        sql = f"SELECT number FROM articles WHERE number {among} AND {written.sql}"
        rows = index.connection.execute(sql, (json.dumps(numbers), *written.values))
        return {int(number): () for (number,) in rows}
    condition = write_annotations(term, who=who, among=json.dumps(numbers))
    sql = f"SELECT a.article, a.start, a.end FROM annotations a WHERE a.article {among} AND {condition.sql}"
    found: dict[int, Spans] = {}
    for number, start, end in index.connection.execute(sql, (json.dumps(numbers), *condition.values)):
        found[number] = (*found.get(number, ()), Span(start, end))
    return found
