"""Decides which offsets in another unit stand for which offsets in code points, and the other way round."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

from reader.model import Span

Unit = Literal["code points", "utf-16", "graphemes"]
"""What a program counts: Python code points, JavaScript and Java UTF-16 units, and some what a reader takes for a
character."""


class OffsetMap:
    """Offsets of one text in one unit."""

    def __init__(self, text: str, unit: Unit) -> None:
        self._starts = _starts(text, unit)
        self._length = len(text)

    def write(self, span: Span) -> tuple[int, int]:
        """The start and end of a span in the unit; what it covers only in part of a unit, it covers whole."""
        if self._starts is None:
            return span.start, span.end
        start = bisect_left(self._starts, span.start)
        return start - (self._starts[start] > span.start), bisect_left(self._starts, span.end)

    def read(self, start: object, end: object) -> Span | None:
        """The span that a start and end in the unit mean; None where they are no numbers, in no order or outside."""
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            return None
        if self._starts is not None:
            if end >= len(self._starts):
                return None
            start, end = self._starts[start], self._starts[end]
        return Span(start, end) if start < end <= self._length else None


def _starts(text: str, unit: Unit) -> Sequence[int] | None:
    """The offset in code points of each unit and of the end; None where units are code points."""
    if unit == "utf-16":
        if text.isascii() or max(text) <= "\uffff":
            return None
        # Both halves of a surrogate pair begin where their character does.
        halves = (offset for offset, character in enumerate(text) for _ in range(1 + (character > "\uffff")))
        return [*halves, len(text)]
    if unit == "graphemes":
        from wcwidth import iter_graphemes

        return [0, *accumulate(map(len, iter_graphemes(text)))]
    return None
