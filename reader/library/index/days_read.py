"""Reads the days of articles, and those of the dates and deadlines in them."""

from __future__ import annotations

from datetime import date

from reader.load.row_dates import read_date


def article_day(written: str) -> date | None:
    """The day that an article's own date names; None where it cannot be read."""
    read = read_date(written) or ""
    try:
        return date.fromisoformat(read[:10])
    except ValueError:
        return None
