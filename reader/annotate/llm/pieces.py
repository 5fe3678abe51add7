"""Cuts an article into overlapping pieces that a model can read at once, and makes them safe to send."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from reader.arabic.words import cut_between_words, sentences
from reader.model import Span

_AROUND = 400
"""The most code points before and after a piece that are sent with it, so that what it continues is known."""

_SAFE = {ord("<"): "‹", ord(">"): "›"}
"""Servers take words such as <|im_end|> or </s> for the end of a message, wherever they stand."""
_TURN = re.compile(r"\[(/?[A-Z_]+)\]")
"""The same in models that write [INST] and [/INST]."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article that is sent in one request."""

    core: Span
    """The part whose annotations are taken from the answer; the cores of an article do not overlap."""
    sent: Span
    """The core with what stands around it."""


def cut_pieces(text: str, size: int) -> tuple[Piece, ...]:
    """The pieces of a text, whose cores have at most `size` code points, and end with a sentence where they can."""
    return tuple(_surround(core, text) for core in _cores(text, Span(0, len(text)), size))


def halve(piece: Piece, text: str) -> tuple[Piece, ...]:
    """Two pieces for one to which the answer was too long; the piece alone if it cannot be cut."""
    core = piece.core
    ends = [end for end in _ends(text, core, max(len(core) // 2, 1)) if core.start < end < core.end]
    if not ends:
        return (piece,)
    middle = min(ends, key=lambda end: abs(core.start + core.end - 2 * end))
    return tuple(_surround(half, text) for half in (Span(core.start, middle), Span(middle, core.end)))


def make_safe(text: str) -> str:
    """The text as it is sent: as long as it was, without signs that end a message, controls and lone surrogates."""
    safe = _TURN.sub(r"(\1)", text.translate(_SAFE))
    if safe.isprintable():
        return safe
    return "".join(map(_replace_unsendable, safe))


def _replace_unsendable(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    return " " if category == "Cc" and character not in "\n\t" else character


def _cores(text: str, whole: Span, size: int) -> Iterator[Span]:
    start = end = whole.start
    for sentence_end in _ends(text, whole, size):
        if sentence_end - start > size and end > start:
            yield Span(start, end)
            start = end
        end = sentence_end
    if whole.of(text)[start - whole.start :].strip():
        yield Span(start, whole.end)


def _ends(text: str, whole: Span, size: int) -> Iterator[int]:
    """The ends of the sentences in a stretch, and places between words inside one that is longer than a piece."""
    at = whole.start
    for sentence in sentences(whole.of(text)):
        end = whole.start + sentence.end
        if end - at > size:
            yield from (at + cut for cut in cut_between_words(text[at:end], max(size // 2, 1))[1:])
        else:
            yield end
        at = end


def _surround(core: Span, text: str) -> Piece:
    before = text[max(core.start - _AROUND, 0) : core.start]
    after = text[core.end : core.end + _AROUND]
    if core.start > _AROUND:
        before = before[_first_start(before) :]
    if core.end + _AROUND < len(text):
        after = after[: _last_end(after)]
    return Piece(core, Span(core.start - len(before), core.end + len(after)))


def _first_start(text: str) -> int:
    """Where the first whole sentence of a stretch that was cut anywhere begins; its end where there is none."""
    found = sentences(text)
    return found[1].start if len(found) > 1 else len(text)


def _last_end(text: str) -> int:
    found = sentences(text)
    return found[-2].end if len(found) > 1 else 0
