"""Decides the order of the ledger's entries, and which of them are due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal, TypeAlias

from reader.journal.ledger_marks import Outcome
from reader.library.ledger.entry import Entry

Order: TypeAlias = Literal["due", "newest", "oldest", "committer", "type", "outcome"]


def is_due(entry: Entry, by: date) -> bool:
    """Whether a commitment is open, and the last day of its deadline is that day or an earlier one."""
    return entry.outcome is Outcome.OPEN and entry.due_last is not None and entry.due_last <= by


def put_in_order(entries: Iterable[Entry], order: Order, *, today: date) -> list[Entry]:
    """The entries in an order.

    "due" begins with what comes next, goes on with what has passed, the latest of it first, and ends with what has no
    deadline, the newest of it first. In the other orders, entries that are equal stand with the newest first.
    """
    newest = sorted(entries, key=_age)
    key = _KEYS.get(order)
    if order == "due":
        return sorted(newest, key=lambda entry: _wait(entry, today))
    if order == "oldest":
        return sorted(newest, key=lambda entry: entry.first or date.max)
    return newest if key is None else sorted(newest, key=key)


def _age(entry: Entry) -> tuple[int, str, int]:
    return -(entry.latest or date.min).toordinal(), entry.head.article, entry.head.cue.start


def _wait(entry: Entry, today: date) -> tuple[int, int]:
    row = entry.due_row
    if row is None:
        return 2, 0
    # A row with a deadline has at least one of the two.
    days = (row.due_last or row.due_first or today).toordinal() - today.toordinal()
    return (0, days) if days >= 0 else (1, -days)


def _committer(entry: Entry) -> tuple[bool, str]:
    filler = entry.filler("committer")
    return filler is None, filler.name if filler is not None else ""


_OUTCOMES = list(Outcome)
_KEYS: dict[str, Callable[[Entry], tuple[bool, str] | tuple[str, str] | int]] = {
    "committer": _committer,
    "type": lambda entry: (entry.head.type, ""),
    "outcome": lambda entry: _OUTCOMES.index(entry.outcome),
}
