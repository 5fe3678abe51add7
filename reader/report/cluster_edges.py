"""Moves the ends of a span to where a cluster ends, so that no mark is cut from its letter."""

from __future__ import annotations

import re
from unicodedata import category

from reader.layout.clusters import shape_word
from reader.model import Span

_WORD = re.compile(r"\S+")
_LONGEST = 200
"""The most code points that are looked at on each side of an end; no word is longer."""


def whole_clusters(text: str, span: Span) -> Span:
    """The smallest span around this one that divides no cluster; it is cut to the text."""
    start, end = min(span.start, len(text)), min(span.end, len(text))
    return Span(_edge(text, start, before=True), _edge(text, end, before=False))


def _edge(text: str, offset: int, *, before: bool) -> int:
    if not 0 < offset < len(text) or text[offset].isspace() or text[offset - 1].isspace():
        return offset
    if text[offset].isascii() and category(text[offset])[0] not in "MC":
        return offset
    first = max(0, offset - _LONGEST)
    blanks = [each.end() for each in re.finditer(r"\s", text[first:offset])]
    begin = first + (blanks[-1] if blanks else 0)
    word = _WORD.match(text, begin, offset + _LONGEST)
    if word is None:
        return offset
    for cluster in shape_word(word[0], "keep").clusters:
        if begin + cluster.start < offset < begin + cluster.end:
            return begin + (cluster.start if before else cluster.end)
    return offset
