"""Decides which day or moment the date in a row means, in any of the forms in which feeds write it.

    1 مايو 2024, ٢٠٢٤/٠٥/٠١, 01/05/2024                 2024-05-01
    Wed, 01 May 2024 10:00:00 GMT, 1714557600000       2024-05-01T10:00:00+00:00
    أيار 2024                                          2024-05

In numbers, the day comes before the month. Dates relative to today (أمس) and days of the Hijri calendar are not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files

import tomli

from reader.arabic.words import fold

_LONGEST = 100
"""The most code points of a date: one with a weekday, two calendars, a time and a zone has fewer."""
_FIRST_YEAR = 1700
"""The first year that is read, except in ISO 8601; an earlier one is of the Hijri calendar, or not a year."""

_ISO = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?)?", re.ASCII
)
_COMPACT = re.compile(r"\d{8}(?:T\d{4}(?:\d\d)?(?:Z|[+-]\d{4})?)?", re.ASCII)
_UNPARTED = re.compile(r"(\d{8})(\d{6})", re.ASCII)
"""A day and a time without a separator, as GDELT writes them."""
_EPOCH = re.compile(r"\d{9,19}(?:\.\d+)?", re.ASCII)
_EPOCH_UNITS = {9: 1, 10: 1, 12: 1_000, 13: 1_000, 15: 1_000_000, 16: 1_000_000, 18: 1_000_000_000, 19: 1_000_000_000}
"""How many units a second has (seconds to nanoseconds), by the number of digits of a moment in recent decades."""

_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M\b)?|\b\d{1,2} ?[AP]M\b")
_OFFSET = re.compile(r" *([+-])(\d\d):?(\d\d)\b")
_FROM_GREENWICH = re.compile(r"\b(?:gmt|utc) ?([+-])(\d{1,2})(?::?(\d\d))?\b")
_RFC_822 = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UT|[ECMP][SD]T)", re.ASCII
)
_ZONE_IN_BRACKETS = re.compile(r"(?<=\d) *\([^()]*\)$")
_NUMBERS = re.compile(r"\d+")
_MONTHS = re.compile(r"\b[A-Z][a-z]{2,8}\b")
_YEAR_FIRST = re.compile(r"\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}(?!\d)")
_TWO_DIGIT_YEAR = re.compile(r"(?<!\d)\d{1,2}([-/. ])\d{1,2}\1\d\d(?!\d)")
_BETWEEN = re.compile(r"\bالموافق(?: ?ل)?|[()|=]| [-–/] |:(?= )")


def read_date(written: str) -> str | None:
    """The date in ISO 8601, unchanged where it is that already; None where it cannot be read."""
    text = written.strip()
    if _ISO.fullmatch(text):
        return text if _is_valid(text) else None
    return _read(text) if len(text) <= _LONGEST else None


def _is_valid(text: str) -> bool:
    if len(text) < 10:
        return text[:4] != "0000" and (len(text) == 4 or "01" <= text[5:] <= "12")
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def _read(text: str) -> str | None:
    if _RFC_822.fullmatch(text):
        return _in_mail(text)
    folded = " ".join(fold(text).replace("،", " ").replace(",", " ").split())
    if _ISO.fullmatch(folded):
        return folded if _is_valid(folded) else None
    if _COMPACT.fullmatch(folded.upper()):
        return _in_iso(folded.upper())
    if unparted := _UNPARTED.fullmatch(folded):
        return _in_iso(f"{unparted[1]}T{unparted[2]}")
    if _EPOCH.fullmatch(folded):
        return _moment(folded)
    date = _read_day(folded)
    if date is not None:
        return date
    # The text may have two calendars, or a note beside the date; then exactly one of its parts is a Gregorian day.
    days = {day for part in _BETWEEN.split(folded) for day in [_read_day(part.strip())] if day and len(day) > 7}
    return days.pop() if len(days) == 1 else None


def _in_iso(text: str) -> str | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    if read.year < _FIRST_YEAR:
        return None
    return read.isoformat() if "T" in text else read.date().isoformat()


def _in_mail(text: str) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).isoformat()
    except ValueError:
        return None


def _moment(digits: str) -> str | None:
    whole, _, fraction = digits.partition(".")
    unit = _EPOCH_UNITS.get(len(whole))
    if unit is None or (fraction and unit != 1):
        return None
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(whole) // unit)
    return moment.isoformat()


@dataclass(frozen=True, slots=True)
class _DateWords:
    """The words of dates, folded."""

    english: Mapping[str, str]
    """The name of a month, a half of the day or a zone in the form that dateutil reads; "" for words to drop."""
    every: re.Pattern[str]
    hijri: re.Pattern[str]
    short_half: re.Pattern[str]
    short_halves: Mapping[str, str]


@cache
def _words() -> _DateWords:
    with files("reader.load").joinpath("date_words.toml").open("rb") as file:
        table = tomli.load(file)
    short = {fold(word): half for half, word in table["halves"].pop("short").items()}
    english: dict[str, str] = {}
    for kind in ("months", "halves", "zones"):
        english |= {word: name for name, words in table[kind].items() for word in _listed(words)}
    english |= dict.fromkeys(_listed(table["others"]["dropped"]), "")
    letters = "|".join(short)
    return _DateWords(
        english,
        _any_of(english),
        _any_of(_listed(table["others"]["hijri"])),
        re.compile(rf"(\d:\d\d(?::\d\d)?) ?({letters})(?!\w)"),
        short,
    )


def _listed(words: str) -> list[str]:
    return [fold(" ".join(word.split())) for word in words.split(",")]


def _any_of(words: Mapping[str, str] | list[str]) -> re.Pattern[str]:
    # Longer words come first: كانون الثاني before any part of it. Digits may touch a word, but letters may not.
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest))})(?![^\W_])")


def _read_day(folded: str) -> str | None:
    words = _words()
    if words.hijri.search(folded):
        return None
    text = words.short_half.sub(lambda match: f"{match[1]} {words.short_halves[match[2]]}", folded)
    text = re.sub(r"(?<=\d) ?م(?!\w)|(?<=\d)er\b", " ", text)
    text = _FROM_GREENWICH.sub(lambda match: f" {match[1]}{match[2].zfill(2)}{match[3] or '00'}", text)
    text = words.every.sub(lambda match: f" {words.english[match[0]]} ", text)
    text, offset = _without_offset(_ZONE_IN_BRACKETS.sub("", " ".join(text.split())))
    time = _TIME.search(text)
    day = f"{text[: time.start()]} {text[time.end() :]}" if time else text
    day = re.sub(r"(?<!\d)[-/.–]|[-/.–](?!\d)", " ", _once(" ".join(day.split())))
    return _combine(" ".join(day.split()), _clock(time[0]) if time else "", offset)


def _without_offset(text: str) -> tuple[str, str]:
    """A text without its zone, and the first zone in it as hours and minutes from UTC: +0300 UTC is +03:00.

    dateutil would read the sign of GMT+0300, as browsers write it, as that of POSIX, which has the opposite meaning.
    """
    time = _TIME.search(text)
    if time is None:
        return text, ""
    before, after = text[: time.end()], text[time.end() :]
    if after.startswith("z"):
        return before + after[1:], "+00:00"
    found = _OFFSET.search(after)
    return before + _OFFSET.sub(" ", after), f"{found[1]}{found[2]}:{found[3]}" if found else ""


def _once(text: str) -> str:
    """The text with a month that is named twice, أيار/مايو or أيار (مايو), named once."""
    return re.sub(r"\b([A-Z][a-z]+)[ /()-]+\1\b[ )]*", r"\1 ", text)


def _clock(time: str) -> str:
    hour = int(time.partition(":")[0].split()[0].rstrip("APM"))
    # 14:30 م names its half of the day twice.
    return re.sub(r" ?[AP]M$", "", time) if hour > 12 else time


def _combine(day: str, time: str, offset: str) -> str | None:
    from dateutil.parser import parse

    two_digits = _TWO_DIGIT_YEAR.search(day)
    if not _has_fitting_numbers(day) or (two_digits and two_digits[1] not in "/."):
        return None
    is_year_first = bool(_YEAR_FIRST.match(day))
    try:
        # A part that the text does not give comes from the default, and so differs between the two.
        one, other = (
            parse(f"{day} {time}".strip(), default=default, dayfirst=not is_year_first, yearfirst=is_year_first)
            for default in (datetime(2000, 1, 1), datetime(2004, 2, 2))
        )
        zone = datetime.fromisoformat(f"2000-01-01T00:00{offset}").tzinfo
    except (ValueError, OverflowError, TypeError, ArithmeticError, RuntimeWarning):
        return None
    if one.year != other.year or one.year < _FIRST_YEAR:
        return None
    if not time:
        return _write_common(one, other)
    moment: datetime = one.replace(tzinfo=zone) if zone else one
    return moment.isoformat() if one == other else None


def _has_fitting_numbers(day: str) -> bool:
    numbers = len(_NUMBERS.findall(day))
    return numbers in (1, 2) if _MONTHS.search(day.title()) else numbers in (2, 3)


def _write_common(one: date, other: date) -> str | None:
    """The day, or the month where the text does not give the day; None where it gives no month."""
    if one.month != other.month:
        return None
    return one.strftime("%Y-%m-%d") if one.day == other.day else one.strftime("%Y-%m")
