"""Reads the days that the dates and deadlines in an article mean, as the index keeps them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from reader.library.deadlines import Days, resolve_date, resolve_deadline
from reader.model import Annotation

_DATE, _DEADLINE = "date", "deadline"


def read_days_of(annotation: Annotation, text: str, *, on: date | None) -> Days | None:
    """The days of a date, or of a commitment's deadline, in an article of a day; None where there are none to read."""
    if annotation.label == _DATE:
        return _resolve_date(annotation.span.of(text), on)
    deadline = annotation.role(_DEADLINE)
    return None if deadline is None else _resolve_deadline(deadline.of(text), on)


@lru_cache(maxsize=20_000)
def _resolve_date(written: str, on: date | None) -> Days | None:
    # The articles of a day say "today" and "Sunday" again and again.
    return resolve_date(written, on=on)


@lru_cache(maxsize=20_000)
def _resolve_deadline(written: str, on: date | None) -> Days | None:
    return resolve_deadline(written, on=on)


def pack_days(days: Days | None) -> tuple[int | None, int | None, str]:
    """The ordinals of the first and the last day, and how they were read."""
    if days is None:
        return None, None, ""
    return _ordinal(days.first), _ordinal(days.last), days.reading


def read_ordinal(ordinal: int | None) -> date | None:
    """The day with an ordinal."""
    return None if ordinal is None else date.fromordinal(ordinal)


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
