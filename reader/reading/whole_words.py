"""Which span the analyst means who points at a word, or has selected more or less than one."""

from __future__ import annotations

from unicodedata import category

from reader.arabic.abbreviations import ends_abbreviation
from reader.arabic.words import strip_proclitics
from reader.model import Span
from reader.reading import motion

_BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "‹": "›", "﴿": "﴾"}
_OPENING = {closing: opening for opening, closing in _BRACKETS.items()}


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
    """The span without the white space and the punctuation around its words; a span of nothing else keeps its signs.

    Signs that belong to a word stay: of a percentage, a hashtag or handle, an abbreviation, a negative number, and a
    bracket that the span closes or opens again inside.
    """
    start, end = _trim_space(span.start, span.end, text)
    bare = Span(start, end)
    while start < end:
        if _is_outer_start(text, start, end):
            start += 1
        elif _is_outer_end(text, start, end):
            end -= 1
        else:
            return Span(start, end)
        start, end = _trim_space(start, end, text)
    return bare


def _trim_space(start: int, end: int, text: str) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_outer_start(text: str, start: int, end: int) -> bool:
    sign = text[start]
    if not category(sign).startswith("P") or sign in "#@":
        return False
    if sign in "-\u2212%\u066a" and text[start + 1 : start + 2].isdigit():
        return False
    closing = _BRACKETS.get(sign)
    return closing is None or text.find(closing, start, end) in (-1, end - 1)


def _is_outer_end(text: str, start: int, end: int) -> bool:
    sign = text[end - 1]
    if not category(sign).startswith("P") or sign in "%\u066a\u2030":
        return False
    opening = _OPENING.get(sign)
    return not ends_abbreviation(text, end - 1) and (opening is None or text.find(opening, start, end) == -1)


def turn_words(span: Span, text: str) -> Span:
    """The next of: whole words, the same without proclitics, without ال too, and with the punctuation around them.

    From the last of these it goes back to the first.
    """
    whole = _whole_words(trim(span, text), text)
    first = whole.of(text).split()[0] if len(whole) else ""
    stem = strip_proclitics(first)
    article = 2 if first.startswith("ال", stem) and len(first) - stem >= 4 else 0
    bare = [Span(whole.start + off, whole.end) for off in (0, stem, stem + article)]
    steps = list(dict.fromkeys([*bare, _with_punctuation(whole, text)]))
    return steps[(steps.index(span) + 1) % len(steps)] if span in steps else whole


def _with_punctuation(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    while start > 0 and category(text[start - 1]).startswith("P"):
        start -= 1
    while end < len(text) and category(text[end]).startswith("P"):
        end += 1
    return Span(start, end)


def _whole_words(span: Span, text: str) -> Span:
    """The span with both ends moved out to the ends of their words."""
    first, last = motion.name_at(text, span.start), motion.name_at(text, max(span.start, span.end - 1))
    return Span(first.start if first else span.start, last.end if last else span.end)
