"""Divides a text into tokens for the annotators: its words, folded, and the marks between them, with their offsets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reader.arabic.web_words import is_address
from reader.arabic.words import fold, fold_with_map, part_bounds, skip_sign, word_bounds
from reader.model import Span

ADDRESS_SIGN = "@"
LINE_END = "\n"
_LINE_ENDS = frozenset("\n\r\u2028\u2029\u0085\v\f")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's words and marks in order, without white space, except that line ends count as marks."""

    text: str
    folded: list[str]
    """Each word as fold() writes it, and each mark as it is; a word of an address or a handle begins with a sign."""
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.folded)

    def span(self, first: int, last: int, skipped: int = 0) -> Span:
        """The span from a token to another, both included, without the first `skipped` folded letters."""
        start = self.starts[first]
        if skipped:
            start += self._offset(first, skipped)
        return Span(start, self.ends[last])

    def is_adjacent(self, index: int) -> bool:
        """Whether the token directly follows the one before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]

    def has_tanwin(self, index: int) -> bool:
        """Whether a word ends with fathatan, as no name of a place does: وفدا سوريًا is a Syrian delegation."""
        return "\u064b" in self.text[max(self.ends[index] - 2, self.starts[index]) : self.ends[index]]

    def _offset(self, index: int, skipped: int) -> int:
        origins = fold_with_map(self.text[self.starts[index] : self.ends[index]]).origins
        # A ligature can only be left out whole.
        while origins[skipped] == origins[skipped - 1]:
            skipped += 1
        return origins[skipped]


@lru_cache(maxsize=30_000)
def fold_word(word: str) -> str:
    """The word as fold() writes it, kept, since a corpus repeats nearly all of its words."""
    return fold(word)


@lru_cache(maxsize=2)
def read_tokens(text: str) -> Tokens:
    """The tokens of a text, kept for the next annotator of the same text."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, sign in _cut(text):
        # A single space, the commonest gap, has no marks.
        if start > at and not (start == at + 1 and text[at] == " "):
            _add_marks(text, at, start, folded, starts, ends)
        at = end
        letters = fold_word(text[start:end])
        if letters:
            folded.append(sign + letters)
            starts.append(start)
            ends.append(end)
    _add_marks(text, at, len(text), folded, starts, ends)
    return Tokens(text, folded, starts, ends)


def _cut(text: str) -> Iterator[tuple[int, int, str]]:
    """The start and end of each word, and the sign that it gets; an address is divided as the recogniser learnt it."""
    for start, end in word_bounds(text):
        if is_address(text[start:end]):
            for first, after in part_bounds(text, start, end):
                yield first, after, ADDRESS_SIGN
        else:
            yield start + (skip_sign(text[start:end]) if text[start] in "#＃" else 0), end, ""


def _add_marks(text: str, at: int, end: int, folded: list[str], starts: list[int], ends: list[int]) -> None:
    for offset in range(at, end):
        character = text[offset]
        if character in _LINE_ENDS:
            mark = LINE_END
        elif character.isspace() or not fold(character):
            continue
        else:
            mark = character
        folded.append(mark)
        starts.append(offset)
        ends.append(offset + 1)


_AND = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")


@lru_cache(maxsize=30_000)
def without_proclitics(word: str) -> tuple[tuple[int, str], ...]:
    """The ways to read a folded word as proclitics and a stem of two letters or more: (letters left out, stem).

    The word as it stands comes first. Where ل has swallowed the alef of ال (للفوعة), the stem has the alef restored,
    and one letter is left out, since the second ل belongs to ال.
    """
    readings = [(0, word)]
    length = len(word)
    skip = 0
    if word[0] in _AND and length > 2:
        skip = 1
        readings.append((1, word[1:]))
    if length > skip + 2:
        for at in {0, skip}:
            if word[at] in _PREPOSITIONS:
                if word.startswith("لل", at) and length > at + 3:
                    readings.append((at + 1, "ال" + word[at + 2 :]))
                else:
                    readings.append((at + 1, word[at + 1 :]))
    return tuple(readings)
