"""Writes a text as a shape: a string with a letter for each kind of word in dates and numbers, to search in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reader.annotate.dates.counted import is_counted
from reader.annotate.dates.digits import read_digits
from reader.annotate.dates.numbers import SINGLE, Number, read_number
from reader.annotate.lists.measures import load_measures
from reader.annotate.tokens import Tokens, without_proclitics

OTHER = "."
"""The letter for a word or mark without meaning in dates and numbers; "+" comes before a word with proclitics."""

_MARKS = {**dict.fromkeys("-–—−", "-"), **dict.fromkeys(",،", ","), "/": "/", "(": "(", ")": ")", "+": "±"}
_NUMBER_WORDS = "vwωSgdhlbα"
_TENS = frozenset({"20", "30", "40", "50", "60", "70", "80", "90"})
_ONE = "واحد"
"""The word for one, to which وأحد (مئة وأحد عشر) is folded too."""
_STARTS = re.compile(r"(?<!G)[vdα]|(?<!G)(?<![1349]\$)S|[wωlbh]|[1349](?=[Sgακ∧])|I(?=[%Ucp])")
_BEFORE_NOUN = re.compile(r"[139vV](?=\.)")


@dataclass(frozen=True, slots=True)
class Element:
    """One letter of a shape."""

    first: int
    last: int
    """The first and last token that the letter stands for, both included."""
    skipped: int
    """The number of folded letters at the start of the first token that are proclitics."""
    value: str
    """The word's value in the lexicon, or that of the digits."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A text as letters, and the element that each letter stands for."""

    letters: str
    elements: list[Element]


def read_shape(tokens: Tokens) -> Shape:
    """The shape of a text; each of its letters has an element, and a "+" has that of the word after it."""
    measures, longest = load_measures()

    def letter_at(index: int) -> str:
        word = folded[index] if index < len(folded) else ""
        found = _look_up(folded, index, word, longest[word], measures) if word in longest else None
        return found[0] if found else ""

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
            digits = read_digits(tokens, index, "".join(letters[-2:]), letter_at)
            letter, element = digits.letter, Element(index, digits.last, 0, digits.value)
            index = digits.last
        else:
            for skipped, stem, length in _readings(word):
                found = _look_up(folded, index, stem, length, measures)
                if found is not None:
                    letter, last, value = found
                    if letter == OTHER and last == index and _goes_on_as_number(folded, index, measures):
                        continue
                    element = Element(index, last, skipped, value)
                    if letter == "θ" and stem == "لل":
                        element = Element(index, last, len(word) - 1, value)
                    if word == _ONE and _is_and_one(tokens, index, letters):
                        letter, skipped, element = "ω", 1, Element(index, last, 1, value)
                    if letter == "α" and tokens.has_tanwin(index):
                        letter = "S"  # ألفًا is never two thousand.
                    if skipped:
                        letters.append("∧" if word[0] == "و" and skipped == 1 and letter in _NUMBER_WORDS else "+")
                        elements.append(element)
                    index = last
                    break
        letters.append(letter)
        elements.append(element)
        index += 1
    shape = _join_numbers(letters, elements)
    return _with_nouns(shape, tokens)


def _is_and_one(tokens: Tokens, index: int, letters: list[str]) -> bool:
    """Whether واحد is وأحد: the hamza shows it, or عشر after it, or a number directly before it (مئة واحد وعشرون)."""
    is_ten = tokens.folded[index + 1 : index + 2] in (["عشر"], ["عشره"])
    after_number = bool(letters) and letters[-1] in "vSgdα"
    return is_ten or after_number or tokens.text[tokens.starts[index] + 1] == "أ"


def _goes_on_as_number(folded: list[str], index: int, measures: dict[str, tuple[str, str]]) -> bool:
    """Whether a ten follows a word that is seldom a number, but is one in بستة وعشرين and لأحد عشر."""
    after = folded[index + 1] if index + 1 < len(folded) else ""
    letter, value = measures.get(after.removeprefix("و"), ("", ""))
    return letter == "v" and (value == "10" if after[0] != "و" else value in _TENS)


def _join_numbers(letters: list[str], elements: list[Element]) -> Shape:
    """The shape with one letter for each number of several words or digits."""
    text = "".join(letters)
    match = _STARTS.search(text)
    if match is None:
        return Shape(text, elements)
    values = [element.value for element in elements]
    joined: list[str] = []
    joined_elements: list[Element] = []
    at = 0
    for match in _STARTS.finditer(text):
        start = match.start()
        if start < at or (values[start] == "10" and text[start - 1 : start] in ("r", "ρ")):
            continue  # Part of a number, or of an ordinal: الحادية عشرة.
        number = _read_zero(values, start) if text[start] == "I" else read_number(letters, values, start)
        is_half = number is None and text[start] == "h" and text[start - 1 : start] == "∧"
        if number is None and not is_half:
            continue
        joined.append(text[at:start])
        joined_elements.extend(elements[at:start])
        if number is None:
            joined[-1] = joined[-1][:-1]
            joined_elements[-1] = elements[start]
            joined.append("N")
            at = start + 1
        else:
            first, last = elements[start], elements[number.end - 1]
            joined.append(number.letter)
            joined_elements.append(Element(first.first, last.last, first.skipped, f"{number.value:.15g}"))
            at = number.end
    joined.append(text[at:])
    joined_elements.extend(elements[at:])
    return Shape("".join(joined).replace("∧", "+"), joined_elements)


def _read_zero(values: list[str], start: int) -> Number | None:
    """The number zero, or None: صفر is zero before what it measures, and otherwise a month."""
    return Number(start + 1, 0, SINGLE) if values[start] == "2" else None


def _with_nouns(shape: Shape, tokens: Tokens) -> Shape:
    """The shape with "ν" for each word that, by its form, can only be what the number before it counts."""
    letters = shape.letters
    changed: list[str] = []
    at = 0
    for match in _BEFORE_NOUN.finditer(letters):
        number = shape.elements[match.start()]
        index = number.last + 1
        if index < len(tokens) and number.value and is_counted(tokens, index, float(number.value)):
            changed += (letters[at : match.end()], "ν")
            at = match.end() + 1
            shape.elements[match.end()] = Element(index, index, 0, "")
    return Shape("".join(changed) + letters[at:], shape.elements) if changed else shape


@lru_cache(maxsize=30_000)
def _readings(word: str) -> tuple[tuple[int, str, int], ...]:
    """The ways in which a word may begin an expression: letters left out, stem, words in the longest expression."""
    _, longest = load_measures()
    return tuple((skipped, stem, longest[stem]) for skipped, stem in without_proclitics(word) if stem in longest)


def _look_up(
    folded: list[str], index: int, stem: str, length: int, measures: dict[str, tuple[str, str]]
) -> tuple[str, int, str] | None:
    for last in range(min(index + length, len(folded)) - 1, index, -1):
        entry = measures.get(" ".join([stem, *folded[index + 1 : last + 1]]))
        if entry is not None:
            return entry[0], last, entry[1]
    entry = measures.get(stem)
    return None if entry is None else (entry[0], index, entry[1])
