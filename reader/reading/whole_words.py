"""Which span the analyst means who points at a word, or has selected more or less than one."""

from __future__ import annotations

from reader.arabic.words import strip_proclitics
from reader.model import Span
from reader.reading import motion


def words_at(text: str, offset: int, count: int = 1) -> Span | None:
    """The word at an offset with so many in all from there on; None where there is none."""
    name = motion.name_at(text, offset)
    if name is None:
        return None
    end = name.end
    for _ in range(count - 1):
        following = motion.word_at(text, motion.word_forward(text, end))
        end = following.span.end if following else end
    return Span(name.start, end)


def trim(span: Span, text: str) -> Span:
    """The span without white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def turn_words(span: Span, text: str) -> Span:
    """The next of: whole words, the same without proclitics, without ال too; from the last one back to the first."""
    whole = _whole_words(span, text)
    first = whole.of(text).split()[0] if len(whole) else ""
    stem = strip_proclitics(first)
    article = 2 if first.startswith("ال", stem) and len(first) - stem >= 4 else 0
    steps = list(dict.fromkeys(Span(whole.start + off, whole.end) for off in (0, stem, stem + article)))
    return steps[(steps.index(span) + 1) % len(steps)] if span in steps else whole


def _whole_words(span: Span, text: str) -> Span:
    """The span with both ends moved out to the ends of their words."""
    first, last = motion.name_at(text, span.start), motion.name_at(text, max(span.start, span.end - 1))
    return Span(first.start if first else span.start, last.end if last else span.end)
