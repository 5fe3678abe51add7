"""Reads weekdays and days counted from the article's date: غدا الخميس, السبت المقبل, الاثنين من الأسبوع المقبل."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reader.library.deadlines.counting_on import find_around, find_weekday
from reader.library.deadlines.term_cursor import Cursor, Meant


@dataclass(slots=True)
class Beside:
    """What stands before a date: the weekdays, and how many days from the article's."""

    weekdays: list[int]
    offset: int | None = None

    @property
    def weekday(self) -> int | None:
        """The weekday, if there is exactly one."""
        return self.weekdays[0] if len(self.weekdays) == 1 else None


def read_beside(cursor: Cursor) -> Beside:
    """Takes the weekdays, غدا and the like, and clock times before a date."""
    beside = Beside([])
    while True:
        if found := cursor.take("weekday"):
            beside.weekdays.append(int(found.value))
        elif found := cursor.take("near"):
            beside.offset = int(found.value.split()[0])
        elif cursor.look("day-word") or ((units := cursor.look("units")) and units.value == "day"):
            if not cursor.look("weekday", "near", "number", "numeric", "ordinal", "clock", after=1):
                return beside
            cursor.at += 1
        elif beside.weekdays and cursor.look("which") and cursor.look("number", after=1):
            # الأحد القادم 10 شوال: the date says which Sunday.
            cursor.at += 1
        elif cursor.take("clock"):
            cursor.take("of", "in")
        elif beside.weekdays and cursor.look("and") and cursor.look("weekday", after=1):
            cursor.take("and")
        else:
            return beside


def read_relative(cursor: Cursor, beside: Beside) -> Meant | None:
    """The day of the words before a date where no date follows: غدا, بعد غد الأربعاء, السبت المقبل."""
    on = cursor.on
    if on is None or (beside.offset is None and not beside.weekdays):
        return None
    if beside.offset is not None:
        day = on + timedelta(beside.offset)
        if beside.weekday is not None and day.isoweekday() != beside.weekday:
            # The article may have appeared after midnight, or on the day before its date.
            near = [day + timedelta(off) for off in (-1, 1) if (day + timedelta(off)).isoweekday() == beside.weekday]
            if not near:
                return None
            return Meant(near[0], near[0], "relative day by weekday")
        return Meant(day, day, "relative day")
    which = cursor.take_which()
    if which is None and beside.weekday and (found := _read_in_week(cursor, on, beside.weekday)):
        return found
    direction = {1: "next", -1: "last"}.get(which or 0, "ahead" if cursor.ahead or which == 0 else "nearest")
    days = [find_weekday(on, weekday, which=which, ahead=cursor.ahead) for weekday in beside.weekdays]
    if len(days) > 1:
        return Meant(min(days), max(days), "several")
    return Meant(days[0], days[0], f"weekday {direction} {beside.weekdays[0]}")


def _read_in_week(cursor: Cursor, on: date, weekday: int) -> Meant | None:
    """The weekday of a week that is named: الاثنين من الأسبوع المقبل; a Sunday may be either end of a week."""
    if not (cursor.look("of") and (period := cursor.look("period", after=1)) and period.value == "week 1"):
        return None
    cursor.at += 2
    week = find_around(on, "week", cursor.take_which() or 0)
    days = [week[0] + timedelta(off) for off in range((week[1] - week[0]).days + 1)] if week else []
    fitting = [day for day in days if day.isoweekday() == weekday]
    return Meant(fitting[0], fitting[-1], f"weekday ahead {weekday}") if fitting else None
