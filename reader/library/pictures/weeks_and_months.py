"""Cuts time into weeks or months, which are named by the day or the month with which they begin."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

_MOST = 1_200
"""The most periods in a row; where there are more, only those are listed in which there is something."""


class Period(StrEnum):
    """How time is cut."""

    WEEK = "week"
    MONTH = "month"


def name_period(day: date, by: Period) -> str:
    """The name of the period of a day: 2017-01 for a month, and the Monday, as 2017-01-02, for a week."""
    return f"{day:%Y-%m}" if by is Period.MONTH else (day - timedelta(days=day.weekday())).isoformat()


def next_period(day: date, by: Period) -> date:
    """The first day of the period after that of a day."""
    if by is Period.WEEK:
        return day + timedelta(days=7 - day.weekday())
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def list_periods(days: Collection[date], by: Period) -> list[str]:
    """The periods from the first to the last of some days, with those between in which there is none of them."""
    there = {name_period(day, by) for day in days}
    if not there:
        return []
    names: list[str] = []
    day, last = min(days), name_period(max(days), by)
    while len(names) <= _MOST and day.year < date.max.year:
        names.append(name_period(day, by))
        if names[-1] == last:
            return names
        day = next_period(day, by)
    return sorted(there)
