"""Reads the days in a query: a year, a month, a day, or a stretch of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from reader.arabic.words import fold


class DayBounds(NamedTuple):
    """A stretch of days as ordinals, both included; None for no bound."""

    first: int | None
    last: int | None
    comparison: str = ""
    """`<` or `>` if days before or after a stretch are meant; the bounds are then the last or the first of them."""


_ONE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_COMPARED = re.compile(r"([<>]=?)(.*)", re.DOTALL)
_WORDS = {"today": 0, "اليوم": 0, "yesterday": -1, "امس": -1, "tomorrow": 1, "غدا": 1}


def read_days(written: str, *, today: date | None = None) -> DayBounds | None:
    """The days that are written, as 2016, 2016-12, 2016-12-31, 2016-12..2017-01, <2017 or >=2016-05; else None.

    The words today, yesterday and tomorrow are days too.
    """
    text = fold(written.strip()).replace("..", "…").replace("...", "…")
    today = today or date.today()
    if match := _COMPARED.fullmatch(text):
        return _compare(match[1], match[2].strip(), today)
    first, dots, last = text.partition("…")
    if not dots:
        one = _read_one(first, today)
        return None if one is None else DayBounds(*one)
    if not first and not last:
        return None
    begin, end = (_read_one(each, today) if each else (None, None) for each in (first.strip(), last.strip()))
    return None if begin is None or end is None else DayBounds(begin[0], end[1])


def _compare(sign: str, written: str, today: date) -> DayBounds | None:
    one = _read_one(written, today)
    if one is None:
        return None
    first, last = one
    match sign:
        case "<":
            return DayBounds(None, first - 1, "<")
        case "<=":
            return DayBounds(None, last, "<")
        case ">":
            return DayBounds(last + 1, None, ">")
        case _:
            return DayBounds(first, None, ">")


def _read_one(written: str, today: date) -> tuple[int, int] | None:
    if written in _WORDS:
        day = (today + timedelta(days=_WORDS[written])).toordinal()
        return day, day
    match = _ONE.fullmatch(written)
    if match is None:
        return None
    year, month, day_of_month = (int(each) if each else None for each in match.groups())
    try:
        first = date(year or 0, month or 1, day_of_month or 1)
        if day_of_month:
            return first.toordinal(), first.toordinal()
        after = date(first.year + (not month or month == 12), 1 if not month or month == 12 else month + 1, 1)
    except (ValueError, OverflowError):
        return None
    return first.toordinal(), after.toordinal() - 1
