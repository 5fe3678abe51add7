"""Decides what stands in the columns of `reader ledger`, for every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from reader.labels import LabelSet
from reader.library.deadlines import Days
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger_row import LedgerRow, RoleFiller
from reader.library.ledger.ledger_wording import Language, join_names, word

Value: TypeAlias = str | int | float | date | None
ROLES = ("committer", "action", "counterparty", "condition", "deadline", "source")


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What one line says: a report, or all reports of an entry."""

    entry: Entry
    rows: tuple[LedgerRow, ...]
    """The report alone, or all of them."""
    place: str
    """The name of the first report's article, as its source gives it."""

    @property
    def row(self) -> LedgerRow:
        """The first report."""
        return self.rows[0]

    @property
    def due_row(self) -> LedgerRow | None:
        """The report that gives the deadline."""
        return self.entry.due_row if len(self.rows) > 1 else self.row

    def filler(self, role: str) -> RoleFiller | None:
        """What fills a role in the first of the reports that names it."""
        return next((row.roles[role] for row in self.rows if role in row.roles), None)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns, with names and values in a language."""

    labels: LabelSet
    language: Language

    def name(self, column: str) -> str:
        """What a column is called."""
        role = next((role for role in self.labels.roles if role.name == column), None)
        if role is not None:
            return join_names(role.english, role.arabic, self.language)
        return word("columns", column, self.language)

    def value(self, line: LedgerLine, column: str) -> Value:
        """What stands in a column."""
        if column in ROLES:
            filler = line.filler(column)
            return None if filler is None else one_line(filler.quote)
        return _VALUES[column](self, line)


def one_line(text: str) -> str:
    """The words of a quotation that may run over several lines."""
    return " ".join(text.split())


def word_reading(row: LedgerRow | None, language: Language) -> str:
    """How a deadline was read, in plain words; empty where it was not."""
    if row is None or not row.reading:
        return ""
    days = Days(row.due_first, row.due_last, row.reading)
    return days.word_reading("ar" if language == "arabic" else "en")


def _type(columns: Columns, line: LedgerLine) -> Value:
    label = columns.labels.named(line.row.type)
    return join_names(label.english, label.arabic, columns.language)


def _due(columns: Columns, line: LedgerLine) -> Value:
    row = line.due_row
    if row is None or not (row.due_first or row.due_last):
        return None
    if row.due_first == row.due_last:
        return str(row.due_last)
    if row.due_first is None or row.due_last is None:
        return f"≤ {row.due_last}" if row.due_last else f"≥ {row.due_first}"
    return f"{row.due_first}–{row.due_last}"


def _polarity(columns: Columns, line: LedgerLine) -> Value:
    said = line.row.attributes.get("polarity", "")
    return word("polarity", said, columns.language) if said in ("positive", "negative") else said


def _annotator(columns: Columns, line: LedgerLine) -> Value:
    names = dict.fromkeys(row.layer or word("annotators", "engine", columns.language) for row in line.rows)
    return ", ".join(names)


def _decision(columns: Columns, line: LedgerLine) -> Value:
    is_accepted = any(row.is_accepted for row in line.rows)
    return word("decisions", "accepted" if is_accepted else "proposed", columns.language)


def _score(columns: Columns, line: LedgerLine) -> Value:
    scores = [row.score for row in line.rows if row.score is not None]
    return round(max(scores), 2) if scores else None


_VALUES: Mapping[str, Callable[[Columns, LedgerLine], Value]] = {
    "type": _type,
    "polarity": _polarity,
    "due": _due,
    "due_first": lambda columns, line: line.due_row.due_first if line.due_row else None,
    "due_last": lambda columns, line: line.due_row.due_last if line.due_row else None,
    "reading": lambda columns, line: word_reading(line.due_row, columns.language),
    "title": lambda columns, line: one_line(line.row.title),
    "outlet": lambda columns, line: line.row.outlet or None,
    "date": lambda columns, line: line.row.day,
    "latest": lambda columns, line: line.rows[-1].day,
    "annotator": _annotator,
    "decision": _decision,
    "score": _score,
    "outcome": lambda columns, line: word("outcomes", line.entry.outcome.value, columns.language),
    "note": lambda columns, line: line.entry.note or None,
    "evidence": lambda columns, line: len(line.entry.evidence),
    "reports": lambda columns, line: len(line.entry.rows),
    "place": lambda columns, line: f"{line.place}@{line.row.cue.start}",
}
