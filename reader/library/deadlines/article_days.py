"""Decides which day an article's own date field means, in Hijri dates too."""

from __future__ import annotations

from datetime import date

from reader.library.deadlines.both_calendars import find_day
from reader.library.deadlines.deadline_terms import read_terms
from reader.library.deadlines.interval_ends import read_days
from reader.load.row_dates import read_date

_AFTER_TIME = len("2015-08-01")


def article_day(written: str) -> date | None:
    """The day of an article's date field (2015-08-01 20:39:22, الأحد 12 يناير 2020, 15 رمضان 1438هـ); None if unread.

    A moment with a time zone is of the day that its own zone has then. A month without a day is no day.
    """
    found = read_date(written)
    if found is not None:
        if len(found) < _AFTER_TIME:
            return None
        year, month, day = map(int, found[:_AFTER_TIME].split("-"))
        return find_day("hijri" if year < 1600 else "gregorian", year, month, day)
    terms = read_terms(written)
    days = read_days(terms, on=None, ahead=False) if terms else None
    return days.first if days and days.first == days.last else None
