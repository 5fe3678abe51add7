"""Finds the numbers, money, percentages, measures and durations in a shape, and reads their values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.annotate.dates.date_shapes import Found
from reader.annotate.dates.shapes import Element, Shape
from reader.annotate.tokens import LINE_END, Tokens
from reader.wording import sayable

_NUMBER = "[1349vV]"
_TIME_UNIT = "[uPμAYso]"
_SPAN_OF = r"(?:i\+?)?"
_AND_HALF = r"(?:N[HBλT]?)"
"""ثلاث سنوات ونصف, ساعة ونصف الساعة."""
_PATTERN = re.compile(
    rf"(?P<duration>{_SPAN_OF}(?:(?:(?<=ξ){_NUMBER}[+κ]|{_NUMBER}-|θ)?{_NUMBER}{_TIME_UNIT}{_AND_HALF}?|Z[Pμ]|t{_AND_HALF}?|u{_AND_HALF})"
    rf"|i[AsY]{_AND_HALF}|[AsY]N[BλT]|i[Pμ]|i[uAs](?![\d(MmI/])|(?<=[+])P(?![l.]?a))"
    rf"|(?P<percent>%{_NUMBER}|θ?{_NUMBER}%?(?:-{_NUMBER})?%)"
    rf"|(?P<money>[$ç]{_NUMBER}[pç]?|{_NUMBER}\$S|θ?{_NUMBER}(?:-{_NUMBER})?[c$pç]N?|G?[Sg]c)"
    rf"|(?P<measure>θ?{_NUMBER}(?:-{_NUMBER})?U(?:Ny?)?)"
    rf"|(?P<counted>θ?{_NUMBER}(?:-{_NUMBER})?[kν])"
    rf"|(?P<cardinal>θ?{_NUMBER})"
    rf"|(?P<many>(?:G[Sg]?|g)y?)"
)
_HUNDREDS = frozenset({"100", "200"})
"""Values of number words that are doubtful alone where they lack the hamza: مية is also water, ميتا also dead."""
COUNTED = sayable("a number with what it counts")
_RULES = {
    "duration": sayable("a number with a unit of time"),
    "percent": sayable("a number with a percent sign"),
    "money": sayable("a number with a currency"),
    "measure": sayable("a number with a unit"),
    "counted": COUNTED,
    "cardinal": sayable("a number"),
    "many": sayable("tens, hundreds or thousands"),
}
_SCORES = {"cardinal": 0.6, "many": 0.6, "counted": 0.8}
_DOUBTFUL = frozenset({"6", "10", "1000"})
"""Values of number words that, when alone, as often mean something else: ست, عشر, ألف."""

_INDEX = re.compile(r"J\(?[1349/κ-]*\Z")
"""The letters before a number that names a thing instead of counting: رقم 24, المادة (61)."""
_HALVED = (1, 1_000_000, 1_000_000_000, 1_000_000_000_000)
"""The scales that a half after the noun may refer to; it is half of the greatest one in the number."""
_DASHES = frozenset("-–—−")

_SIGNED = frozenset({"percent", "money", "measure", "cardinal"})
"""The kinds of quantity that can be below zero."""
_UNSIGNED_BEFORE = "1349vV%)"
"""The letters after which a dash is not a sign: 10%-15%."""


def find_quantities(shape: Shape, tokens: Tokens, start: int, end: int) -> Iterator[Found]:
    """The quantities and durations in the letters [start, end) of a shape, in order."""
    for match in _PATTERN.finditer(shape.letters, start, end):
        group = match.lastgroup or "cardinal"
        letters = match[0]
        elements = shape.elements[match.start() : match.end()]
        if group in ("cardinal", "counted") and _is_doubtful(letters, shape, tokens, match.end()):
            continue
        kind = "cardinal" if group in ("counted", "many") else group
        first = match.start()
        value = _amount(letters, elements)
        if group in _SIGNED and first > start and _is_signed(shape, tokens, first, match.end()):
            first -= 1
            if shape.letters[first] == "-" and value:
                value = f"-{value}"
        yield Found(first, match.end(), kind, _RULES[group], _SCORES.get(group, 0.9), value)


def _is_doubtful(letters: str, shape: Shape, tokens: Tokens, end: int) -> bool:
    start = end - len(letters)
    first = shape.elements[start]
    if letters[-1] == "k":
        return False
    if letters in ("v", "V") and first.first == first.last:
        return first.value in _DOUBTFUL or (first.value in _HUNDREDS and "ئ" not in _written(tokens, first.first))
    if letters.strip("θν") in ("1", "3", "4", "9"):
        beside = shape.letters[start - 1 : start] + shape.letters[end : end + 1]
        return (
            "/" in beside
            or _INDEX.search(shape.letters, max(0, start - 6), start) is not None
            or _is_score(shape, start, end)
            or _is_name(tokens, first.first - 1)
        )
    return False


def _written(tokens: Tokens, index: int) -> str:
    return tokens.text[tokens.starts[index] : tokens.ends[index]]


def _is_name(tokens: Tokens, index: int) -> bool:
    """Whether a token is a Latin name of which the number after it is a part: iPhone 15."""
    word = _written(tokens, index).lstrip("وفبلك") if index >= 0 else ""
    return word.isascii() and word.isalpha() and not word.islower()


def _is_score(shape: Shape, start: int, end: int) -> bool:
    """Whether a number and another beside it, with a dash between them, are both small, as in 3 - 2 and 2 - 0."""
    after = shape.letters[end : end + 1] == "-" and _is_small(shape, end + 1)
    return after or (start > 1 and shape.letters[start - 1] == "-" and _is_small(shape, start - 2))


def _is_small(shape: Shape, index: int) -> bool:
    letter = shape.letters[index : index + 1]
    return letter == "1" or (letter == "9" and shape.elements[index].value == "0")


def _is_signed(shape: Shape, tokens: Tokens, start: int, end: int) -> bool:
    """Whether a plus or minus directly before a number is its sign: in -12% and (+12), not in 10-12 or after a dash."""
    sign = shape.elements[start - 1].first
    if shape.letters[start - 1] not in "-±" or sign + 1 != shape.elements[start].first:
        return False
    if not tokens.is_adjacent(sign + 1) or (tokens.is_adjacent(sign) and tokens.folded[sign - 1] not in "(["):
        return False
    if shape.letters[start - 2 : start - 1] in (*_UNSIGNED_BEFORE,) and tokens.folded[sign - 1] != "(":
        return False
    closing = shape.elements[end - 1].last + 1
    if closing < len(tokens) and tokens.folded[closing] in _DASHES and tokens.is_adjacent(closing):
        return False  # A pair of dashes encloses a parenthesis.
    if shape.letters[start:end] == "4":
        return False  # The dash before a year: (1915 -1979).
    is_first = sign == 0 or tokens.folded[sign - 1] == LINE_END
    return not is_first or shape.letters[end - 1] in "%U"


def _amount(letters: str, elements: list[Element]) -> str:
    """The value of a quantity, or "" where it is a range or not definite."""
    if "-" in letters or letters[0] in "GgZ" or re.match(r"[1349vV][+κ]", letters):
        return ""
    amounts = [element.value for letter, element in zip(letters, elements, strict=True) if letter in "1349vV"]
    if "t" in letters:
        amounts.append("2")
    half = letters.find("N")
    if half > 0 and not amounts:
        amounts.append("1")
    if not amounts or not amounts[0]:
        return ""
    value = float(amounts[0])
    if letters[-1] in "pS":
        value *= float(elements[-1].value)
    elif half > 0:
        # ثلاثة ملايين دينار ونصف is half a million more.
        value += float(elements[half].value) * max(scale for scale in _HALVED if scale <= max(value, 1))
    return f"{value:.15g}"
