"""Where a shape holds numbers, money, percentages, measures and durations, and what they amount to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.annotate.dates import Found
from reader.annotate.shapes import Element, Shape

# A run of number words and digits; what of it makes one number is decided by reading it.
_NUMBER = r"(?:[149]|w(?=[vV])|[vV]|[dn]|[hN](?=S)|S)(?:[SgdVnN]|(?<=[vV])v|(?<=S)v(?=[SgV]))*"
_TIME_UNIT = "[uPAYso]"
_SPAN_OF = r"(?:i\+?)?"
_PATTERN = re.compile(
    rf"(?P<duration>{_SPAN_OF}(?:{_NUMBER}{_TIME_UNIT}N?|ZP|t(?:N)?)|iP|i[uAs](?![\d(MmI/])|(?<=[+])P(?![l.]?a))"
    rf"|(?P<percent>%(?:{_NUMBER})|(?:{_NUMBER})(?:-{_NUMBER})?%)"
    rf"|(?P<money>\${_NUMBER}|(?:{_NUMBER})(?:-{_NUMBER})?[c$p]|G?[Sg]c)"
    rf"|(?P<measure>(?:{_NUMBER})(?:-{_NUMBER})?U)"
    rf"|(?P<counted>(?:{_NUMBER})(?:-{_NUMBER})?k)"
    rf"|(?P<cardinal>{_NUMBER})"
    rf"|(?P<many>(?:G[Sg]?|g)y?)"
)
_RULES = {
    "duration": "a number with a unit of time",
    "percent": "a number with a percent sign",
    "money": "a number with a currency",
    "measure": "a number with a unit",
    "counted": "a number with what it counts",
    "cardinal": "a number",
    "many": "tens, hundreds or thousands",
}
_SCORES = {"cardinal": 0.6, "many": 0.6, "counted": 0.8}
_SCALES = ("S", "g", "n", "d")
_DOUBTFUL = frozenset({"6", "10"})
"""What number words are worth that stand alone for other things as often: ست, عشر."""


_INDEX = re.compile(r"J\(?[149/-]*\Z")
"""Numbers that name a thing and count nothing: رقم 24, المادة (61)."""


def find_quantities(shape: Shape, start: int, end: int) -> Iterator[Found]:
    """The quantities and durations of a stretch of a shape, in its order."""
    for match in _PATTERN.finditer(shape.letters, start, end):
        group = match.lastgroup or "cardinal"
        letters = match[0]
        elements = shape.elements[match.start() : match.end()]
        if group == "cardinal" and _is_doubtful(letters, elements, shape, match.end()):
            continue
        kind = "cardinal" if group in ("counted", "many") else group
        first = match.start() + (letters[0] == "+")
        yield Found(first, match.end(), kind, _RULES[group], _SCORES.get(group, 0.9), _amount(letters, elements))


def _is_doubtful(letters: str, elements: list[Element], shape: Shape, end: int) -> bool:
    if letters in ("v", "V"):
        return elements[0].value in _DOUBTFUL
    if letters in ("1", "4", "9"):
        start = end - 1
        beside = shape.letters[start - 1 : start] + shape.letters[end : end + 1]
        return "/" in beside or _INDEX.search(shape.letters, max(0, start - 6), start) is not None
    return letters in ("S", "n") and elements[0].value == "1000"


def _amount(letters: str, elements: list[Element]) -> str:
    """The number that digits and number words make, or nothing where they leave it open."""
    if letters[0] in "GgZ" or "-" in letters:
        return ""
    total, group, last, is_open = 0.0, 0.0, 0.0, True
    before = ""
    for letter, element in zip(letters, elements, strict=True):
        if letter in "149":
            digits = _digits(element.value, letters)
            if digits is None:
                return ""
            group = digits
        elif letter in "vVw":
            group += float(element.value)
        elif letter in "hN":
            group += float(element.value) * (1 if is_open else max(_last_scale(letters, elements), 1))
        elif letter in "Sg" and before in _SCALES:
            # تسعة آلاف مليار: the scale after a scale is one of it.
            total += last * (float(element.value) - 1)
            last *= float(element.value)
        elif letter in "Sgn":
            last = (group or 1) * float(element.value)
            total, group = total + last, 0.0
        elif letter == "d":
            last = float(element.value)
            total += last
        elif letter == "p":
            total, group = (total + group) * float(element.value), 0.0
        elif letter == "t":
            total += 2
        else:
            continue
        before, is_open = letter, False
    return "" if is_open else f"{total + group:.15g}"


def _last_scale(letters: str, elements: list[Element]) -> float:
    """What ونصف after a number is a half of: of a million in مليون ونصف."""
    scales = [float(each.value) for letter, each in zip(letters, elements, strict=True) if letter in "Sgn"]
    duals = [float(each.value) / 2 for letter, each in zip(letters, elements, strict=True) if letter == "d"]
    return ([0.0] + duals + scales)[-1]


def _digits(word: str, letters: str) -> float | None:
    """The number that digits with their separators stand for, or None where the separators make no sense."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", word):
        return float(word.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", word) or (re.fullmatch(r"\d{1,3}\.\d{3}", word) and "S" not in letters):
        return float(word.replace(".", ""))
    plain = word.replace(",", ".")
    return float(plain) if plain.count(".") <= 1 else None
