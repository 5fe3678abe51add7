"""Finds the words of a query in one article, with their exact places in its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from reader.arabic.words import Folded, fold_with_map
from reader.library.index.index_words import word_places
from reader.library.index.word_patterns import find_phrase
from reader.library.queries.query_terms import AllOf, AnyOf, NearTerm, Node, Phrase, PhraseTerm, Without
from reader.model import Article, Span

Spans: TypeAlias = tuple[Span, ...]
Facts: TypeAlias = Mapping[Node, Spans]
"""The terms of a query that an article fulfils although no words of its text are asked for, with their places in it."""


class ArticleWords:
    """The folded words of an article, title and body apart, as the index has them."""

    def __init__(self, article: Article) -> None:
        title = article.title_span
        if title is None:
            self._title = _Part(article.title, None)
            self._body = _Part(article.text, 0)
        else:
            self._title = _Part(title.of(article.text), title.start)
            self._body = _Part(article.text[title.end :], title.end)

    def find(self, term: PhraseTerm | NearTerm) -> Spans | None:
        """The places of a term; None if it is nowhere. What is only in a title outside the text has no place."""
        parts = [part for name, part in (("title", self._title), ("body", self._body)) if term.column in ("", name)]
        found = [(part, list(_find_places(part.words, term))) for part in parts]
        if not any(places for _, places in found):
            return None
        return tuple(part.original(*place) for part, places in found if part.offset is not None for place in places)


def match_article(node: Node, words: ArticleWords, facts: Facts) -> Spans | None:
    """The places in an article of everything for which it is found, in order; None if the query does not mean it."""
    found = _match(node, words, facts)
    return None if found is None else tuple(sorted(set(found)))


def _match(node: Node, words: ArticleWords, facts: Facts) -> Spans | None:
    match node:
        case PhraseTerm() | NearTerm():
            return words.find(node)
        case AllOf(parts):
            found: list[Span] = []
            for part in parts:
                if (spans := _match(part, words, facts)) is None:
                    return None
                found += spans
            return tuple(found)
        case AnyOf(parts):
            holding = [spans for part in parts if (spans := _match(part, words, facts)) is not None]
            return tuple(span for spans in holding for span in spans) if holding else None
        case Without(part):
            return () if _match(part, words, facts) is None else None
    return facts.get(node)


class _Part:
    """A title or a body; `offset` is its place in the text of the article."""

    def __init__(self, text: str, offset: int | None) -> None:
        self._text = text
        self.offset = offset

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return word_places(self._map.text)

    @cached_property
    def _map(self) -> Folded:
        return fold_with_map(self._text)

    @cached_property
    def words(self) -> list[str]:
        folded = self._map.text
        return [folded[start:end] for start, end in self._places]

    def original(self, first: int, last: int) -> Span:
        """The span of the article's text from one word to another, both included."""
        span = self._map.original(self._places[first][0], self._places[last][1])
        offset = self.offset or 0
        return Span(span.start + offset, span.end + offset)


def _find_places(words: Sequence[str], term: PhraseTerm | NearTerm) -> Iterator[tuple[int, int]]:
    """The first and last word of each place, by their numbers."""
    if isinstance(term, PhraseTerm):
        last = len(term.phrase) - 1
        return ((place, place + last) for place in find_phrase(words, term.phrase))
    return _find_near(words, term.phrases, term.distance)


def _find_near(words: Sequence[str], phrases: Sequence[Phrase], distance: int) -> Iterator[tuple[int, int]]:
    """The shortest stretches with all phrases, of which each ends at most so many words before the last begins."""
    places = [list(find_phrase(words, phrase)) for phrase in phrases]
    stretches = []
    for start in sorted({place for each in places for place in each}):
        # The nearest place of each phrase that is not after the start of the last one.
        nearest = [each[bisect_right(each, start) - 1] if each and each[0] <= start else None for each in places]
        ends = [
            place + len(phrase)
            for place, phrase in zip(nearest, phrases, strict=True)
            if place is not None and start <= place + len(phrase) + distance
        ]
        if len(ends) == len(phrases):
            stretches.append((min(place for place in nearest if place is not None), max(ends) - 1))
    for first, last in stretches:
        if not any(first <= a and b <= last and (a, b) != (first, last) for a, b in stretches):
            yield first, last
