"""Finds where the words that a model quotes stand in the text: letter by letter, in another spelling, or nearly so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reader.arabic.words import Folded, fold, fold_with_map, skip_sign, strip_proclitics, word_bounds
from reader.model import Span

_EDGES = " \t\r\n\"'«»“”‘’„،؛,;:.!?؟…"
"""What models add at the ends of a quote, or leave there."""
_LEAST = 8
"""The fewest folded letters of a quote that is looked for where it stands nowhere as it is."""
_ALIKE = 88.0
"""How much of a quote must agree with the words found for it, in percent of Indel similarity."""


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """A place where a quote stands."""

    span: Span
    is_sure: bool = True
    """False where the words are only nearly those of the quote."""


class QuoteFinder:
    """Finds quotes in one text; what it finds begins and ends with whole words, or after the proclitics of one."""

    def __init__(self, text: str) -> None:
        self._text = text
        bounds = list(word_bounds(text))
        self._starts = [start for start, _ in bounds]
        self._ends = [end for _, end in bounds]

    def find(self, quote: str) -> tuple[QuoteHit, ...]:
        """Every place of a quote, in order; if its words stand nowhere, the one place whose words are most alike."""
        quote = quote.strip(_EDGES)
        if not quote or len(quote) > len(self._text) + _LEAST:
            return ()
        exact = tuple(self._find_exact(quote))
        return exact or tuple(self._find_respelled(quote)) or tuple(self._find_alike(quote))

    def widen(self, span: Span) -> Span:
        """The span with the proclitics of its first word."""
        word = self._word_at(span.start)
        return span if word is None else Span(word.start + skip_sign(word.of(self._text)), span.end)

    def _find_exact(self, quote: str) -> Iterator[QuoteHit]:
        at = self._text.find(quote)
        while at >= 0:
            yield from self._check(Span(at, at + len(quote)))
            at = self._text.find(quote, at + 1)

    def _find_respelled(self, quote: str) -> Iterator[QuoteHit]:
        words = fold(quote).split()
        if words:
            for match in re.finditer(r"\s+".join(map(re.escape, words)), self._folded.text):
                yield from self._check(self._folded.original(*match.span()))

    def _find_alike(self, quote: str) -> Iterator[QuoteHit]:
        wanted = " ".join(fold(quote).split())
        if not _LEAST <= len(wanted) <= len(self._folded.text):
            return
        from rapidfuzz import fuzz

        found = fuzz.partial_ratio_alignment(wanted, self._folded.text, score_cutoff=_ALIKE)
        if found is None or found.dest_start >= found.dest_end:
            return
        span = self._snap(self._folded.original(found.dest_start, found.dest_end))
        if span and fuzz.ratio(wanted, fold(span.of(self._text)), score_cutoff=_ALIKE):
            yield QuoteHit(span, is_sure=False)

    def _check(self, span: Span) -> Iterator[QuoteHit]:
        if self._word_at(span.end) is None and self._begins_well(span.start):
            yield QuoteHit(span)

    def _begins_well(self, start: int) -> bool:
        word = self._word_at(start)
        if word is None:
            return True
        skipped = start - word.start
        if skipped == skip_sign(word.of(self._text)):
            return True
        # The و of وحلب and the وب of وبحلب: each proclitic that was left out must be one.
        before, rest = self._text[word.start : start], self._text[start : word.end]
        return len(rest) > 1 and 0 < strip_proclitics(self._text[word.start : word.end]) >= len(before)

    def _word_at(self, offset: int) -> Span | None:
        """The word that an offset is inside of, or None."""
        at = bisect_left(self._starts, offset) - 1
        return Span(self._starts[at], self._ends[at]) if at >= 0 and self._ends[at] > offset else None

    def _snap(self, span: Span) -> Span | None:
        """The words of which at least half lies in a span, as one span."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end) - 1
        while first <= last and not self._is_mostly_in(first, span):
            first += 1
        while first <= last and not self._is_mostly_in(last, span):
            last -= 1
        return Span(self._starts[first], self._ends[last]) if first <= last else None

    def _is_mostly_in(self, at: int, span: Span) -> bool:
        start, end = self._starts[at], self._ends[at]
        return 2 * (min(end, span.end) - max(start, span.start)) >= end - start

    @cached_property
    def _folded(self) -> Folded:
        return fold_with_map(self._text)
