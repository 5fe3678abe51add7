"""Cuts the words around a place out of the text of its article."""

from __future__ import annotations

from dataclasses import dataclass

from reader.library.index.article_putting import get_text
from reader.library.index.library_index import LibraryIndex
from reader.model import Span

_AFTER = 160
"""How many characters are shown at most after a place."""


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """The words around a place, on one line."""

    text: str
    place: Span
    """The place in that text."""


def cut_context(index: LibraryIndex, number: int, span: Span, *, before: int) -> PlaceContext:
    """The words around a place in the article with a number in the index, at most so many characters before it.

    KeyError if the article is no longer there.
    """
    text = get_text(index.connection, number)
    start = max(0, span.start - before)
    # From the beginning of a line or, in a long one, of a word.
    line = text.rfind("\n", start, span.start) + 1
    if line:
        start = line
    elif start:
        start = text.find(" ", start, span.start) + 1 or start
    sign = "…" if start and not line else ""
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + _AFTER)
    moved = len(sign) - start
    return PlaceContext(sign + text[start:end].replace("\n", " "), Span(span.start + moved, span.end + moved))
