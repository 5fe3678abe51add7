"""Reads the words of a clock time as hours and minutes: السابعة إلا ربعا مساء is 18:45."""

from __future__ import annotations

import re

# The letters are those of measures.LETTERS, as in date_shapes.py.
_CLOCK = re.compile(
    r"H?θ?(?:(?P<digits>[71349])|(?P<ordinal>[rρ])(?P<ten>\+?[bv](?!μ))?)"
    r"(?:(?P<less>ε\+?)(?:(?P<share>h)|(?P<few>[v13])μ)|\+?(?P<half>N)|κ(?P<part>h)|[+κ](?P<past>[v13])μ|\+(?P<two>t))?"
)
_OF_DAY = re.compile(r"[OoTX]")


def read_clock(letters: str, values: list[str]) -> tuple[str, int]:
    """The time at the start of a stretch of a shape (07:30; 19:30 where the words say "evening"), and where it ends.

    The time is "" where the stretch begins with none, or where the numbers are not an hour and its minutes.
    """
    match = _CLOCK.match(letters)
    if match is None:
        return "", 0

    def value(group: str) -> str:
        return values[match.end(group) - 1] if match and match[group] else ""

    hour, minute = _read_digits(value("digits")) if match["digits"] else (_number(value("ordinal")), 0)
    hour += _number(value("ten"))
    shares = value("half") or value("part") or value("share")
    minutes = round(_third(shares) * 60) + _number(value("past")) + _number(value("few")) + (2 if match["two"] else 0)
    minutes = hour * 60 + minute + (-minutes if match["less"] else minutes)
    if not 0 <= hour <= 24 or not 0 <= minute < 60:
        return "", match.end()
    part_of_day = _OF_DAY.search(letters, match.end())
    word = values[part_of_day.start()].split(" ")[-1] if part_of_day else ""
    hour, minute = divmod(minutes % (24 * 60), 60)
    return f"{_in_day(hour, word):02}:{minute:02}{_seconds(value('digits'))}", match.end()


def _in_day(hour: int, part_of_day: str) -> int:
    """The hour from 0 to 24, where the part of the day says which half of the day is meant.

    At night, 11 is 23:00 and 2 is 02:00; around noon, 11 is 11:00 and 2 is 14:00.
    """
    if hour > 12:
        return hour
    is_late = part_of_day == "pm" or (part_of_day == "night" and 6 <= hour < 12)
    if is_late or (part_of_day == "noon" and hour not in (10, 11)):
        return hour % 12 + 12
    return hour % 12 if part_of_day in ("am", "night") else hour


def _read_digits(word: str) -> tuple[int, int]:
    """The hour and the minutes of 10:30, 10.30, 1030 and 10; (99, 0) for anything else."""
    hour, _, minute = word.replace(".", ":").partition(":")
    if len(hour) == 4:
        hour, minute = hour[:2], hour[2:]
    return (int(hour), int(minute[:2] or 0)) if hour.isdecimal() and minute[:2].isdecimal() or not minute else (99, 0)


def _seconds(word: str) -> str:
    return word[-3:] if word.count(":") == 2 else ""


def _third(share: str) -> float:
    """The part of an hour that is meant: ثلثا by itself is two thirds of a thing, but a third in a clock time."""
    fraction = float(share or 0)
    return 1 / 3 if fraction > 0.6 else fraction


def _number(value: str) -> int:
    return int(float(value or 0))
