"""Reads stretches of time: الشهر المقبل, نهاية العام, الربع الأول من 2018, الصيف القادم, عيد الفطر, عامين."""

from __future__ import annotations

from datetime import date, timedelta

from reader.library.deadlines.both_calendars import (
    Calendar,
    Stretch,
    choose_stretch,
    find_day,
    find_month,
    find_year,
    tell_year,
)
from reader.library.deadlines.calendar_dates import read_calendar_date
from reader.library.deadlines.counting_on import count_on, find_around, find_season
from reader.library.deadlines.term_cursor import Cursor, Lasting, Meant

_FEW = 10
"""The most that an Arabic plural without a number means."""
_MONTH_LENGTHS = range(28, 32)
_WHICH = {-1: "last", 0: "this", 1: "next"}
_WORDS_AS_UNITS = {"year-word": "year", "month-word": "month", "day-word": "day"}


def read_time(cursor: Cursor) -> Meant | Lasting | None:
    """What the next terms mean, by the first rule that reads them; the cursor stays where none does."""
    start = cursor.at
    for rule in (_read_edge, _read_share, read_calendar_date, _read_season, _read_occasion, _read_period, _read_years):
        found = rule(cursor)
        if found is not None:
            return found
        cursor.at = start
    lasting = _read_lasting(cursor)
    if lasting is None:
        cursor.at = start
        return None
    which = cursor.take_which()
    return lasting if which is None else _count(cursor, lasting, which)


def _read_whole(cursor: Cursor) -> Meant | None:
    """What an edge or a part can be of."""
    cursor.take("of", "to")
    found = read_time(cursor)
    return found if isinstance(found, Meant) else None


