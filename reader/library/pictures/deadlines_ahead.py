"""Counts the open commitments by the period in which their deadlines end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from reader.journal.ledger_marks import Outcome
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.entry import Entry
from reader.library.pictures.count_table import CountTable, make_table, order_columns
from reader.library.pictures.weeks_and_months import Period, list_periods, name_period

OVERDUE = "overdue"
LATER = "later"
"""The rows before the first period and after the last."""
_MOST = {Period.WEEK: 26, Period.MONTH: 24}
"""How many periods are looked ahead."""
_STILL_NEW = timedelta(days=60)
"""How old the newest article may be in a library that is looked at from today."""


def count_deadlines(entries: Iterable[Entry], *, by: Period, today: date, types: Sequence[str]) -> CountTable:
    """The open commitments with a deadline, by type, from those overdue on a day to those that are due much later."""
    counts = Counter[tuple[str, str]]()
    days = [today]
    left_out = 0
    for entry in entries:
        due = entry.due_last or entry.due_first
        if entry.outcome is not Outcome.OPEN or due is None:
            left_out += entry.outcome is Outcome.OPEN
            continue
        if due >= today:
            days.append(due)
        counts[OVERDUE if due < today else name_period(due, by), entry.head.type] += 1
    ahead, rest = list_periods(days, by), []
    ahead, rest = ahead[: _MOST[by]], ahead[_MOST[by] :]
    for (period, kind), count in tuple(counts.items()):
        if period in rest:
            counts[LATER, kind] += count
    rows = [OVERDUE, *ahead, *([LATER] if rest else [])]
    return make_table(rows, order_columns(counts, types), counts, left_out=left_out)


def find_viewpoint(index: LibraryIndex, today: date) -> date:
    """The day from which deadlines are looked at: today, but in an old library the day of its newest article."""
    (newest,) = index.connection.execute(
        "SELECT max(day) FROM articles WHERE is_present AND day <= ?", (today.toordinal(),)
    ).fetchone()
    latest = today if newest is None else date.fromordinal(newest)
    return today if today - latest <= _STILL_NEW else latest
