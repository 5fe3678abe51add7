"""Reads the day of `reader ledger --due`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reader.errors import ReaderError, shown
from reader.wording import say

_FROM_TODAY = re.compile(r"([+-])(\d{1,5})d", re.ASCII)


def read_due_day(written: str, *, today: date) -> date:
    """The day that is written: 2017-01-31, today, +30d; ReaderError if it is none."""
    if written.strip() in ("today", "اليوم"):
        return today
    try:
        if match := _FROM_TODAY.fullmatch(written.strip()):
            return today + timedelta(days=int(match[1] + match[2]))
        return date.fromisoformat(written.strip())
    except (ValueError, OverflowError):
        raise ReaderError(
            say("--due {written}: this is no day; write 2017-01-31, today or +30d.", written=shown(written))
        ) from None
