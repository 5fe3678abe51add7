"""Reads what is typed above the list: words of title, source and date, and terms of a query for the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reader.labels import LabelSet
from reader.library.listing.row_filter import Facet, RowFilter
from reader.library.queries.query_names import QueryNames
from reader.library.queries.query_parsing import parse_query
from reader.library.queries.query_tokens import QueryToken, TokenKind, cut_query

_TERMS = frozenset({TokenKind.FIELD, TokenKind.QUOTED, TokenKind.NEAR, TokenKind.STEMS, TokenKind.NOT})
_JOINTS = frozenset({TokenKind.AND, TokenKind.OR})
_TAKES_ALL = _JOINTS | {TokenKind.OPEN, TokenKind.NEAR}
"""The tokens beside which no word stands freely."""
_BEFORE_VALUE = frozenset({TokenKind.FIELD, TokenKind.STEMS, TokenKind.NOT})


def read_filter(typed: str, *, chosen: Mapping[Facet, frozenset[str]], labels: LabelSet) -> RowFilter:
    """The filter that is typed, with the facets that are chosen; QueryError where a query cannot be read.

    Without a field, a quotation or an operator there is no query. Words that stand freely beside the terms of a query
    are looked for in title, source and date as ever; with AND, OR or parentheses they belong to the query.
    """
    tokens = list(_cut(typed, labels))
    kinds = {token.kind for token in tokens}
    # A sign such as & may also stand in a name.
    is_query = kinds & _TERMS or any(token.kind in _JOINTS and token.text.isalpha() for token in tokens)
    if not is_query:
        return RowFilter(typed, chosen, typed)
    if kinds & _TAKES_ALL:
        return RowFilter("", chosen, typed, parse_query(typed, labels=labels))
    words, query = _part(typed, tokens)
    return RowFilter(words, chosen, typed, parse_query(query, labels=labels))


def _cut(typed: str, labels: LabelSet) -> Iterator[QueryToken]:
    """The tokens of what is typed; addresses, and words with a colon that are no names of fields, are words."""
    names: QueryNames | None = None
    for token in cut_query(typed):
        if token.kind is TokenKind.FIELD and (typed[token.end - 1].isspace() or typed.startswith("//", token.end)):
            names = names or QueryNames(labels)
            yield token if names.find_field(token.text) else replace(token, kind=TokenKind.WORD)
        else:
            yield token


def _part(typed: str, tokens: list[QueryToken]) -> tuple[str, str]:
    """The free words and the query, each with blanks in the place of the other, so that offsets stay right."""
    words, query = list(typed), [" "] * len(typed)
    before, begin = None, 0
    for token in tokens:
        if token.kind is not TokenKind.WORD or before in _BEFORE_VALUE:
            place = slice(begin, token.end)
            query[place], words[place] = typed[place], " " * (token.end - begin)
        before, begin = token.kind, token.end
    return "".join(words), "".join(query)
