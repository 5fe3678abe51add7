"""Reads a deadline or a date as it is written, into an interval of days, with how it was read."""

from __future__ import annotations

from datetime import date

from reader.library.deadlines.article_days import article_day
from reader.library.deadlines.days import Days
from reader.library.deadlines.deadline_terms import read_terms
from reader.library.deadlines.interval_ends import read_days

__all__ = ["Days", "article_day", "resolve_date", "resolve_deadline"]

_YEARS = range(1800, 2150)
"""The years of an article's date from which other dates are counted."""


def resolve_deadline(written: str, *, on: date | None) -> Days | None:
    """The days that a deadline means, looking ahead from the article's date; None where it cannot be read."""
    return _resolve(written, on, ahead=True)


def resolve_date(written: str, *, on: date | None) -> Days | None:
    """The days that a date in an article means: without a year, those nearest to the article's date."""
    return _resolve(written, on, ahead=False)


def _resolve(written: str, on: date | None, *, ahead: bool) -> Days | None:
    terms = read_terms(written)
    if not terms:
        return None
    return read_days(terms, on=on if on and on.year in _YEARS else None, ahead=ahead)
