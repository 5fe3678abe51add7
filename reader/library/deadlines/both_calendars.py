"""Turns months and years of the Gregorian and the Hijri calendar into days, and chooses the year that is left out.

Hijri months are those of Umm al-Qura, from 1343 to 1500 (1924 to 2077); where the moon is sighted, they may begin a day
earlier or later.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

Calendar = Literal["gregorian", "hijri"]
Stretch = tuple[date, date]

_JUST_PASSED = 60
"""A day that passed so few days ago may be meant by a deadline without a year, although deadlines look ahead."""


def find_month(kind: Calendar, year: int, month: int) -> Stretch | None:
    """The first and last day of a month; None where there is no such month, or the calendar's table does not reach."""
    if not 1 <= month <= 12:
        return None
    if kind == "gregorian":
        if not 1700 <= year <= 2200:
            return None
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    if not 1343 <= year <= 1500:
        return None
    from hijridate import Hijri

    first = Hijri(year, month, 1)
    start = date(*first.to_gregorian().datetuple())
    return start, start + timedelta(first.month_length() - 1)


def find_day(kind: Calendar, year: int, month: int, day: int) -> date | None:
    """The day of a month, or None where the month has no such day."""
    found = find_month(kind, year, month)
    if found is None or not 1 <= day <= (found[1] - found[0]).days + 1:
        return None
    return found[0] + timedelta(day - 1)


def find_year(kind: Calendar, year: int) -> Stretch | None:
    """The first and last day of a year."""
    first, last = find_month(kind, year, 1), find_month(kind, year, 12)
    return (first[0], last[1]) if first and last else None


def tell_year(kind: Calendar, on: date) -> int:
    """The year of a calendar on a day."""
    if kind == "gregorian" or not 1925 <= on.year <= 2076:
        return on.year if kind == "gregorian" else 0
    from hijridate import Gregorian

    return Gregorian(on.year, on.month, on.day).to_hijri().year


def choose_stretch(
    found: list[Stretch], on: date, *, which: int | None, ahead: bool, weekday: int | None = None
) -> Stretch | None:
    """The one of the same days of several years that is meant: of the years before, at and after a day, in order.

    `which` is that of الماضي (-1), الجاري (0), المقبل (1), else None. A weekday beside the date decides first. Without
    either, a deadline looks ahead; where the day has only just passed, nothing shows which is meant. A mention means
    the nearest.
    """
    if which == 1:
        return next((each for each in found if each[0] > on), None)
    if which == -1:
        return next((each for each in reversed(found) if each[1] < on), None)
    if weekday is not None and which is None:
        fitting = [each for each in found if each[0].isoweekday() == weekday and abs((each[0] - on).days) < 200]
        return fitting[0] if len(fitting) == 1 else None
    around = next((each for each in found if each[0] <= on <= each[1]), None)
    if around is not None:
        return around
    if ahead:
        coming = next((each for each in found if each[0] > on), None)
        passed = next((each for each in reversed(found) if each[1] < on), None)
        return None if passed is None or (on - passed[1]).days <= _JUST_PASSED else coming
    return min(found, key=lambda each: min(abs((each[0] - on).days), abs((each[1] - on).days)), default=None)
