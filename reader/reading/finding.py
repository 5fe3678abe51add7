"""Where a query stands in a text, differences of spelling aside, and in which order it is told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, takewhile

from reader.arabic.words import Folded, cut_between_words, fold, fold_with_map
from reader.model import Span

_BLOCK = 2048
"""Code points folded at a time; folding with a map costs about 0.2 µs each, so only blocks with hits get one."""
_BLOCKS_A_SLICE = 16
_GAP = 256
"""Most white space, in characters, between two words of a query that may straddle two slices."""

# What may stand between a word and its hit: و ف, then ب ك ل س, then the article; لل is ل with an article that
# has lost its alef. It is matched on the few characters before a hit, since literal hits are found ten times faster.
_PROCLITICS = re.compile(r"(?:^|\W)[وف]?(?:لل|[بكلس]?(?:ال)?)$")
_LONGEST_PROCLITICS = 5


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for in folded text."""

    pattern: re.Pattern[str]
    whole_words: bool

    def matches(self, text: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """Start and end of every hit in folded text, none overlapping another."""
        while match := self.pattern.search(text, start):
            if self.whole_words and not _begins_word(text, match.start()):
                start = match.start() + 1
            else:
                yield match.span()
                start = match.end()


def _begins_word(text: str, start: int) -> bool:
    return bool(_PROCLITICS.search(text[max(0, start - _LONGEST_PROCLITICS - 1) : start]))


def parse_query(query: str, *, whole_words: bool = False) -> Query | None:
    """What a query means, or None where nothing of it is left to look for.

    Words stand in the text as in the query, with any white space between them. Whole words may have proclitics and the
    article before the first: فيروس is in بالفيروس, but not in فيروسات.
    """
    words = [re.escape(word) for word in fold(query).split()]
    if not words:
        return None
    return Query(re.compile(r"\s+".join(words) + (r"(?!\w)" if whole_words else "")), whole_words)


class Search:
    """A text that can be searched again and again; it is folded only as far as a search has come.

    A text of eight million code points takes about half a second to fold and a hundredth of that to search once folded.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._edges = cut_between_words(text, _BLOCK)
        self._blocks: list[str | None] = [None] * (len(self._edges) - 1)
        self._map = lru_cache(maxsize=64)(self._fold_with_map)

    def fold_ahead(self, start: int = 0) -> Iterator[None]:
        """Fold everything from an offset on and then what is before it, a few milliseconds at each step."""
        first = self._block_at(start)
        for index in (*range(first, len(self._blocks)), *range(first)):
            if self._blocks[index] is None:
                self._block(index)
                if index % _BLOCKS_A_SLICE == 0:
                    yield

    def hits(self, query: str, *, start: int = 0, whole_words: bool = False) -> Iterator[tuple[Span, ...]]:
        """Hits from an offset to the end and then from the beginning, a slice at each step; a slice may be empty.

        Stop asking and the rest is never searched.
        """
        parsed = parse_query(query, whole_words=whole_words)
        if parsed is None or not self._blocks:
            return
        reach = 2 * len(query) + _GAP
        for slice_ in self._scan(parsed, reach, self._block_at(start)):
            yield tuple(span for span in slice_ if span.start >= start)
        for slice_ in self._scan(parsed, reach, 0):
            before = tuple(takewhile(lambda span: span.start < start, slice_))
            yield before
            if len(before) < len(slice_):
                return

    def _scan(self, query: Query, reach: int, first: int) -> Iterator[tuple[Span, ...]]:
        overrun = 0
        for index in range(first, len(self._blocks), _BLOCKS_A_SLICE):
            window = _Window(self, index, min(index + _BLOCKS_A_SLICE, len(self._blocks)), reach)
            spans = []
            next_overrun = max(0, overrun - (window.stop - window.start))
            for start, end in query.matches(window.text, window.start + overrun):
                if start >= window.stop:
                    break
                spans.append(window.original(start, end))
                next_overrun = max(next_overrun, end - window.stop)
            overrun = next_overrun
            yield tuple(spans)

    def _block(self, index: int) -> str:
        folded = self._blocks[index]
        if folded is None:
            folded = self._blocks[index] = fold(self._text[self._edges[index] : self._edges[index + 1]])
        return folded

    def _block_at(self, offset: int) -> int:
        """The block that holds an offset; the last where it is beyond the text."""
        return max(min(bisect_right(self._edges, offset) - 1, len(self._blocks) - 1), 0)

    def _fold_with_map(self, index: int) -> Folded:
        return fold_with_map(self._text[self._edges[index] : self._edges[index + 1]])

    def origin(self, index: int, position: int) -> int:
        """The offset in the text of a folded character, by block and position in it."""
        return self._edges[index] + self._map(index).origins[position]

    def blocks_before(self, index: int, reach: int) -> int:
        """The first block of a run that ends before this one and holds at least so many folded characters."""
        while index > 0 and reach > 0:
            index -= 1
            reach -= len(self._block(index))
        return index

    def blocks_after(self, index: int, reach: int) -> int:
        """Where a run of blocks ends that begins with this one and holds at least so many folded characters."""
        while index < len(self._blocks) and reach > 0:
            reach -= len(self._block(index))
            index += 1
        return index

    def folded(self, first: int, end: int) -> list[str]:
        """The folded text of some blocks."""
        return [self._block(index) for index in range(first, end)]

    def __len__(self) -> int:
        return len(self._text)


class _Window:
    """Some blocks with enough folded text on either side to tell where words begin and a hit ends."""

    def __init__(self, search: Search, first: int, end: int, reach: int) -> None:
        self._search = search
        self._first = search.blocks_before(first, _LONGEST_PROCLITICS + 1)
        pieces = search.folded(self._first, search.blocks_after(end, reach))
        self._starts = [0, *accumulate(map(len, pieces))]
        self.text = "".join(pieces)
        self.start = self._starts[first - self._first]
        """Where the blocks themselves begin in the window's text."""
        self.stop = self._starts[end - self._first]

    def original(self, start: int, end: int) -> Span:
        """The stretch of the searched text behind a stretch of the window, as Folded.original tells it."""
        first = self._origin(start)
        last = self._origin(end - 1)
        while end < len(self.text) and self._origin(end) == last:
            end += 1
        return Span(first, self._origin(end))

    def _origin(self, position: int) -> int:
        if position == len(self.text):
            # The window ends short of the text only where what follows is beyond the reach of every hit.
            return len(self._search)
        piece = bisect_right(self._starts, position) - 1
        return self._search.origin(self._first + piece, position - self._starts[piece])
