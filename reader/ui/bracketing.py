"""Puts spans in brackets where no colour can show them, without taking a space of the text away."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from reader.model import Span

OPENING, CLOSING = "[", "]"


class Bracketed:
    """A text with brackets around spans, and the places of the original's spans in it.

    The brackets are put in before lines are made, so that they are counted and ordered as the text is.
    """

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        marked = {span for span in spans if len(span)}
        self._starts = sorted(span.start for span in marked)
        self._ends = sorted(span.end for span in marked)
        pieces, at = [], 0
        for offset in sorted({*self._starts, *self._ends}):
            closed = bisect_right(self._ends, offset) - bisect_left(self._ends, offset)
            opened = bisect_right(self._starts, offset) - bisect_left(self._starts, offset)
            pieces += [text[at:offset], CLOSING * closed, OPENING * opened]
            at = offset
        self.text = "".join([*pieces, text[at:]])
        """The text with the brackets in it."""

    def move(self, span: Span) -> Span:
        """The place of a span, with its own brackets if it has them."""
        start = span.start + bisect_left(self._starts, span.start) + bisect_right(self._ends, span.start)
        end = span.end + bisect_left(self._starts, span.end) + bisect_right(self._ends, span.end)
        return Span(start, end)
