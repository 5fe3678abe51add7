"""Finds a query in a text, whatever the spelling, and decides the order in which the hits are reported."""

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
"""Code points folded at a time; folding with a map takes about 0.2 µs each, so only blocks with hits get a map."""
_BLOCKS_A_SLICE = 16
_GAP = 256
"""The most white space, in code points, between two words of a query that lie in two slices."""

# The letters that may stand between the start of a word and a hit: و ف, then ب ك ل س, then the article; لل is ل with an
# article that has lost its alef. They are matched on the few characters before a hit, since literal hits are found ten
# times faster.
_PROCLITICS = re.compile(r"(?:^|\W)[وف]?(?:لل|[بكلس]?(?:ال)?)$")
_LONGEST_PROCLITICS = 5


@dataclass(frozen=True, slots=True)
class FoldedQuery:
    """A query that can be matched in folded text."""

    pattern: re.Pattern[str]
    whole_words: bool

    def matches(self, text: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """The start and end of every hit in folded text; hits do not overlap."""
        while match := self.pattern.search(text, start):
            if self.whole_words and not _begins_word(text, match.start()):
                start = match.start() + 1
            else:
                yield match.span()
                start = match.end()


def _begins_word(text: str, start: int) -> bool:
    return bool(_PROCLITICS.search(text[max(0, start - _LONGEST_PROCLITICS - 1) : start]))


def parse_query(query: str, *, whole_words: bool = False) -> FoldedQuery | None:
    """The query in a typed text, or None if nothing of the text is left to look for.

    The words stand in the article as in the query, with any white space between them. The first of whole words may have
    proclitics and the article before it: فيروس is in بالفيروس, but not in فيروسات.
    """
    words = [re.escape(word) for word in fold(query).split()]
    if not words:
        return None
    return FoldedQuery(re.compile(r"\s+".join(words) + (r"(?!\w)" if whole_words else "")), whole_words)


class Search:
    """A text that can be searched repeatedly; it is folded only as far as a search has come.

    To fold a text of eight million code points takes about half a second; to search it then, a hundredth of that.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._edges = cut_between_words(text, _BLOCK)
        self._blocks: list[str | None] = [None] * (len(self._edges) - 1)
        self._map = lru_cache(maxsize=64)(self._fold_with_map)

    def fold_ahead(self, start: int = 0) -> Iterator[None]:
        """Fold the text from an offset to the end and then from the beginning, a few milliseconds at each step."""
        first = self._block_at(start)
        for index in (*range(first, len(self._blocks)), *range(first)):
            if self._blocks[index] is None:
                self._block(index)
                if index % _BLOCKS_A_SLICE == 0:
                    yield

    def hits(self, query: str, *, start: int = 0, whole_words: bool = False) -> Iterator[tuple[Span, ...]]:
        """The hits from an offset to the end and then from the beginning, a slice at each step; a slice may be empty.

        The rest of the text is not searched if the iteration is stopped.
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

    def _scan(self, query: FoldedQuery, reach: int, first: int) -> Iterator[tuple[Span, ...]]:
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
        """The index of the block that holds an offset; the last one if the offset is beyond the text."""
        return max(min(bisect_right(self._edges, offset) - 1, len(self._blocks) - 1), 0)

    def _fold_with_map(self, index: int) -> Folded:
        return fold_with_map(self._text[self._edges[index] : self._edges[index + 1]])

    def origin(self, index: int, position: int) -> int:
        """The offset in the text of a folded character, given by its block and its position there."""
        return self._edges[index] + self._map(index).origins[position]

    def blocks_before(self, index: int, reach: int) -> int:
        """The first block of a run that ends before a block and holds at least `reach` folded characters."""
        while index > 0 and reach > 0:
            index -= 1
            reach -= len(self._block(index))
        return index

    def blocks_after(self, index: int, reach: int) -> int:
        """The end of a run of blocks that begins with a block and holds at least `reach` folded characters."""
        while index < len(self._blocks) and reach > 0:
            reach -= len(self._block(index))
            index += 1
        return index

    def folded(self, first: int, end: int) -> list[str]:
        """The folded texts of the blocks from `first` to before `end`."""
        return [self._block(index) for index in range(first, end)]

    def __len__(self) -> int:
        return len(self._text)


class _Window:
    """Some blocks with enough folded text on either side to decide where words begin and a hit ends."""

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
        """The span of the searched text for a stretch of the window; see Folded.original."""
        first = self._origin(start)
        last = self._origin(end - 1)
        while end < len(self.text) and self._origin(end) == last:
            end += 1
        return Span(first, self._origin(end))

    def _origin(self, position: int) -> int:
        if position == len(self.text):
            # The window ends before the text does only where no hit can reach the rest.
            return len(self._search)
        piece = bisect_right(self._starts, position) - 1
        return self._search.origin(self._first + piece, position - self._starts[piece])
