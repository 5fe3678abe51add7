"""Reads dates that name a day or a month: الثلاثاء 14 مارس الجاري, 15 رمضان 1438, 8/11/1436هـ, سبتمبر 2016."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reader.annotate.dates.date_values import read_numeric
from reader.library.deadlines.both_calendars import (
    Calendar,
    Stretch,
    choose_stretch,
    find_day,
    find_month,
    tell_year,
)
from reader.library.deadlines.counting_on import find_around
from reader.library.deadlines.term_cursor import Cursor, Meant
from reader.library.deadlines.weekday_words import Beside, read_beside, read_relative

_RANGING = ("by", "dash")
_LISTING = (*_RANGING, "and", "or")


def read_calendar_date(cursor: Cursor) -> Meant | None:
    """The day, days or month that the next terms name; None where they name none."""
    beside = read_beside(cursor)
    start = cursor.at
    found = _read_date(cursor, beside)
    if found is not None:
        return _prefer_gregorian(cursor, found)
    cursor.at = start
    return read_relative(cursor, beside)


def _read_date(cursor: Cursor, beside: Beside) -> Meant | None:
    if found := cursor.take("numeric"):
        return _read_numeric(cursor, found.value.replace(".", "/"), beside)
    if parts := _take_numbers_apart(cursor):
        return _read_numeric(cursor, "/".join(parts), beside)
    if found_days := _read_days_of_numeric(cursor):
        return found_days
    start = cursor.at
    days = _read_days(cursor)
    is_range = len(days) > 1 and any(term.kind in _RANGING for term in cursor.terms[start : cursor.at])
    cursor.take("of")
    has_month_word = cursor.take("month-word") is not None
    month = cursor.take("month", "hijri")
    if month is None:
        return None if has_month_word else _read_day_of_month(cursor, days)
    kind: Calendar = "hijri" if month.kind == "hijri" else "gregorian"
    while cursor.look("slash", "month"):
        # The month has two names: أغسطس/ آب.
        start = cursor.at
        cursor.take("slash")
        if (other := cursor.take("month")) is None or other.value != month.value:
            cursor.at = start
            break
    if not days and (last := _take_last_month(cursor, month.kind)):
        return _place_months(cursor, kind, int(month.value), last, beside)
    placed = _place(cursor, kind, int(month.value), days, beside)
    return replace(placed, reading="range") if placed and is_range else placed


def _take_last_month(cursor: Cursor, kind: str) -> int | None:
    """The month that ends a list of months which share what follows: جوان وجويلية من سنة 2017."""
    start, found = cursor.at, None
    while cursor.take(*_LISTING, "slash"):
        cursor.take("month-word")
        if (month := cursor.take(kind)) is None:
            break
        start, found = cursor.at, int(month.value)
    cursor.at = start
    return found


def _place_months(cursor: Cursor, kind: Calendar, first: int, last: int, beside: Beside) -> Meant | None:
    start = cursor.at
    opening = _place(cursor, kind, first, [], beside)
    cursor.at = start
    closing = _place(cursor, kind, last, [], beside)
    if opening is None or closing is None or opening.first > closing.last:
        return None
    return Meant(opening.first, closing.last, "several")


def _take_numbers_apart(cursor: Cursor) -> list[str] | None:
    """The numbers of 1 / 11 / 1436 or 1-4-2017, which the lexicon of dates reads as five words."""
    values = [cursor.look("number", after=at) for at in (0, 2, 4)]
    marks = [cursor.look("slash", "dash", after=at) for at in (1, 3)]
    if not all(values) or not all(marks):
        return None
    parts = [value.value for value in values if value]
    if not all(part.isdecimal() for part in parts):
        return None
    cursor.at += 5
    return parts


def _read_numeric(cursor: Cursor, written: str, beside: Beside) -> Meant | None:
    parts = written.split("/")
    is_hijri = cursor.take("era-hijri") is not None
    cursor.take("era")
    if len(parts[0]) == 4:
        parts.reverse()
    if is_hijri or 1300 <= int(parts[2]) < 1600:
        day = find_day("hijri", int(parts[2]), int(parts[1]), int(parts[0]))
        day = _fit_weekday(day, beside.weekday) if day else None
        return Meant(day, day, "Hijri") if day else None
    value = read_numeric(parts)
    return Meant(date.fromisoformat(value), date.fromisoformat(value), "date") if value else None


def _read_days_of_numeric(cursor: Cursor) -> Meant | None:
    """8 إلى 10 - 11 - 1436: two days of the month of a date in numbers."""
    start = cursor.at
    day = cursor.take_day_number()
    if day is not None and cursor.take(*_RANGING) and (parts := _take_numbers_apart(cursor)):
        last = _read_numeric(cursor, "/".join(parts), Beside([]))
        days = int(parts[0]) - day
        if last is not None and days > 0 and len(parts[0]) < 3:
            return Meant(last.first - timedelta(days), last.last, "range")
    cursor.at = start
    return None


def _read_days(cursor: Cursor) -> list[int]:
    """The days before a month: 5; 13 و14 و15; 16 إلى 20; الثامن والعشرين."""
    days: list[int] = []
    while True:
        start = cursor.at
        if days and not cursor.take(*_LISTING):
            return days
        cursor.take("day-word")
        day = _take_ordinal(cursor) or cursor.take_day_number()
        if day is None:
            cursor.at = start
            return days
        days.append(day)


def _take_ordinal(cursor: Cursor) -> int | None:
    found = cursor.take("ordinal")
    if found is None:
        return None
    day = int(found.value)
    and_ = 1 if cursor.look("and") else 0
    tens = cursor.look("number", after=and_)
    if tens and tens.value in ("10", "20", "30") and (and_ or tens.value == "10"):
        cursor.at += 1 + and_
        day += int(tens.value)
    return day


def _read_day_of_month(cursor: Cursor, days: list[int]) -> Meant | None:
    """العاشر من هذا الشهر, 15 الجاري."""
    on = cursor.on
    if on is None or not days:
        return None
    is_this = cursor.take("this") is not None
    period = cursor.take("period")
    if period is None and is_this:
        return None
    if period is not None and period.value != "month 1":
        return None
    which = cursor.take_which()
    if which is None and not is_this:
        return None
    month = find_around(on, "month", which or 0)
    found = [find_day("gregorian", month[0].year, month[0].month, day) for day in days] if month else []
    real = [day for day in found if day]
    return Meant(min(real), max(real), "relative day") if real and len(real) == len(days) else None


def _place(cursor: Cursor, kind: Calendar, month: int, days: list[int], beside: Beside) -> Meant | None:
    year, which = _read_year(cursor, kind)
    name = "Hijri" if kind == "hijri" else "date" if days else "month"

    def find(in_year: int) -> Stretch | None:
        if not days:
            return find_month(kind, in_year, month)
        found = [find_day(kind, in_year, month, day) for day in days]
        real = [day for day in found if day]
        return (min(real), max(real)) if len(real) == len(days) else None

    shared = cursor.only_year if which is None else None
    if year is None and shared is not None and (shared < 1600) == (kind == "hijri"):
        year = shared
    if year is not None:
        stretch = find(year) if (year < 1600) == (kind == "hijri") else None
        reading = name
    elif cursor.on is None:
        return None
    else:
        now = tell_year(kind, cursor.on)
        around = [found for each in (now - 1, now, now + 1) if (found := find(each))]
        expected = cursor.on + timedelta(beside.offset or 0)
        if which == 0:
            stretch = find(now)
        else:
            is_ahead = cursor.ahead and beside.offset is None
            stretch = choose_stretch(around, expected, which=which, ahead=is_ahead, weekday=_hint(kind, days, beside))
        reading = f"{name} without year"
    if stretch is None:
        return None
    if kind == "hijri" and len(days) == 1:
        day = _fit_weekday(stretch[0], beside.weekday)
        stretch = (day, day)
    return Meant(*stretch, reading)


def _hint(kind: Calendar, days: list[int], beside: Beside) -> int | None:
    """The weekday that decides between years; not where a sighted moon may have moved the day."""
    return beside.weekday if kind == "gregorian" and len(days) == 1 else None


def _fit_weekday(day: date, weekday: int | None) -> date:
    """The day, or the one before or after it that has the weekday: a month may begin when its moon is sighted."""
    off = next((off for off in (0, -1, 1) if (day + timedelta(off)).isoweekday() == weekday), 0)
    return day + timedelta(off)


def _read_year(cursor: Cursor, kind: Calendar) -> tuple[int | None, int | None]:
    """The year after a month, and the direction of a word such as المقبل: (2017, None), (None, 1)."""
    start = cursor.at
    cursor.take("of", "to")
    is_this = cursor.take("this") is not None
    cursor.take("year-word")
    period = cursor.take("period")
    if period is not None and period.value != "year 1":
        cursor.at = start
        return None, None
    year = cursor.take_year()
    which = cursor.take_which() if year is None else None
    if year is not None:
        cursor.take("era", "era-hijri")
        return year, None
    if (period or is_this) and cursor.on:
        return tell_year(kind, cursor.on) + (which or 0), None
    if which is None:
        cursor.at = start
    return None, which


def _prefer_gregorian(cursor: Cursor, found: Meant) -> Meant:
    """The same day in the other calendar where one follows, if that is the Gregorian: الموافق 3/8/2015."""
    start = cursor.at
    if not cursor.take("corresponding") and not found.reading.startswith("Hijri"):
        return found
    cursor.take("to")
    other = _read_date(cursor, read_beside(cursor))
    if other is None:
        cursor.at = start
        return found
    return found if other.reading.startswith("Hijri") else other
