"""Matches folded words against the words of a query: whole words, beginnings of words, several spellings of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from reader.library.index.index_words import folded_words, has_stem_of

_BEFORE_THE_ARTICLE = ("", "ب", "ك")
_FIRST = ("", "و", "ف")
PROCLITICS = tuple(
    first + rest
    for first, rest in product(
        _FIRST, (*(before + article for before, article in product(_BEFORE_THE_ARTICLE, ("", "ال"))), "لل", "ل", "س")
    )
)
"""Everything that `has_stem_of` takes for proclitics, with or without ال."""
_HAMZAS = frozenset("ءؤئأ")
_SEATS = "ءويا"


@dataclass(frozen=True, slots=True)
class WordPattern:
    """One word of a query."""

    forms: tuple[str, ...]
    """The folded words that are meant, any of them."""
    is_prefix: bool = False
    """Whether longer words that begin so are meant too."""
    stem: str = ""
    """The word whose proclitics do not matter; empty where they do. `forms` are then all that it can be."""

    @property
    def shortest(self) -> str:
        """Its shortest form."""
        return min(self.forms, key=len)

    def with_proclitics(self) -> WordPattern:
        """The same word with anything before it that can be a proclitic."""
        if self.stem:
            return self
        forms = (proclitics + form for form in self.forms for proclitics in PROCLITICS)
        return WordPattern(tuple(dict.fromkeys(forms)), self.is_prefix)

    def matches(self, word: str) -> bool:
        """Whether a folded word is meant."""
        return word.startswith(self.forms) if self.is_prefix else word in self.forms


def make_patterns(written: str, *, stems: bool = False) -> tuple[WordPattern, ...]:
    """The patterns of what is written, which may be several words; one that * follows is the beginning of a word.

    With `stems`, proclitics and ال before the words do not matter.
    """
    return tuple(pattern for piece in written.split() for pattern in _make_patterns(piece, stems=stems))


def _make_patterns(piece: str, *, stems: bool) -> Iterator[WordPattern]:
    bare = piece.rstrip("*")
    words = folded_words(bare)
    for at, folded in enumerate(words):
        is_prefix = bare != piece and at == len(words) - 1
        spellings = [folded]
        if is_prefix and unicodedata.normalize("NFC", bare)[-1] in _HAMZAS:
            # Only the letters after it decide which seat a hamza is folded to.
            spellings = [folded[:-1] + seat for seat in _SEATS]
        yield _with_stems(spellings, is_prefix=is_prefix) if stems else WordPattern(tuple(spellings), is_prefix)


def _with_stems(spellings: Sequence[str], *, is_prefix: bool) -> WordPattern:
    forms = (
        proclitics + bare
        for folded in spellings
        for bare in (folded.removeprefix("ال") if len(folded) > 4 else folded,)
        for proclitics in PROCLITICS
        if has_stem_of(proclitics + bare, folded)
    )
    return WordPattern(tuple(dict.fromkeys(forms)), is_prefix, spellings[0])


def find_phrase(words: Sequence[str], patterns: Sequence[WordPattern]) -> Iterator[int]:
    """The places where the words of a phrase stand side by side, by the number of the first."""
    first, *rest = patterns
    for place in range(len(words) - len(rest)):
        if first.matches(words[place]) and all(each.matches(words[place + 1 + at]) for at, each in enumerate(rest)):
            yield place


def write_patterns(patterns: Sequence[WordPattern]) -> str:
    """Patterns as a text that SQL can hand on to `has_phrase`."""
    return " ".join("|".join(each.forms) + "*" * each.is_prefix for each in patterns)


@lru_cache(maxsize=65_536)
def has_phrase(text: str, patterns: str) -> bool:
    """Whether a text has the words of written patterns side by side."""
    if " " not in patterns and "*" not in patterns:
        return not _split(patterns).isdisjoint(folded_words(text))
    return _compile(patterns).search(fold_name(text)) is not None


def fold_name(name: str) -> str:
    """The folded words of a name, with a blank between them."""
    return " ".join(folded_words(name))


@lru_cache(maxsize=256)
def _split(patterns: str) -> frozenset[str]:
    return frozenset(patterns.split("|"))


@lru_cache(maxsize=256)
def _compile(patterns: str) -> re.Pattern[str]:
    words = (f"(?:{each.removesuffix('*')}){'[^ ]*' if each.endswith('*') else ''}" for each in patterns.split(" "))
    return re.compile(f"(?<![^ ]){' '.join(words)}(?![^ ])")
