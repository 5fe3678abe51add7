"""Decides by which sign and colour the outcome of a commitment is shown, and what evidence shows of it."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from reader.journal.ledger_marks import Bearing, Outcome
from reader.library.ledger.entry import Entry
from reader.library.ledger.entry_order import is_due

OUTCOME_SIGNS = {
    Outcome.OPEN: (" ", "$foreground"),
    Outcome.KEPT: ("✓", "$success"),
    Outcome.BROKEN: ("✗", "$error"),
    Outcome.WITHDRAWN: ("←", "$warning"),
    Outcome.UNKNOWN: ("?", "$muted"),
}
BEARING_SIGNS = {
    Bearing.KEPT: ("✓", "$success"),
    Bearing.BROKEN: ("✗", "$error"),
    Bearing.WITHDRAWN: ("←", "$warning"),
    Bearing.RELATED: ("+", "$accent"),
}
_OVERDUE = ("!", "$warning")


def draw_outcome(entry: Entry, today: date) -> Content:
    """The sign of an entry's outcome; an open one whose deadline has passed has one of its own."""
    is_overdue = is_due(entry, today) and entry.due_last != today
    return Content.styled(*(_OVERDUE if is_overdue else OUTCOME_SIGNS[entry.outcome]))
