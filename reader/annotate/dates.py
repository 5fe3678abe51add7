"""Where a shape holds dates and times, and which day they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reader.annotate.shapes import Element, Shape

# The letters are those of measures.LETTERS; 1 a day's number, 4 a year, 6 two years, 7 a clock time, 8 a full date.
_MONTH = r"(?:[Mm&](?:[/-]\+?[Mm&]|\([Mm&]\))?|I)"
_ERA = r"[ej]?"
_YEAR = rf"(?:,?(?:q?f?[AB])?(?:4|\(4\)){_ERA})"
_ORDINAL = r"r(?:\+?[bv])?"
_DAY = rf"(?:1|\(1\)|{_ORDINAL}q)"
_DAYS = rf"(?:1\+?[~-]){{0,3}}{_DAY}"
"""A day, or up to four of one month: 5 إلى 10 مايو."""
_NUMERIC = r"(?:8|1/1/(?:[149]|\(4\))|1-1-4|4-1-1)"
_LEAD = r"(?:o?Y|o)"
_WEEKDAY = rf"{_LEAD}?W"
_PERIOD = r"[BTQR]"
_CENTURY = r"Q(?:r(?:\+?[bv])?l?|b|a|1)"
_PART = r"(?:[hNB]rq)"
"""النصف الثاني من, العقد الأول من."""
_THEN = rf"(?:{_YEAR}|q?Ba|a)"
"""Which month of that name: a year, من العام الماضي, الجاري."""

_RULES = (
    (
        "a full date",
        rf"(?:{_LEAD}?(?:W,?)?(?:K\+?)?(?:{_DAYS}q?s?{_MONTH}{_THEN}?|{_NUMERIC}{_ERA}))|s?{_MONTH}\({_NUMERIC}\)",
    ),
    ("a dated act", rf"L(?:{_NUMERIC}|\({_NUMERIC}\)|\(?4\)?{_ERA})"),
    ("a time", rf"H(?:7|1|{_ORDINAL})(?:\+?N)?q?[oO]?|{_ORDINAL}[oO](?![WY])|7[oO]?"),
    ("hours of a day", rf"Rrq{_LEAD}?W"),
    ("a month", rf"(?:s|E)?{_MONTH}(?:{_YEAR}|a)|[sE]s?{_MONTH}|M(?:[/-]\+?[Mm]|\([Mm]\))?|(?<=[fiq])m|(?<=M\+)m"),
    ("a day near", rf"X(?:W|\(W\))?|T(?:W|\(W\))|{_WEEKDAY}(?:[oO](?![WY]))?a?"),
    (
        "a year",
        rf"(?:{_PART}?E?[AB](?:6|4[/-]4|4|\(4\)|\(4[/-]4\)|\(6\)|[dS][vV]+)|C4~?4|{_PART}4|4[ej]|\(4\)[ej]|4[/-]4|6){_ERA}",
    ),
    ("a century or part of one", rf"{_PART}?E?{_CENTURY}"),
    ("a decade", r"z(?:q?Qa?)?"),
    ("a season", rf"x(?:A?4|{_PERIOD}a?)"),
    ("a stretch of time", rf"{_PART}?E?{_PERIOD}l?a|D{_PERIOD}|E{_PERIOD}"),
    ("today", r"T(?![ar])"),
    ("a part of a day", r"(?<=f)o(?=T)"),
    ("a number like a year", r"(?<![/J-])(?<!J\()4(?![\d/c$pUk%SgnG-])"),
)
_PATTERN = re.compile("|".join(f"(?P<r{number}>{pattern})" for number, (_, pattern) in enumerate(_RULES)))
_SCORES = {"a number like a year": 0.5, "today": 0.6, "a time": 0.8}


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a shape, [start, end), that a rule takes for a date or a quantity."""

    start: int
    end: int
    kind: str
    rule: str
    score: float
    value: str = ""


