"""The shape of a text: a string with a letter for each word that dates and numbers are made of, to search in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reader.annotate.measures import load_measures
from reader.annotate.tokens import Tokens, without_proclitics

OTHER = "."
"""What stands for a word or mark that means nothing to dates and numbers; "+" comes before a word with proclitics."""

_NUMBERS = (
    (re.compile(r"(?:[12]?\d{3})/\d{1,2}/\d{1,2}|\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d{2})"), "8"),
    (re.compile(r"[12]\d{3}/[12]\d{3}"), "6"),
    (re.compile(r"[012]?\d:[0-5]\d(?::[0-5]\d)?"), "7"),
    (re.compile(r"0?[1-9]|[12]\d|3[01]"), "1"),
    (re.compile(r"1[0-9]{3}|20[0-9]{2}|21[0-4][0-9]"), "4"),
    (re.compile(r"\d{1,3}(?:[,.]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"), "9"),
)
_MARKS = {**dict.fromkeys("-–—−", "-"), **dict.fromkeys(",،", ","), "/": "/", "(": "(", ")": ")"}
_WITH_AND = {"v": "V", "S": "n", "g": "n", "d": "n", "h": "N"}
"""Number words that continue a number when و is before them: ستة وعشرون, مليون ونصف."""


@dataclass(frozen=True, slots=True)
class Element:
    """One letter of a shape."""

    first: int
    last: int
    """The tokens it stands for, both included."""
    skipped: int
    """How many folded letters of the first are proclitics."""
    value: str
    """What the lexicon says the word is worth, or the digits."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A text as letters, and what each letter stands for."""

    letters: str
    elements: list[Element]


def read_shape(tokens: Tokens) -> Shape:
    """The shape of a text; each letter of it has its element, a "+" the element of the word after it."""
    measures, _ = load_measures()
    letters: list[str] = []
    elements: list[Element] = []
    folded = tokens.folded
    nothing = Element(0, 0, 0, "")
    index = 0
    while index < len(folded):
        word = folded[index]
        letter, element = OTHER, nothing
        if len(word) == 1 and word in _MARKS:
            letter, element = _MARKS[word], Element(index, index, 0, "")
        elif word[0].isdecimal():
            last, number = _read_number(tokens, index, measures)
            letter, element = _number_letter(number), Element(index, last, 0, number)
            index = last
        else:
            for skipped, stem, length in _readings(word):
                found = _look_up(folded, index, stem, length, measures)
                if found is not None:
                    letter, last, value = found
                    element = Element(index, last, skipped, value)
                    if skipped:
                        if word[0] == "و" and skipped == 1 and letter in _WITH_AND:
                            letter = _WITH_AND[letter]
                        else:
                            letters.append("+")
                            elements.append(element)
                    index = last
                    break
        letters.append(letter)
        elements.append(element)
        index += 1
    return Shape("".join(letters), elements)


def _read_number(tokens: Tokens, index: int, measures: dict[str, tuple[str, str]]) -> tuple[int, str]:
    """The last token of the number that begins with these digits, and its digits with a point before the fraction.

    Some agencies write the decimal comma as ر, the fraction first (5ر656 is 656.5), or as an Arabic comma, which a list
    may have as well, so that it takes a measure after it (872،4 مليون).
    """
    folded = tokens.folded
    word = folded[index]
    if not (tokens.is_adjacent(index + 1) and tokens.is_adjacent(index + 2) and word.isdecimal()):
        return index, word
    mark, second = folded[index + 1 : index + 3]
    if not second.isdecimal() or folded[index + 3 : index + 4] in (["ر"], ["،"]):
        return index, word
    # Of four digits, with zeros, a fraction is not taken for thousands.
    if mark == "ر":
        return index + 2, f"{second}.{word:0<4}"
    if mark == "،" and len(second) < 3 and _measures(folded, index + 3, measures):
        return index + 2, f"{word}.{second:0<4}"
    return index, word


def _measures(folded: list[str], index: int, measures: dict[str, tuple[str, str]]) -> bool:
    if index >= len(folded):
        return False
    _, longest = load_measures()
    found = _look_up(folded, index, folded[index], longest.get(folded[index], 0), measures)
    return found is not None and found[0] in "%cpUSg"


@lru_cache(maxsize=30_000)
def _readings(word: str) -> tuple[tuple[int, str, int], ...]:
    """How a word may begin an expression: letters left out, stem, the words of the longest one it begins."""
    _, longest = load_measures()
    return tuple((skipped, stem, longest[stem]) for skipped, stem in without_proclitics(word) if stem in longest)


def _look_up(
    folded: list[str], index: int, stem: str, length: int, measures: dict[str, tuple[str, str]]
) -> tuple[str, int, str] | None:
    for last in range(min(index + length, len(folded)) - 1, index - 1, -1):
        entry = measures.get(" ".join([stem, *folded[index + 1 : last + 1]]))
        if entry is not None:
            return entry[0], last, entry[1]
    return None


def _number_letter(word: str) -> str:
    return next((letter for pattern, letter in _NUMBERS if pattern.fullmatch(word)), OTHER)
