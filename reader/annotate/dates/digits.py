"""Reads the value of digits, with the marks and spaces that group them or begin their fraction."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from reader.annotate.tokens import Tokens

_SPACES = frozenset("\u00a0\u2007\u2009\u202f")
"""Spaces that only separate thousands; a plain space may also be between two numbers."""
_APOSTROPHES = frozenset("'’")
"""The marks that separate thousands in Swiss style: 1’250’000."""
_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?")
_SCALES = "Sgαp"
_MEASURES = "%cçU" + _SCALES
"""The letters of a shape (measures.LETTERS) that show, after a number, that it measures something."""
_COUNTED = _MEASURES + "kuPμA"
_VULGAR = {"1/2": "0.5", "1/3": "0.333333", "2/3": "0.666667", "1/4": "0.25", "3/4": "0.75"}
_TELEPHONE = re.compile(r"\d+(?:[\u00a0 ()/.-]{1,2}\d+)*")
_TELEPHONE_IN_GROUPS = re.compile(r"\d{2,3}(?:[ -]\d{2,3}){2,4}(?![\d.,])")
_DATE = re.compile(r"\d{1,2}[ /.-]+\d{1,2}[ /.-]+\d{2,4}(?!\d)")
_NUMBERS = (
    (re.compile(r"(?:[12]?\d{3})/\d{1,2}/\d{1,2}|\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d{2})"), "8"),
    (re.compile(r"[12]\d{3}/[12]\d{3}"), "6"),
    (re.compile(r"[012]?\d:[0-5]\d(?::[0-5]\d)?"), "7"),
    (re.compile(r"0?[1-9]|[12]\d|3[01]"), "1"),
    (re.compile(r"1[0-9]{3}|20[0-9]{2}|21[0-4][0-9]"), "4"),
    (re.compile(r"[1-9]\d{1,2}"), "3"),
    (re.compile(r"\d{1,3}(?:[,.]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"), "9"),
)

Letters = Callable[[int], str]
"""A function that gives the letter of the shape for the word at an index, "" for none."""


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in digits: its last token, its letter in a shape, and its value, "" where the digits have none."""

    last: int
    letter: str
    value: str


def read_digits(tokens: Tokens, index: int, before: str, letter_at: Letters) -> Digits:
    """The number that begins with the digits at an index.

    `before` has the last letters of the shape so far; `letter_at` gives the letter of the word at an index. Some
    agencies write the decimal comma as ر, with the fraction first (5ر656 is 656.5), or as an Arabic comma. The latter
    may also separate the items of a list, so it counts as decimal only before a measure (872،4 مليون).
    """
    word = tokens.folded[index]
    if _begins_telephone(tokens, index, before):
        end = _end_of_telephone(tokens, index, _TELEPHONE)
        if end is not None:
            return Digits(end, ".", "")
    if "⁄" in word:
        return Digits(index, "9", _fraction(word))
    if word.isdecimal() and tokens.is_adjacent(index + 1):
        number = _joined(tokens, index, letter_at)
        if number is not None:
            return number
    elif word.isdecimal() and len(word) <= 3 and word[0] != "0":
        number = _with_spaced_share(tokens, index) or _spaced(tokens, index, before, letter_at)
        if number is not None:
            return number
        end = _end_of_telephone(tokens, index, _TELEPHONE_IN_GROUPS)
        if end is not None:
            return Digits(end, ".", "")
    elif word in _VULGAR and letter_at(index + 1) in (*"SαU",):
        return Digits(index, "9", _VULGAR[word])
    letter = _letter_of(word)
    if letter == "9":
        word = read_separated(word, is_scaled=letter_at(index + 1) in (*_SCALES,))
    return Digits(index, letter, word)


@lru_cache(maxsize=5_000)
def _letter_of(word: str) -> str:
    return next((letter for pattern, letter in _NUMBERS if pattern.fullmatch(word)), ".")


def read_separated(word: str, *, is_scaled: bool) -> str:
    """The value of digits with commas and points, or "" where the separators make no sense.

    Three digits after a single separator are a group of a thousand, but before مليون and the like they are a fraction.
    """
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", word) and not (is_scaled and word.count(",") == 1):
        return word.replace(",", "")
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+", word):
        return word.replace(".", "").replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", word) or (re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", word) and not is_scaled):
        return word.replace(".", "")
    plain = word.replace(",", ".")
    return plain if plain.count(".") <= 1 else ""