def find_dates(shape: Shape, today: date | None) -> Iterator[Found]:
    """The dates and times of a shape in its order; `today` is the article's day, to which أمس is relative."""
    for match in _PATTERN.finditer(shape.letters):
        rule = _RULES[int(match.lastgroup[1:])][0] if match.lastgroup else ""
        start, end = match.span()
        parts = list(zip(shape.letters[start:end], shape.elements[start:end], strict=True))
        if rule == "a number like a year" and not 1800 <= int(parts[0][1].value) <= 2100:
            continue
        kind = "time" if rule == "a time" else "date"
        yield Found(start, end, kind, rule, _SCORES.get(rule, 0.9), _value(parts, today))


def _value(parts: list[tuple[str, Element]], today: date | None) -> str:
    """The day in ISO 8601 as far as the words give it (2016-12-18, 2016-12, 2016), or nothing."""
    letters = "".join(letter for letter, _ in parts)
    if "(" in letters[:3] and any(letter in "18" for letter in letters):
        parts = parts[letters.index("(") :]  # شباط (28/2/1945)
    values: dict[str, str] = {}
    for letter, element in parts:
        values.setdefault(letter, element.value)
    if "8" in values:
        return read_numeric(re.split(r"[/.]", values["8"]))
    if "I" in values or "j" in values or any(letter in values for letter in "z6C"):
        return values.get("z", "")
    numbers = [element.value for letter, element in parts if letter in "14"]
    month = values.get("M") or values.get("m") or values.get("&", "")
    if len(numbers) == 3 and not month:
        return read_numeric(numbers)
    if "7" in values:
        return values["7"]
    year = values.get("4", "")
    if numbers.count(year) == 1 and len([each for each in numbers if len(each) == 4]) > 1:
        return ""
    if month and letters.count("1") > 1:
        return ""
    if month and "r" in values:
        values.setdefault("1", str(sum(int(values.get(letter) or 0) for letter in "rbv")))
    which = values.get("a", "")
    if today and which and not year:
        year, month = _count_from(today, month, values.get("1", ""), values.get("B", ""), int(which))
    if month and "1" in values:
        return _day(year, month, values["1"]) if year else f"--{int(month):02}-{int(values['1']):02}"
    if month:
        return f"{year}-{int(month):02}" if year else ""
    if year:
        return year
    if today and which in ("-1", "1") and "W" in values:
        return _next_weekday(today, int(values["W"]), int(which)).isoformat()
    offset = "" if "a" in values else values.get("X", values.get("T", ""))
    return (today + timedelta(int(offset))).isoformat() if today and offset else ""


def _count_from(today: date, month: str, day: str, period: str, which: int) -> tuple[str, str]:
    """The year and the month that الماضي (-1), الجاري (0) or المقبل (1) mean on a day; "" where they leave it open.

    30 نوفمبر الماضي is the last one before the day, نوفمبر من العام الماضي that of the year before.
    """
    if period == "year":
        return str(today.year + which), month
    if month and not period:
        meant, now = (int(month), int(day or 0)), (today.month, today.day if day else 0)
        passes = (which < 0 and meant >= now) or (which > 0 and meant <= now)
        return str(today.year + which * passes), month
    if period == "month" and not month:
        months = today.year * 12 + today.month - 1 + which
        return str(months // 12), str(months % 12 + 1)
    return "", month


def _next_weekday(today: date, weekday: int, way: int) -> date:
    """The nearest day of that name (1 = Monday) after a day, or before it where the way is -1."""
    return today + timedelta(way * ((way * (weekday - today.isoweekday()) - 1) % 7 + 1))


def read_numeric(numbers: list[str]) -> str:
    """The day that three numbers name, year first or day first, in ISO 8601; nothing where there is no such day."""
    first, second, third = numbers
    if len(first) == 4:
        return _day(first, second, third)
    if int(second) > 12:
        first, second = second, first
    return _day(third if len(third) == 4 else f"20{third}", second, first)


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        # 30 February, or a year of the Hijri calendar that looks like another.
        return ""
