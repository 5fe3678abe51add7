"""Shows hits in their context: the words before each, the words found, and the words after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Literal, TypeAlias

from reader.arabic.words import fold, word_bounds
from reader.library.index.article_putting import get_text
from reader.library.index.index_words import folded_words
from reader.library.index.library_index import LibraryIndex
from reader.library.queries.searching import Hit
from reader.model import Span

LineOrder: TypeAlias = Literal["left", "right", "date", "source"]
"""By the words before the hit, by those after it (whatever the direction of the script), by day, or by outlet."""

WIDTH_WORDS = 8
_LINE_END = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_LONGEST_WORD = 40
"""Code points for each word of the context that are looked at; longer words are cut."""


@dataclass(frozen=True, slots=True)
class ContextLine:
    """A place that was found, with what stands around it; line ends in it are blanks."""

    article: int
    """The article's number in the index."""
    id: str
    title: str
    outlet: str
    place: str
    """The file, with the row's name or line if the file has several articles."""
    day: date | None
    span: Span
    """Its place in the text; empty at the beginning of an article that was not found by its words."""
    before: str
    keyword: str
    after: str


def make_concordance(
    index: LibraryIndex, hits: Iterable[Hit], *, width_words: int = WIDTH_WORDS, most_lines: int | None = None
) -> Iterator[ContextLine]:
    """A line for each place of the hits, `most_lines` of an article at most, as they are asked for.

    Places with nothing but blanks between them are in one line: نصر beside الله is not shown twice. An article that was
    not found by its words has one line, with its beginning after the hit.
    """
    for hit in hits:
        row = index.connection.execute(
            "SELECT title, outlet, place, day FROM articles WHERE number = ?", (hit.article,)
        ).fetchone()
        if row is None:
            continue
        title, outlet, place, ordinal = row
        day = None if ordinal is None else date.fromordinal(ordinal)
        try:
            text = get_text(index.connection, hit.article)
        except KeyError:
            continue
        for span in islice(_join_adjacent(text, hit.spans or (Span(0, 0),)), most_lines):
            before = _clean(text[_words_before(text, span.start, width_words) : span.start])
            after = _clean(text[span.end : _words_after(text, span.end, width_words)])
            keyword = _clean(span.of(text))
            yield ContextLine(hit.article, hit.id, title, outlet, place, day, span, before, keyword, after)


def sort_lines(lines: Iterable[ContextLine], by: LineOrder) -> list[ContextLine]:
    """The lines in an order: by words, whatever their spelling, the nearest to the hit first; or by day or outlet."""
    return sorted(lines, key=lambda line: _sort_key(line, by))


def _sort_key(line: ContextLine, by: LineOrder) -> tuple[Any, ...]:
    when = (line.day is None, line.day or date.min, line.article, line.span)
    match by:
        case "left":
            return (folded_words(line.before)[::-1], fold(line.keyword), *when)
        case "right":
            return (folded_words(line.after), fold(line.keyword), *when)
        case "source":
            return (fold(line.outlet), *when)
    return when


def _join_adjacent(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    joined, *rest = spans
    for span in rest:
        between = text[joined.end : span.start]
        if between.isspace() and not _LINE_END.search(between) or span.start <= joined.end:
            joined = Span(joined.start, max(joined.end, span.end))
        else:
            yield joined
            joined = span
    yield joined


def _words_before(text: str, end: int, count: int) -> int:
    """The offset at which so many words before an offset begin."""
    if not count:
        return end
    first = max(end - count * _LONGEST_WORD, 0)
    starts = [start for start, _ in word_bounds(text, first, end)]
    return starts[-count] if len(starts) >= count else first


def _words_after(text: str, start: int, count: int) -> int:
    """The offset at which so many words after an offset end, with the punctuation that follows at once."""
    if not count:
        return start
    last = min(start + count * _LONGEST_WORD, len(text))
    ends = [end for _, end in islice(word_bounds(text, start, last), count)]
    if len(ends) < count:
        return last
    end = ends[-1]
    while end < last and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return end


def _clean(text: str) -> str:
    return " ".join(text.split())
