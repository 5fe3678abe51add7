"""Cuts a text into tokens for other programs: the reader's words, and each mark between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from reader.arabic.words import word_bounds
from reader.model import Span


def tokens(text: str, start: int = 0, end: int | None = None, *, edges: Iterable[int] = ()) -> Iterator[Span]:
    """The words and marks in the stretch [start, end) of a text, without white space; words are cut at the edges."""
    cuts = sorted(set(edges))
    end = len(text) if end is None else end
    at = start
    for first, after in (*word_bounds(text, start, end), (end, end)):
        yield from (Span(at + i, at + i + 1) for i, mark in enumerate(text[at:first]) if not mark.isspace())
        for cut in cuts[bisect_left(cuts, first + 1) : bisect_left(cuts, after)]:
            yield Span(first, cut)
            first = cut
        if first < after:
            yield Span(first, after)
        at = after