def _joined(tokens: Tokens, index: int, letter_at: Letters) -> Digits | None:
    """The number in digits with a mark directly after them: 2½, 5ر656, 872،4 مليون, 1،250،000."""
    folded, word = tokens.folded, tokens.folded[index]
    mark = folded[index + 1]
    share = _fraction(mark) if "⁄" in mark else ""
    if share:
        return Digits(index + 1, "9", f"{float(word) + float(share):.15g}")
    if mark in _APOSTROPHES:
        return _grouped_by(tokens, index, mark)
    if mark not in ("ر", "،") or not tokens.is_adjacent(index + 2) or not folded[index + 2].isdecimal():
        return None
    second = folded[index + 2]
    if mark == "ر":
        return None if folded[index + 3 : index + 4] == ["ر"] else Digits(index + 2, "9", f"{second}.{word}")
    last, digits = index, word
    while folded[last + 1 : last + 2] == ["،"] and tokens.is_adjacent(last + 1) and tokens.is_adjacent(last + 2):
        last, digits = last + 2, digits + folded[last + 2]
        if not folded[last].isdecimal():
            return None
    after = letter_at(last + 1)
    if last == index + 2 and after and after in _MEASURES and (len(second) < 3 or after in _SCALES + "%"):
        return Digits(last, "9", f"{word}.{second}")
    is_grouped = all(len(each) == 3 for each in folded[index + 2 : last + 1 : 2]) and len(word) <= 3 and word[0] != "0"
    if is_grouped and ((after and after in _COUNTED) or (last > index + 2 and digits.endswith("000"))):
        return Digits(last, "9", digits)
    return None


def _grouped_by(tokens: Tokens, index: int, mark: str) -> Digits | None:
    """The number in groups of three digits with the same mark between them and no spaces: 1’250’000."""
    folded, last = tokens.folded, index
    while folded[last + 1 : last + 2] == [mark] and last + 2 < len(tokens) and _GROUP.fullmatch(folded[last + 2]):
        if not (tokens.is_adjacent(last + 1) and tokens.is_adjacent(last + 2)):
            break
        last += 2
    if last == index or len(folded[index]) > 3 or folded[index][0] == "0":
        return None
    return Digits(last, "9", "".join(folded[index : last + 1 : 2]).replace(",", "."))


def _with_spaced_share(tokens: Tokens, index: int) -> Digits | None:
    """The value of a number and a fraction sign with one space between them: 2 ½."""
    share = tokens.folded[index + 1] if index + 1 < len(tokens) else ""
    if "⁄" not in share or tokens.text[tokens.ends[index] : tokens.starts[index + 1]] not in {" ", *_SPACES}:
        return None
    value = _fraction(share)
    return Digits(index + 1, "9", f"{float(tokens.folded[index]) + float(value):.15g}") if value else None


def _spaced(tokens: Tokens, index: int, before: str, letter_at: Letters) -> Digits | None:
    """The number in groups of three digits with the same space between them: 1 250 000."""
    folded = tokens.folded
    last = index
    space = ""
    while last + 1 < len(tokens) and _GROUP.fullmatch(folded[last + 1]):
        gap = tokens.text[tokens.ends[last] : tokens.starts[last + 1]]
        if len(gap) != 1 or (space and gap != space) or not (gap == " " or gap in _SPACES):
            break
        last, space = last + 1, gap
    if last == index:
        return None
    after = letter_at(last + 1)
    digits = "".join(folded[index : last + 1])
    if space in _SPACES or folded[last] == "000" or (after and after in _COUNTED) or before.endswith(("$", "ç")):
        return Digits(last, "9", digits.replace(",", "."))
    return None


def _fraction(word: str) -> str:
    """The value of ½ and the like, which are folded to 1⁄2."""
    above, _, below = word.partition("⁄")
    return f"{int(above) / int(below):g}" if above.isdecimal() and below.isdecimal() and int(below) else ""


def _begins_telephone(tokens: Tokens, index: int, before: str) -> bool:
    """Whether the digits begin with a plus or a zero, or a word such as هاتف comes before them."""
    word = tokens.folded[index]
    if word[0] == "0":
        return word.isdecimal() and len(word) > 1 and not tokens.is_adjacent(index)
    return before.endswith(("J", "J.")) or (index > 0 and tokens.folded[index - 1] == "+" and tokens.is_adjacent(index))


def _end_of_telephone(tokens: Tokens, index: int, pattern: re.Pattern[str]) -> int | None:
    """The last token of groups of digits that have as many digits as a telephone number (7 to 15); else None."""
    match = pattern.match(tokens.text, tokens.starts[index])
    if match is None or not 7 <= sum(map(str.isdecimal, match[0])) <= 15 or _DATE.match(match[0]):
        return None
    last = index
    while last + 1 < len(tokens) and tokens.starts[last + 1] < match.end():
        last += 1
    return last
