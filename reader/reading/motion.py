"""Decides where each movement of the caret ends.

Movements by word, sentence and paragraph follow the text; movements by cell and line follow the screen. Each takes an
offset and returns an offset, both in code points and never outside the text. A text may have millions of code points,
so each looks only at the stretch around the offset.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.arabic.words import Word, sentences, skip_sign, words
from reader.layout import Layout, LinePlace
from reader.model import Span

_NEAR = 400
"""How far around an offset words are looked for, in code points; farther if a word is longer than that."""

_WIDE = 8_000
"""How far around an offset sentences are looked for, in code points."""

# Commas and colons inside numbers, as in 1,500 and 10:30, do not end a clause.
_CLAUSE_BREAK = re.compile(r"""[،؛,;:](?![0-9٠-٩۰-۹])|[()\[\]{}«»"“”]|(?<=\s)[-–—]+(?=\s)""")
_SENTENCE_MARKS = ".!?؟۔…"


def word_at(text: str, offset: int) -> Word | None:
    """The word that covers the offset or ends exactly there; None if there is none."""
    for word in words(text, *_window(text, offset, _NEAR)):
        if word.span.start <= offset <= word.span.end and (
            offset < word.span.end or not text[offset : offset + 1].isalnum()
        ):
            return word
    return None


def name_at(text: str, offset: int) -> Span | None:
    """The word that covers the offset, without signs before it such as that of #حلب; None if there is none."""
    word = word_at(text, offset)
    return Span(word.span.start + skip_sign(word.text), word.span.end) if word else None


def word_forward(text: str, offset: int) -> int:
    """The start of the next word, or the end of the text."""
    _, end = _window(text, offset, _NEAR)
    starts = (word.span.start for word in words(text, _word_start(text, offset), end))
    found = next((start for start in starts if start > offset), None)
    if found is None:
        found = next((word.span.start for word in words(text, end)), len(text))
    return found


def word_back(text: str, offset: int) -> int:
    """The start of the word before the offset, or of the word that the offset is inside, or the start of the text."""
    return _last_start_before(text, offset, _NEAR, lambda start: [w.span.start for w in words(text, start, offset)])


def word_end_forward(text: str, offset: int) -> int:
    """The next end of a word after the offset, or the end of the text."""
    _, end = _window(text, offset, _NEAR)
    return next((w.span.end for w in words(text, _word_start(text, offset), end) if w.span.end > offset), len(text))


def word_end_back(text: str, offset: int) -> int:
    """The last end of a word before the offset, or the start of the text."""
    start, _ = _window(text, offset, _NEAR)
    return max((w.span.end for w in words(text, start, offset) if w.span.end < offset), default=0)


def sentence_at(text: str, offset: int) -> Span:
    """The sentence that covers the offset; between two sentences, the first of them."""
    start, end = _window(text, offset, _WIDE)
    found = Span(offset, offset)
    for sentence in sentences(text[start:end]):
        if start + sentence.start > offset and len(found):
            break
        found = Span(start + sentence.start, start + sentence.end)
        if offset < found.end:
            break
    return found


def clause_at(text: str, offset: int) -> Span:
    """The stretch between two punctuation marks in the sentence around the offset, without the marks."""
    sentence = sentence_at(text, offset)
    start, end = sentence.start, sentence.end
    for mark in _CLAUSE_BREAK.finditer(text, sentence.start, sentence.end):
        if mark.start() >= offset:
            end = mark.start()
            break
        start = mark.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _SENTENCE_MARKS):
        end -= 1
    return Span(start, end)


def sentence_forward(text: str, offset: int) -> int:
    """The start of the next sentence, or the end of the text."""
    start, end = _window(text, offset, _WIDE)
    starts = (start + sentence.start for sentence in sentences(text[start:end]))
    return next((found for found in starts if found > offset), end)


