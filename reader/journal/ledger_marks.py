"""Turns what an analyst says over the whole library - outcomes, evidence, entries, aliases - into operations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.journal.operations import COMMITMENT_KINDS, Authorship, Operation, OperationKind, operation
from reader.model import Span
from reader.wording import sayable


class Outcome(StrEnum):
    """What became of a commitment."""

    OPEN = sayable("open")
    """Nothing has been said yet; the journal keeps no value for it."""
    KEPT = sayable("kept")
    BROKEN = sayable("broken")
    WITHDRAWN = sayable("withdrawn")
    UNKNOWN = sayable("unknown")


class Bearing(StrEnum):
    """What a piece of evidence shows of a commitment."""

    KEPT = sayable("kept")
    BROKEN = sayable("broken")
    WITHDRAWN = sayable("withdrawn")
    RELATED = sayable("related")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in an article, usually another one, that shows what became of a commitment."""

    article: str
    """The id of the article in which the evidence stands."""
    span: Span
    """The place in that article."""
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class LedgerMarks:
    """What one layer says of one commitment."""

    outcome: Outcome = Outcome.OPEN
    note: str = ""
    """The note on the outcome."""
    evidence: tuple[Evidence, ...] = ()
    """The evidence, in the order of the articles' ids and of the text."""
    entry: str = ""
    """The name of the ledger entry; commitments of one entry are one commitment that several articles report."""


Operations = tuple[Operation, ...]


def set_outcome(authorship: Authorship, key: str, marks: LedgerMarks, outcome: Outcome) -> Operations:
    """Record what became of the commitment with this key; return no operations if it is recorded already."""
    was, wanted = ("" if each is Outcome.OPEN else each.value for each in (marks.outcome, outcome))
    return _set(authorship, OperationKind.OUTCOME, key, was, wanted)


def write_outcome_note(authorship: Authorship, key: str, marks: LedgerMarks, note: str) -> Operations:
    """Write the note on the outcome of a commitment."""
    return _set(authorship, OperationKind.OUTCOME_NOTE, key, marks.note, note)


def add_evidence(authorship: Authorship, key: str, marks: LedgerMarks, evidence: Evidence) -> Operations:
    """Add evidence to a commitment, or change what the evidence at that place shows."""
    was = _bearing_at(marks, evidence)
    return _set(authorship, OperationKind.EVIDENCE, _evidence_key(key, evidence), was, evidence.bearing.value)


def remove_evidence(authorship: Authorship, key: str, marks: LedgerMarks, evidence: Evidence) -> Operations:
    """Remove the evidence at a place from a commitment."""
    return _set(authorship, OperationKind.EVIDENCE, _evidence_key(key, evidence), _bearing_at(marks, evidence), "")


def set_entry(authorship: Authorship, key: str, marks: LedgerMarks, entry: str) -> Operations:
    """Put a commitment into a ledger entry; an empty name takes it out of the one in which it is."""
    return _set(authorship, OperationKind.ENTRY, key, marks.entry, entry)


def set_alias(authorship: Authorship, name: str, was: str, group: str) -> Operations:
    """Put a folded name into the group of another, or on its own again where the group is the name itself.

    `was` is the group to which analysts have put it so far, empty if they have not. An empty group removes what was
    said in this article.
    """
    return _set(authorship, OperationKind.ALIAS, name, was, group)


def _set(authorship: Authorship, kind: OperationKind, key: str, before: str, after: str) -> Operations:
    return () if before == after else (operation(authorship, kind, key, before or None, after or None),)


def _bearing_at(marks: LedgerMarks, place: Evidence) -> str:
    found = (each.bearing for each in marks.evidence if (each.article, each.span) == (place.article, place.span))
    return next(found, "")


def _evidence_key(key: str, evidence: Evidence) -> str:
    return f"{key}>{evidence.article}:{evidence.span.start}-{evidence.span.end}"


_OFFSET = "(0|[1-9][0-9]{0,9})"
_EVIDENCE = re.compile(f"(.+)>([0-9a-f]{{64}}):{_OFFSET}-{_OFFSET}", re.DOTALL)


def read_evidence(key: str, value: str) -> tuple[str, Evidence]:
    """The commitment's key and the evidence in a mark; ValueError if it is invalid."""
    parts = _EVIDENCE.fullmatch(key)
    if parts is None:
        raise ValueError(f"{key!r} is not the place of evidence")
    return parts[1], Evidence(parts[2], Span(int(parts[3]), int(parts[4])), Bearing(value))


def read_ledger_mark(kind: OperationKind, key: str, said: object) -> str:
    """The value of a mark of the ledger; ValueError if it is invalid."""
    if isinstance(said, str) and key:
        match kind:
            case OperationKind.OUTCOME if Outcome(said) is not Outcome.OPEN:
                return said
            case OperationKind.EVIDENCE if read_evidence(key, said):
                return said
            case OperationKind.OUTCOME_NOTE | OperationKind.ENTRY | OperationKind.ALIAS if said:
                return said
    raise ValueError(f"{said!r} is not a valid {kind}")


def gather_ledger(marks: Iterable[tuple[str, str, object]]) -> dict[str, LedgerMarks]:
    """What the marks of one layer say of each commitment, by its key; other marks are ignored.

    Each mark is given as its kind, key and value. Marks stay when their annotation is removed, so there may be keys
    that belong to no annotation.
    """
    gathered: dict[str, LedgerMarks] = {}
    for name, key, value in marks:
        kind = OperationKind(name)
        if kind not in COMMITMENT_KINDS:
            continue
        said = read_ledger_mark(kind, key, value)
        about, evidence = read_evidence(key, said) if kind is OperationKind.EVIDENCE else (key, None)
        gathered[about] = _with(gathered.get(about, LedgerMarks()), kind, said, evidence)
    return {key: replace(each, evidence=tuple(sorted(each.evidence, key=_place))) for key, each in gathered.items()}


def _with(marks: LedgerMarks, kind: OperationKind, said: str, evidence: Evidence | None) -> LedgerMarks:
    if evidence is not None:
        return replace(marks, evidence=(*marks.evidence, evidence))
    match kind:
        case OperationKind.OUTCOME:
            return replace(marks, outcome=Outcome(said))
        case OperationKind.OUTCOME_NOTE:
            return replace(marks, note=said)
        case _:
            return replace(marks, entry=said)


def _place(evidence: Evidence) -> tuple[str, int, int]:
    return evidence.article, evidence.span.start, evidence.span.end
