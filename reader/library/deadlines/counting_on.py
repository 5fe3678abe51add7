"""Counts on from a day by weeks, months and years, and finds the week, month, year or season around a day."""

from __future__ import annotations

from datetime import date, timedelta

from reader.library.deadlines.both_calendars import Stretch, find_month

_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}
_MONTHS = {"month": 1, "year": 12, "decade": 120}
SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
"""The first of the three months of each season, in the northern half of the earth."""


def count_on(day: date, count: float, unit: str) -> date | None:
    """The day after so many units; it is the month's last where the month is too short, None beyond the calendar."""
    if abs(count) * _DAYS[unit] > 40_000:
        return None
    if unit in _MONTHS and count == int(count):
        months = day.year * 12 + day.month - 1 + int(count) * _MONTHS[unit]
        month = find_month("gregorian", months // 12, months % 12 + 1)
        return min(month[0] + timedelta(day.day - 1), month[1]) if month else None
    days = count * _DAYS[unit]
    # Hours reach into the next day.
    days = int(days) if days == int(days) else (int(days) + 1 if days > 0 else int(days) - 1)
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def half_of(unit: str) -> timedelta:
    """Half of a unit, in whole days: how far off the day may be that is named so many units away."""
    return timedelta(int(_DAYS[unit] / 2))


def find_around(day: date, unit: str, which: int) -> Stretch | None:
    """The week, month, year or decade that holds a day, or the one before (-1) or after it (1).

    Weeks begin on Sunday or on Monday, by country, so a week here holds both: eight days, thirteen on a Sunday.
    """
    if unit == "day":
        moved = day + timedelta(which)
        return moved, moved
    if unit == "week":
        from_monday = day - timedelta(day.weekday())
        from_sunday = day - timedelta(day.isoweekday() % 7)
        weeks = timedelta(7 * which)
        return min(from_monday, from_sunday) + weeks, max(from_monday, from_sunday) + weeks + timedelta(6)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + which
        return find_month("gregorian", months // 12, months % 12 + 1)
    if unit == "year":
        return date(day.year + which, 1, 1), date(day.year + which, 12, 31)
    if unit == "decade":
        first = day.year // 10 * 10 + 10 * which
        return date(first, 1, 1), date(first + 9, 12, 31)
    return None


def find_season(name: str, year: int) -> Stretch | None:
    """The three months of a season that begin in a year."""
    first = find_month("gregorian", year, SEASONS[name])
    last_month = SEASONS[name] + 2
    last = find_month("gregorian", year + last_month // 13, (last_month - 1) % 12 + 1)
    return (first[0], last[1]) if first and last else None


def find_weekday(on: date, weekday: int, *, which: int | None, ahead: bool) -> date:
    """The nearest such weekday: at or after a day for a deadline, strictly after or before it for المقبل, الماضي."""
    after = on + timedelta((weekday - on.isoweekday()) % 7)
    if which == 1:
        return after if after > on else after + timedelta(7)
    if which == -1:
        return after - timedelta(7)
    if which == 0 or ahead or (after - on).days <= 3:
        return after
    return after - timedelta(7)
