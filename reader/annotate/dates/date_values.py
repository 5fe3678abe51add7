"""Reads the day, month, year or hour that the words of a date name, as ISO 8601, as far as the words give it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reader.annotate.dates.clock import read_clock

_OTHER_CALENDAR = re.compile(r"K\+?|(?<=[Ije])[,(/-]+")
"""The letters between a day and the same day in the other calendar."""
_SEVERAL_MONTHS = re.compile(r"[ςP][Mm&I]")
"""Several months, which have no single value: شهري مارس وأفريل."""
_MONTH_AND_DAY = re.compile(r".?[Mm&I]\((?=[18])")
"""شباط (28/2/1945)."""
_CLOCK_FIRST = re.compile(r"H|7|[19][oO]|ρv?(?:q[oX]|\+?N|κh|ε|\+vμ|κ[13]μ|[oO])|r\+?[bv]?[oO]")


def value_of(letters: str, values: list[str], today: date | None) -> str:
    """The value of a stretch of a shape (2016-12-18, 2016-12, 2016, 07:30), or "".

    `today` is the article's day, from which relative dates are counted.
    """
    hour = letters.find("H")
    if hour >= 0 or _CLOCK_FIRST.match(letters):
        start = max(hour, 0)
        day = _day_of(letters[:start], values[:start], today) if start else ""
        time, end = read_clock(letters[start:], values[start:])
        day = day or _day_of(letters[start + end :], values[start + end :], today)
        return f"{day}T{time}" if len(day) == 10 and time else time
    return _day_of(letters, values, today)


def _day_of(letters: str, values: list[str], today: date | None) -> str:
    match = _OTHER_CALENDAR.search(letters)
    if match:
        # A day in the Hijri calendar has no value here, so the value is that of the same day in the other calendar.
        first = _day_in(letters[: match.start()], values[: match.start()], today)
        return first or _day_in(letters[match.end() :], values[match.end() :], today)
    return _day_in(letters, values, today)


def _day_in(letters: str, found: list[str], today: date | None) -> str:
    numeric = _MONTH_AND_DAY.match(letters)
    if numeric:
        letters, found = letters[numeric.end() :], found[numeric.end() :]
    values: dict[str, str] = {}
    for letter, value in zip(letters, found, strict=True):
        if letter == "a":
            values["a"] = value  # الفترة نفسها من العام الماضي
        values.setdefault("r" if letter == "ρ" else letter, value)
    if "z" in values:
        return _decade_in(letters, found)
    if any(letter in values for letter in "Ij6C") or _SEVERAL_MONTHS.match(letters):
        return ""
    if "8" in values:
        return read_numeric(re.split(r"[/.]", values["8"]))
    numbers = [value for letter, value in zip(letters, found, strict=True) if letter in "1349"]
    month = values.get("M") or values.get("m") or values.get("&", "")
    if len(numbers) == 3 and not month:
        return read_numeric(numbers)
    year = _year_in(letters, values)
    if numbers.count(year) == 1 and len([each for each in numbers if len(each) == 4]) > 1:
        return ""
    if (month or "λ" in values) and letters.count("1") > 1:
        return ""
    which = values.get("a", "")
    if letters == "1a":
        values["λ"] = "month"  # 15 الجاري
    if not month and "λ" in values and "r" in values and letters.index("λ") < _index_of_ordinal(letters) and year:
        return f"{year}-{int(values['r']):02}"  # الشهر الثاني من 2017
    if (
        (month or letters[-2:] in ("λa", "Dλ"))
        and ("r" in values or "b" in values)
        and not re.match(r"[hNBλπ]", letters)
    ):
        values.setdefault("1", str(sum(int(values.get(letter) or 0) for letter in "rbv")))
    if "γ" in values:
        values.setdefault("1", values["γ"] or "0")  # سلخ is the last day of a month, whose number is not known.
    if today and not which and ("λ" in values or "year" in found):
        which = values.get("D", "")
    if today and which and not year:
        period = values.get("B") or values.get("λ", "")
        year, month = _count_from(today, month, values.get("1", ""), period, int(which))
    offset = "" if "a" in values or not values.get("D", "0") else values.get("X", values.get("T", "")).partition(" ")[0]
    near = today + timedelta(int(offset)) if today and offset else None
    if month and "1" in values:
        if near and not year and (near.month, near.day) == (int(month), int(values["1"])):
            return near.isoformat()  # أمس الإثنين 6 فيفري
        return _day(year, month, values["1"]) if year else f"--{int(month):02}-{int(values['1']):02}"
    if month:
        return f"{year}-{int(month):02}" if year else ""
    if year:
        return year
    if today and which in ("-1", "1") and "W" in values:
        return _next_weekday(today, int(values["W"]), int(which)).isoformat()
    return near.isoformat() if near else ""


def _decade_in(letters: str, found: list[str]) -> str:
    """The decade, in the century that is named or else the twentieth: ستينات القرن التاسع عشر is 1860s."""
    decade = found[letters.index("z")]
    century = sum(int(value) for letter, value in zip(letters, found, strict=True) if letter in "rbv1" and value)
    return f"{century - 1:02}{decade[2:]}" if century else decade


def _index_of_ordinal(letters: str) -> int:
    return min(at for at in (letters.find("r"), letters.find("ρ")) if at >= 0)


def _year_in(letters: str, values: dict[str, str]) -> str:
    """The year, or "" where two digits leave the century open; years before the common era count as in ISO 8601."""
    year = values.get("4") or values.get("V", "")
    if not year and ("β" in values or re.search(r"A[39]|[39]e", letters)):
        year = next((values[letter] for letter in "139v" if letter in values), "")
        if not year.isdecimal() or (len(year) < 3 and "β" not in values and "e" not in values):
            return ""
    if "β" in values and year:
        return "" if "Q" in values else f"-{int(year) - 1:04}"
    return f"{int(year):04}" if year else ""


def _count_from(today: date, month: str, day: str, period: str, which: int) -> tuple[str, str]:
    """The year and month that الماضي (-1), الجاري (0) or المقبل (1) mean on a given day; "" where they leave it open.

    30 نوفمبر الماضي is the last such day before the given one; نوفمبر من العام الماضي is that of the previous year.
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


def _next_weekday(today: date, weekday: int, direction: int) -> date:
    """The nearest such weekday (1 is Monday) after a day, or before it where the direction is -1."""
    return today + timedelta(direction * ((direction * (weekday - today.isoweekday()) - 1) % 7 + 1))


def read_numeric(numbers: list[str]) -> str:
    """The day that three numbers name, year first or day first, as ISO 8601; "" where there is no such day."""
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
        # It is 30 February or the like, or a date whose year is of the Hijri calendar.
        return ""
