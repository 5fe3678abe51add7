"""Words the deadline of an entry - a day, a stretch of days, or one end of it - and says what is negated."""

from __future__ import annotations

from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger_row import LedgerRow
from reader.wording import say, written_digits


def word_due(entry: Entry) -> str:
    """When a commitment is due, in the digits of the interface; empty where that could not be read."""
    first, last = entry.due_first, entry.due_last
    if first is None and last is None:
        return ""
    if first is not None and last is not None:
        written = [written_digits(day.isoformat()) for day in (first, last)]
        return written[0] if first == last else say("{first} to {last}", first=written[0], last=written[1])
    if last is not None:
        return say("by {day}", day=written_digits(last.isoformat()))
    return say("from {day}", day=written_digits(first.isoformat())) if first is not None else ""


def is_negated(row: LedgerRow) -> bool:
    """Whether a commitment is one not to do something."""
    return row.attributes.get("polarity") == "negative"
