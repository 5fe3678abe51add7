"""Counts the pages of an article, a page being a screenful of its lines, without laying the whole article out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from reader.model import Span
from reader.reading.session import Session


class PageCount:
    """The pages of a text in lines of one width; the rows of its paragraphs are reckoned from their lengths."""

    def __init__(self, paragraphs: Iterable[Span], *, width: int, height: int, spacing: int = 0) -> None:
        kept = tuple(paragraphs)
        self._starts = [each.start for each in kept]
        self._width = max(width, 1)
        self._height = max(height // (1 + spacing), 1)
        # A paragraph is followed by a blank row where the text has none of its own.
        blanks = [bool(len(one) and len(two)) for one, two in zip(kept, kept[1:], strict=False)]
        rows = [self._rows(len(each)) + blank for each, blank in zip(kept, [*blanks, False], strict=True)]
        self._above = [0, *accumulate(rows)]

    @property
    def count(self) -> int:
        """How many pages there are."""
        return max(1, -(-self._above[-1] // self._height))

    def page_of(self, offset: int) -> int:
        """The page on which an offset is, counted from one."""
        at = max(bisect_right(self._starts, offset) - 1, 0)
        row = self._above[at] + self._rows(offset - self._starts[at]) if self._starts else 1
        return min(max(1, -(-row // self._height)), self.count)

    def _rows(self, length: int) -> int:
        return max(1, -(-length // self._width))


def pages_of(session: Session, *, height: int, spacing: int = 0) -> PageCount:
    """The pages of an article as it is laid out, in a pane of some rows."""
    return PageCount(session.layout.paragraphs, width=session.view.width, height=height, spacing=spacing)