def _read_edge(cursor: Cursor) -> Meant | None:
    """نهاية العام, منتصف الشهر المقبل: of a month a third, of a week three days, of anything longer about a quarter."""
    edge = cursor.take("edge")
    if edge is None or (whole := _read_whole(cursor)) is None:
        return None
    days = (whole.last - whole.first).days + 1
    reading = f"{edge.value}: {whole.reading}"
    point = {"end": whole.last, "middle": whole.first + timedelta((days - 1) // 2)}.get(edge.value)
    if days < 4:
        return Meant(whole.first, whole.last, reading, point)
    ends = _cut_edge(edge.value, whole, days)
    return Meant(*ends, reading, point)


def _cut_edge(name: str, whole: Meant, days: int) -> Stretch:
    if _is_year(whole):
        months = {"start": (1, 3), "middle": (5, 8), "end": (10, 12)}[name]
        last = find_month("gregorian", whole.first.year, months[1])
        return date(whole.first.year, months[0], 1), last[1] if last else whole.last
    third = 10 if days in _MONTH_LENGTHS else 3 if days < 14 else days // 4
    if name == "start":
        return whole.first, whole.first + timedelta(third - 1)
    if name == "end":
        first = whole.first + timedelta(20) if days in _MONTH_LENGTHS else whole.last - timedelta(third - 1)
        return first, whole.last
    first = whole.first + timedelta(10 if days in _MONTH_LENGTHS else (days - third) // 2)
    return first, first + timedelta(third - 1)


def _is_year(whole: Meant) -> bool:
    return (whole.first.month, whole.first.day, whole.last.month, whole.last.day) == (1, 1, 12, 31)


def _read_share(cursor: Cursor) -> Meant | None:
    """الربع الأول من 2018, النصف الثاني من شهر نوفمبر."""
    share = cursor.take("share")
    if share is None:
        return None
    parts = int(share.value)
    ordinal = cursor.take("ordinal")
    number = int(ordinal.value) if ordinal else parts if cursor.take("last") else 0
    if not 1 <= number <= parts or (whole := _read_whole(cursor)) is None:
        return None
    reading = f"part: {whole.reading}"
    if _is_year(whole):
        months = 12 // parts
        first = date(whole.first.year, 1 + months * (number - 1), 1)
        after = count_on(first, months, "month")
        return Meant(first, after - timedelta(1), reading) if after else None
    days = (whole.last - whole.first).days + 1
    ends = [whole.first + timedelta(days * at // parts) for at in (number - 1, number)]
    return Meant(ends[0], ends[1] - timedelta(1), reading) if days >= parts else None


def _read_period(cursor: Cursor) -> Meant | None:
    """هذا الأسبوع, العام المقبل, الأيام القليلة القادمة, السنوات العشر المقبلة, الأشهر الستة الأولى من 2017."""
    is_this = cursor.take("this") is not None
    number_before = cursor.take("number")
    period = cursor.take("period", "units") if number_before else cursor.take("period")
    if period is None:
        return None
    unit, _, written = period.value.partition(" ")
    if written == "1" and number_before is None:
        if unit == "year" and (year := cursor.take_year()) is not None:
            return _year_of(cursor, year)
        if unit == "week" and (ordinal := cursor.take("ordinal")):
            return _read_week_of(cursor, int(ordinal.value))
        which = cursor.take_which()
        if cursor.on is None or (is_this and which):
            return None
        stretch = find_around(cursor.on, unit, which or 0)
        return Meant(*stretch, f"{_WHICH[which or 0]} {unit}") if stretch else None
    number = number_before or (cursor.take("number") if not written else None)
    cursor.take("few")
    count = number.value if number else written
    if count and (ordinal := cursor.take("ordinal")) and ordinal.value == "1":
        return _read_first_of(cursor, float(count), unit)
    which = cursor.take_which()
    if is_this or not which:
        return None
    return _count(cursor, Lasting(float(count or _FEW), unit, is_few=not count), which)


def _read_week_of(cursor: Cursor, number: int) -> Meant | None:
    """The seven days of a month that are counted so: الأسبوع الثاني من أكتوبر is the 8th to the 14th."""
    month = _read_whole(cursor)
    if month is None or (month.last - month.first).days + 1 not in _MONTH_LENGTHS or not 1 <= number <= 4:
        return None
    first = month.first + timedelta(7 * (number - 1))
    return Meant(first, first + timedelta(6), f"part: {month.reading}")


def _read_first_of(cursor: Cursor, count: float, unit: str) -> Meant | None:
    whole = _read_whole(cursor)
    after = count_on(whole.first, count, unit) if whole else None
    if whole is None or after is None or after - timedelta(1) > whole.last:
        return None
    return Meant(whole.first, after - timedelta(1), f"part: {whole.reading}")


def _count(cursor: Cursor, lasting: Lasting, which: int) -> Meant | None:
    """The days from the article's date on, or back: الثلاثة أيام القادمة."""
    on = cursor.on
    end = count_on(on, which * lasting.count, lasting.unit) if on and which else None
    if on is None or end is None:
        return None
    return Meant(min(on, end), max(on, end), "few counted" if lasting.is_few else "time counted")


def _read_season(cursor: Cursor) -> Meant | None:
    is_this = cursor.take("this") is not None
    season = cursor.take("season")
    if season is None:
        return None
    cursor.take("of", "to")
    is_this = cursor.take("this") is not None or is_this
    year = cursor.take_year() if cursor.take("year-word") else _take_named_year(cursor) or cursor.take_year()
    if year is not None:
        # The winter of a year begins in it or ends in it; the words do not show which.
        stretch = find_season(season.value, year) if season.value != "winter" else None
    elif cursor.on is None:
        return None
    else:
        which = cursor.take_which()
        years = range(cursor.on.year - 2, cursor.on.year + 3)
        around = [found for each in years if (found := find_season(season.value, each))]
        stretch = choose_stretch(around, cursor.on, which=None if is_this else which or None, ahead=cursor.ahead)
    return Meant(*stretch, "season") if stretch else None


def _take_named_year(cursor: Cursor) -> int | None:
    """The year of العام الماضي, counted from the article's; None where the words name no year so."""
    period = cursor.look("period")
    if period is None or period.value != "year 1":
        return None
    cursor.at += 1
    which = cursor.take_which()
    return cursor.take_year() if which is None else cursor.on.year + which if cursor.on else None


def _read_occasion(cursor: Cursor) -> Meant | None:
    """A feast with its days: عيد الفطر has three. Its year is written, or that which fits the article's date."""
    occasion = cursor.take("occasion")
    if occasion is None:
        return None
    written, month, day, length = occasion.value.split()
    kind: Calendar = "hijri" if written == "hijri" else "gregorian"
    year = cursor.take_year()
    cursor.take("era", "era-hijri")
    which = cursor.take_which()

    def find(in_year: int) -> Stretch | None:
        first = find_day(kind, in_year, int(month), int(day))
        return (first, first + timedelta(int(length) - 1)) if first else None

    if year is not None and (year < 1600) == (kind == "hijri"):
        stretch = find(year)
    elif year is None and cursor.on is not None:
        now = tell_year(kind, cursor.on)
        around = [found for each in (now - 1, now, now + 1, now + 2) if (found := find(each))]
        stretch = choose_stretch(around, cursor.on, which=which or None, ahead=cursor.ahead)
    else:
        return None
    return Meant(*stretch, "feast" if kind == "hijri" else "occasion") if stretch else None


def _read_years(cursor: Cursor) -> Meant | None:
    """2018, عام 1438هـ, عامي 2017 و2018, 2017/2018."""
    if both := cursor.take("years"):
        first, last = (find_year("gregorian", int(year)) for year in both.value.split("/"))
        return Meant(first[0], last[1], "range") if first and last and first[0] < last[1] else None
    word = cursor.take("year-word")
    year = cursor.take_year()
    if year is None:
        which = cursor.take_which() if word else None
        stretch = find_around(cursor.on, "year", which) if which is not None and cursor.on else None
        return Meant(*stretch, f"{_WHICH[which]} year") if stretch and which is not None else None
    return _year_of(cursor, year)


def _year_of(cursor: Cursor, year: int) -> Meant | None:
    is_hijri = cursor.take("era-hijri") is not None or year < 1600
    cursor.take("era")
    stretch = find_year("hijri" if is_hijri else "gregorian", year)
    return Meant(*stretch, "Hijri" if is_hijri else "year") if stretch else None


def _read_lasting(cursor: Cursor) -> Lasting | None:
    """48 ساعة, أسبوعين, شهر ونصف, بضعة أيام, ساعات."""
    some = cursor.take("some") is not None
    number = None if some else cursor.take("number")
    if number is not None and not number.value:
        return None
    if word := cursor.take(*_WORDS_AS_UNITS):
        unit, is_plural = _WORDS_AS_UNITS[word.kind], False
    elif word := cursor.take("unit", "units"):
        unit, is_plural = word.value, word.kind == "units"
    else:
        return None
    if unit not in ("minute", "hour", "day", "week", "month", "year", "decade"):
        return None
    cursor.take("few")
    if cursor.look("of") and (now := cursor.look("near", after=1)) and now.value == "0":
        cursor.at += 2
    if number is None and (some or is_plural):
        return Lasting(_FEW, unit, is_few=True)
    count = float(number.value) if number else 1.0
    joined = 1 if cursor.look("and") else 0
    if cursor.look("half", after=joined) or ((share := cursor.look("share", after=joined)) and share.value == "2"):
        cursor.at += 1 + joined
        count += 0.5
    return Lasting(count, unit) if count else None
