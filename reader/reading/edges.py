"""Decides where the edge of a span goes when it is moved by a word or a letter."""

from __future__ import annotations

from unicodedata import category

from reader.model import Span
from reader.reading import motion


def move_edge(text: str, span: Span, *, end: bool, forward: bool, by_letter: bool) -> Span:
    """The span with one edge moved by a word or a letter; it never becomes empty."""
    if by_letter:
        moved = _letter(text, span.end if end else span.start, forward=forward)
    elif end:
        moved = (motion.word_end_forward if forward else motion.word_end_back)(text, span.end)
    else:
        moved = (motion.word_forward if forward else motion.word_back)(text, span.start)
    start, stop = (span.start, moved) if end else (moved, span.end)
    return Span(start, stop) if start < stop else span


def _letter(text: str, offset: int, *, forward: bool) -> int:
    """The offset of the next letter, or of the one before; marks stay with their letter."""
    offset += 1 if forward else -1
    while 0 < offset < len(text) and category(text[offset]) == "Mn":
        offset += 1 if forward else -1
    return min(max(offset, 0), len(text))
