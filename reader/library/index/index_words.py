"""Cuts a text into the folded words by which it is found, with their places in the original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.arabic.words import fold, fold_with_map
from reader.model import Span

_WORD = re.compile(r"[^\W_]+")
_PREFIXES = re.compile(r"(?:ال|لل|[وفبكلس])(?=[^\W_]{3})")
_PROCLITICS = re.compile(r"[وف]?(?:[بك]?(?:ال)?|لل|ل|س)")
_FUTURE = frozenset("ايتن")
"""The letters with which a verb begins that has the س of the future before it."""


@dataclass(frozen=True, slots=True)
class IndexWord:
    """A folded word of a text."""

    folded: str
    span: Span
    """Its span in the original, with the marks of its last letter."""


def index_words(text: str) -> Iterator[IndexWord]:
    """The words of a text in order: runs of letters and digits of the folded text.

    Nothing else separates or joins words: 3.5 is two words, and so is @name_of.
    """
    folded = fold_with_map(text)
    for match in _WORD.finditer(folded.text):
        yield IndexWord(match[0], folded.original(match.start(), match.end()))


def word_places(folded: str) -> list[tuple[int, int]]:
    """The start and end of each word of a text that is folded already."""
    return [match.span() for match in _WORD.finditer(folded)]


def folded_words(text: str) -> list[str]:
    """The folded words of a text without their places, which is faster."""
    return _WORD.findall(fold(text))


def stem(folded: str) -> str:
    """What is left of a folded word when everything is taken off that can be a proclitic or ال.

    Words that are alike but for these have the same stem (وزير, والوزير: زير), and so have a few others (السلام, لام),
    so it finds candidates; `has_stem_of` decides.
    """
    while match := _PREFIXES.match(folded):
        folded = folded[match.end() :]
    return folded


def has_stem_of(folded: str, wanted: str) -> bool:
    """Whether a folded word is a wanted one, with or without proclitics and ال before either of them.

    وللوزير and الوزير are وزير, سيوقع is يوقع; السلام is not لام. Without a lexicon وزير is زير too.
    """
    bare = wanted.removeprefix("ال") if len(wanted) > 4 else wanted
    if not folded.endswith(bare):
        return False
    before = folded[: len(folded) - len(bare)]
    if before.endswith("س") and bare[:1] not in _FUTURE:
        return False
    return _PROCLITICS.fullmatch(before) is not None
