"""Tells what happened with a commitment, in order of time: pledged, repeated, due, and the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reader.journal.ledger_marks import Evidence
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger_row import LedgerRow
from reader.model import Span


class EventKind(StrEnum):
    """What happened."""

    PLEDGED = "pledged"
    """The first report; of a demand or refusal too."""
    REPEATED = "repeated"
    DUE = "due"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class LedgerEvent:
    """One point of the timeline."""

    kind: EventKind
    day: date | None
    """The day of the article; of a deadline the last day, or the first where it has no last one."""
    article: str
    """The id of the article in which it stands."""
    span: Span
    """The place in that article: the cue, the words of the deadline, or the evidence."""
    quote: str
    title: str = ""
    outlet: str = ""
    row: LedgerRow | None = None
    """The report; None for evidence."""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """What is known of the place where evidence stands."""

    day: date | None
    title: str
    outlet: str
    quote: str


def make_timeline(entry: Entry, find_source: Callable[[Evidence], EvidenceSource | None]) -> tuple[LedgerEvent, ...]:
    """The events of an entry, in order of time; those without a date come last.

    `find_source` finds where evidence stands; None where its article is no longer known.
    """
    events = [_report(row, EventKind.REPEATED if at else EventKind.PLEDGED) for at, row in enumerate(entry.rows)]
    if entry.due_row is not None:
        events.append(_deadline(entry.due_row))
    for each in entry.evidence:
        if (source := find_source(each)) is not None:
            events.append(
                LedgerEvent(
                    EventKind.EVIDENCE,
                    source.day,
                    each.article,
                    each.span,
                    source.quote,
                    source.title,
                    source.outlet,
                    evidence=each,
                )
            )
    return tuple(sorted(events, key=lambda event: (event.day or date.max, _ORDER[event.kind])))


# On one day, what was promised stands before what came of it.
_ORDER = {EventKind.PLEDGED: 0, EventKind.REPEATED: 1, EventKind.EVIDENCE: 2, EventKind.DUE: 3}


def _report(row: LedgerRow, kind: EventKind) -> LedgerEvent:
    return LedgerEvent(kind, row.day, row.article, row.cue, row.quote, row.title, row.outlet, row)


def _deadline(row: LedgerRow) -> LedgerEvent:
    words = row.roles.get("deadline")
    span, quote = (words.span, words.quote) if words is not None else (row.cue, row.quote)
    day = row.due_last or row.due_first
    return LedgerEvent(EventKind.DUE, day, row.article, span, quote, row.title, row.outlet, row)
