"""Defines an entry of the ledger: one commitment, with all articles that report it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reader.journal.ledger_marks import Evidence, LedgerMarks, Outcome
from reader.library.ledger.ledger_row import LedgerRow, RoleFiller


@dataclass(frozen=True, slots=True)
class Entry:
    """One commitment with its reports, and what has been said of it."""

    name: str
    """Its name, which stays while its rows stay: the one in the analysts' marks, or one made from its first row."""
    rows: tuple[LedgerRow, ...]
    """Its reports, in order of time; there is at least one."""
    marks: tuple[LedgerMarks, ...]
    """What the layer of each row says of it, in the order of the rows."""
    outcome: Outcome = Outcome.OPEN
    note: str = ""
    """The note on the outcome."""
    evidence: tuple[Evidence, ...] = ()
    is_merged: bool = False
    """Whether an analyst has put two or more of its rows together."""
    is_proposed: bool = False
    """Whether some of its rows are in it only because they seem to tell the same commitment."""

    @property
    def head(self) -> LedgerRow:
        """The first report."""
        return self.rows[0]

    @property
    def first(self) -> date | None:
        """The day of the first report."""
        # Rows without a day come last.
        return self.rows[0].day

    @property
    def latest(self) -> date | None:
        """The day of the latest report."""
        return next((row.day for row in reversed(self.rows) if row.day is not None), None)

    @property
    def due_row(self) -> LedgerRow | None:
        """The report that gives the deadline: the latest one that has one that could be read."""
        return next((row for row in reversed(self.rows) if row.due_first or row.due_last), None)

    @property
    def due_first(self) -> date | None:
        """The first day of the deadline."""
        return self.due_row.due_first if self.due_row is not None else None

    @property
    def due_last(self) -> date | None:
        """The last day of the deadline."""
        return self.due_row.due_last if self.due_row is not None else None

    @property
    def is_accepted(self) -> bool:
        """Whether an analyst has accepted at least one of its reports."""
        return any(row.is_accepted for row in self.rows)

    def filler(self, role: str) -> RoleFiller | None:
        """What fills a role in the first report that names it."""
        return next((row.roles[role] for row in self.rows if role in row.roles), None)


NOTHING = LedgerMarks()
"""The marks of a row of which nothing has been said; most rows have these very ones."""


def make_entry(
    name: str,
    rows: Sequence[LedgerRow],
    marks: Sequence[LedgerMarks],
    *,
    who: str,
    is_merged: bool,
    is_proposed: bool,
) -> Entry:
    """An entry of rows, which are in order of time, with their marks.

    Where several rows have an outcome or a note, the analyst's own comes before another's, and the first before later
    ones; evidence is that of all.
    """
    entry = Entry(name, tuple(rows), tuple(marks), is_merged=is_merged, is_proposed=is_proposed)
    if all(mark is NOTHING for mark in marks):
        return entry
    said = [mark for _, mark in sorted(zip(rows, marks, strict=True), key=lambda each: each[0].layer != who)]
    evidence: dict[tuple[str, int, int], Evidence] = {}
    for each in (piece for mark in said for piece in mark.evidence):
        evidence.setdefault((each.article, each.span.start, each.span.end), each)
    return replace(
        entry,
        outcome=next((mark.outcome for mark in said if mark.outcome is not Outcome.OPEN), Outcome.OPEN),
        note=next((mark.note for mark in said if mark.note), ""),
        evidence=tuple(evidence[place] for place in sorted(evidence)),
    )
