"""Counts the commitments of a library over time, by type or by outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from reader.journal.ledger_marks import Outcome
from reader.library.ledger.entry import Entry
from reader.library.pictures.count_table import CountTable, make_table, order_columns
from reader.library.pictures.weeks_and_months import Period, list_periods, name_period


class Aspect(StrEnum):
    """What of a commitment is counted apart."""

    TYPE = "type"
    OUTCOME = "outcome"


def count_over_time(entries: Iterable[Entry], *, by: Period, of: Aspect, types: Sequence[str]) -> CountTable:
    """The commitments by the period in which each was first reported; `types` is the order of the types."""
    counts = Counter[tuple[str, str]]()
    days = []
    left_out = 0
    for entry in entries:
        if entry.first is None:
            left_out += 1
            continue
        days.append(entry.first)
        counts[name_period(entry.first, by), column_of(entry, of)] += 1
    known = types if of is Aspect.TYPE else [outcome.value for outcome in Outcome]
    return make_table(list_periods(days, by), order_columns(counts, known), counts, left_out=left_out)


def column_of(entry: Entry, of: Aspect) -> str:
    """The type or the outcome of a commitment."""
    return entry.head.type if of is Aspect.TYPE else entry.outcome.value