def sentence_back(text: str, offset: int) -> int:
    """The start of the sentence, or of the sentence before if the offset is at a start."""

    def starts(start: int) -> list[int]:
        return [start + sentence.start for sentence in sentences(text[start:offset])]

    return _last_start_before(text, offset, _WIDE, starts)


def paragraph_at(layout: Layout, offset: int) -> Span:
    """The paragraph that covers the offset."""
    return layout.paragraphs[layout.place_of(offset).paragraph]


def paragraph_forward(layout: Layout, offset: int) -> int:
    """The start of the next paragraph with any text, or the end of the text."""
    at = layout.place_of(offset).paragraph + 1
    while at < len(layout.paragraphs):
        if len(layout.paragraphs[at]):
            return layout.paragraphs[at].start
        at += 1
    return len(layout.text)


def paragraph_back(layout: Layout, offset: int) -> int:
    """The start of the paragraph, or of the paragraph before if the offset is at a start."""
    at = layout.place_of(offset).paragraph
    while at >= 0:
        if len(layout.paragraphs[at]) and layout.paragraphs[at].start < offset:
            return layout.paragraphs[at].start
        at -= 1
    return 0


def cell_left(layout: Layout, offset: int) -> int:
    """The offset of the cluster to the left; past the edge, the line read next (in left-to-right text, before)."""
    return _cell_beside(layout, offset, -1)


def cell_right(layout: Layout, offset: int) -> int:
    """The offset of the cluster to the right; past the edge, the line read before (in left-to-right text, next)."""
    return _cell_beside(layout, offset, 1)


def line_down(layout: Layout, offset: int, count: int, *, column: int | None = None) -> int:
    """The offset `count` lines below (above if negative), in the same column or in `column`, in cells."""
    place, here = layout.locate(offset)
    landing = layout.step(place, count)
    if landing == place:
        return offset
    return layout.offset_in(landing, here if column is None else column)


def line_start(layout: Layout, offset: int) -> int:
    """The first offset of the line."""
    return layout.line(layout.place_of(offset)).span.start


def line_end(layout: Layout, offset: int) -> int:
    """The start of the line's last cluster that has a cell."""
    line = layout.line(layout.place_of(offset))
    return max((cell.span.start for cell in line.cells), default=line.span.start)


def _cell_beside(layout: Layout, offset: int, direction: int) -> int:
    place, column = layout.locate(offset)
    line = layout.line(place)
    left = layout.margin(line)
    at = column + direction
    while left <= at < left + line.width:
        found = layout.offset_in(place, at)
        if found != offset:
            return found
        at += direction
    forward = (direction < 0) == (line.base == "rtl")
    landing = layout.step(place, 1 if forward else -1)
    if landing == place:
        return len(layout.text) if forward else line.span.start
    beside = layout.line(landing)
    if beside.base == line.base:
        return beside.span.start if forward else _last_cluster(layout, landing)
    edge = layout.margin(beside)
    return layout.offset_in(landing, edge + beside.width - 1 if direction < 0 else edge)


def _last_cluster(layout: Layout, place: LinePlace) -> int:
    line = layout.line(place)
    return max((cell.span.start for cell in line.cells), default=line.span.start)


def _window(text: str, offset: int, size: int) -> tuple[int, int]:
    """A stretch around the offset that begins and ends between words if possible."""
    start = max(0, offset - size)
    end = min(len(text), offset + size)
    return _word_start(text, start), _word_end(text, end)


def _word_start(text: str, offset: int) -> int:
    while offset > 0 and not text[offset - 1].isspace():
        offset -= 1
    return offset


def _word_end(text: str, offset: int) -> int:
    while offset < len(text) and not text[offset].isspace():
        offset += 1
    return offset


def _last_start_before(text: str, offset: int, size: int, starts: Callable[[int], list[int]]) -> int:
    start = _word_start(text, max(0, offset - size))
    while True:
        found = starts(start)
        if found or start == 0:
            return found[-1] if found else 0
        start = _word_start(text, max(0, start - 4 * size))
