"""Decides which number words and digits make one number, and reads its value: أحد عشر ألفا, مليون و200 ألف."""

from __future__ import annotations

from dataclasses import dataclass

SINGLE = "v"
"""The letter of a number that contains a word; a number in digits alone keeps its letter."""
YEAR = "V"
"""The letter of a number of several words that may be a year: ألفين وستة عشر."""
_AND = "κ∧"
"""The letters for a separate و, before digits, and for one that is part of a number word."""
_DIGITS = "1349"
_WORDS = "vwωlb"
_SCALES = "Sgα"
_BEFORE_DUAL = "kνUcpç"
"""The letters after ألفا that show that it is two thousand (ألفا رجل) and not the thousand of عشرين ألفا."""
_NOT_AFTER_ADDED = frozenset("/-Mm&Iq%7(")
"""The letters after digits that show that the digits are not part of the number before them."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a shape: where its letters end, its value and its letter."""

    end: int
    value: float
    letter: str


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of a number: the words up to a scale (ألف, مليون …)."""

    end: int
    value: float
    limit: float
    """The next term is added only if its value is less than this."""
    scale: float


def read_number(letters: list[str], values: list[str], start: int) -> Number | None:
    """The number that begins at a letter of a shape, or None.

    A number's terms are joined by و and go from the greatest scale to the least; a term that is not less than the
    scale before it begins another number (7 آلاف و10 آلاف).
    """
    term = _read_term(letters, values, start, is_added=False)
    if term is None:
        return None
    total, end, limit, scale = term.value, term.end, term.limit, term.scale
    is_listed = start > 0 and letters[start - 1] == "ξ"  # بين ألف و200: two numbers.
    while end + 1 < len(letters) and letters[end] in _AND:
        at = end + 1
        if letters[at] == "h" and letters[at + 1 : at + 2] != ["S"]:
            # مليون ونصف: the half is that of a million, and nothing can follow it.
            return Number(at + 1, total + float(values[at]) * scale, SINGLE)
        term = None if is_listed and letters[end] == "κ" else _read_term(letters, values, at, is_added=True)
        if term is None or term.value >= limit:
            break
        if letters[at] in _DIGITS and not _may_be_added(letters, values, at, term):
            break
        total, end, limit, scale = total + term.value, term.end, term.limit, term.scale
    has_digits = any(letter in _DIGITS for letter in letters[start:end])
    if has_digits and end == start + 1:
        return Number(end, total, letters[start])
    is_year = not has_digits and 1000 < total < 2200 and total == int(total)
    return Number(end, total, YEAR if is_year else SINGLE)


def _may_be_added(letters: list[str], values: list[str], at: int, term: _Term) -> bool:
    if term.end > at + 1:
        return True
    after = letters[at + 1] if at + 1 < len(letters) else ""
    return values[at].isdecimal() and after not in _NOT_AFTER_ADDED and (letters[at] != "4" or after in _BEFORE_DUAL)


def _read_term(letters: list[str], values: list[str], at: int, *, is_added: bool) -> _Term | None:
    letter = letters[at]
    following = letters[at + 1] if at + 1 < len(letters) else ""
    if letter == "d":
        scale = float(values[at]) / 2
        return _scaled(letters, values, at + 1, 2 * scale, scale)
    if letter in _SCALES:
        scale = float(values[at])
        if letter == "g":
            return None
        is_dual = letter == "α" and following in (*_BEFORE_DUAL,)
        return _scaled(letters, values, at + 1, 2 * scale if is_dual else scale, scale)
    if letter == "h":
        if following not in ("S", "α"):
            return None
        scale = float(values[at + 1])
        return _Term(at + 2, float(values[at]) * scale, 0, scale)
    if letter in _DIGITS:
        if not values[at]:
            return None
        value, end = float(values[at]), at + 1
    elif letter in _WORDS:
        words = _read_below_thousand(letters, values, at, is_added=is_added)
        if words is None:
            return None
        end, value = words
    else:
        return None
    if end < len(letters) and letters[end] in _SCALES:
        scale = float(values[end])
        return _scaled(letters, values, end + 1, value * scale, scale)
    return _Term(end, value, 0, 1)


def _scaled(letters: list[str], values: list[str], end: int, value: float, scale: float) -> _Term:
    """The term multiplied by the scales that follow its scale: تسعة آلاف مليار, ألفي مليون."""
    while end < len(letters) and letters[end] in _SCALES:
        value, scale = value * float(values[end]), scale * float(values[end])
        end += 1
    return _Term(end, value, scale, scale)


def _read_below_thousand(letters: list[str], values: list[str], at: int, *, is_added: bool) -> tuple[int, float] | None:
    """The end and value of number words from 1 to 999.

    A definite word (الخمسة) counts only where more of the number, or what it counts, follows.
    """
    hundreds = 0.0
    end = at
    first = _value(letters, values, at)
    if 3 <= first <= 9 and _value(letters, values, at + 1, kinds="v") == 100:
        hundreds, end = first * 100, at + 2
    elif first in (100, 200, 300, 400, 500, 600, 700, 800, 900):
        hundreds, end = first, at + 1
    if hundreds:
        if not (end + 1 < len(letters) and letters[end] in _AND):
            return _unless_bare(letters, at, end, hundreds)
        if letters[end + 1] in "13" and _ends_hundred(letters, values, end + 1):
            return end + 2, hundreds + float(values[end + 1])
        rest = _read_below_hundred(letters, values, end + 1, is_added=True)
        return (rest[0], hundreds + rest[1]) if rest else _unless_bare(letters, at, end, hundreds)
    return _read_below_hundred(letters, values, at, is_added=is_added)


def _ends_hundred(letters: list[str], values: list[str], at: int) -> bool:
    """Whether digits after a hundred end the number, as in مئة و20 شخصا."""
    after = letters[at + 1] if at + 1 < len(letters) else ""
    return letters[at] == "13"[len(values[at]) > 2] and after not in _NOT_AFTER_ADDED and after not in (*_SCALES,)


def _read_below_hundred(letters: list[str], values: list[str], at: int, *, is_added: bool) -> tuple[int, float] | None:
    first = _value(letters, values, at)
    if not first:
        return None
    if first < 10:
        if _value(letters, values, at + 1, kinds="v") == 10:
            return at + 2, first + 10
        tens = _value(letters, values, at + 2, kinds="vb")
        if at + 1 < len(letters) and letters[at + 1] in _AND and 20 <= tens <= 90:
            return at + 3, first + tens
        if letters[at] == "ω" or (letters[at] == "w" and not is_added):
            return None
    if first >= 100:
        return None
    return _unless_bare(letters, at, at + 1, first)


def _unless_bare(letters: list[str], at: int, end: int, value: float) -> tuple[int, float] | None:
    if end == at + 1 and letters[at] in "lb":
        after = letters[end] if end < len(letters) else ""
        if not after or after not in _SCALES + "kνUcp":
            return None
    return end, value


def _value(letters: list[str], values: list[str], at: int, *, kinds: str = _WORDS) -> float:
    """The value of a number word; 0 where its letter is not one of `kinds`."""
    return float(values[at] or 0) if at < len(letters) and letters[at] in kinds else 0
