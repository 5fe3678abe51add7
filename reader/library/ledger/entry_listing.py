"""The list of entries as an analyst has it on the screen: which of them are shown, and which are marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from reader.arabic.words import fold
from reader.journal.ledger_marks import Outcome
from reader.labels import LabelSet
from reader.library.ledger.entry import Entry
from reader.library.ledger.entry_order import Order
from reader.library.ledger.ledger import Ledger
from reader.library.queries.query_terms import Query


class LedgerView(StrEnum):
    """Which entries are listed, and in which order."""

    ALL = "all"
    DUE = "due"
    """The open ones with a deadline, beginning with what comes next."""
    OVERDUE = "overdue"
    COMMITTER = "committer"
    """All of them, by committer."""
    ACCEPTED = "accepted"


_ORDERS: dict[LedgerView, Order] = {
    LedgerView.DUE: "due",
    LedgerView.OVERDUE: "due",
    LedgerView.COMMITTER: "committer",
}


class EntrySearch:
    """The folded words of entries, kept for those that stay as they are."""

    def __init__(self, labels: LabelSet) -> None:
        self._labels = labels
        self._known: dict[tuple[int, ...], str] = {}

    def texts_of(self, entries: Sequence[Entry]) -> list[str]:
        """The folded words by which each entry is found: of its roles, titles, types, sources and notes."""
        known: dict[tuple[int, ...], str] = {}
        texts = []
        for entry in entries:
            key = tuple(row.number for row in entry.rows)
            text = known[key] = self._known.get(key) or self._text_of(entry)
            texts.append(f"{text}\n{fold(entry.note)}" if entry.note else text)
        self._known |= known
        return texts

    def _text_of(self, entry: Entry) -> str:
        said: dict[str, None] = {}
        for row in entry.rows:
            label = self._labels.named(row.type)
            quotes = (role.quote for role in row.roles.values())
            said |= dict.fromkeys((label.arabic, label.english, row.quote, *quotes, row.title, row.outlet, row.layer))
            said |= dict.fromkeys((str(row.day or ""), str(row.due_last or "")))
        return fold("\n".join(said))


def list_view(
    ledger: Ledger, view: LedgerView, *, where: Query | None = None, today: date | None = None
) -> Sequence[Entry]:
    """The entries of a view, of those that a query means."""
    today = today or date.today()
    entries = ledger.entries(
        where=where,
        accepted_only=view is LedgerView.ACCEPTED,
        due_by=today - timedelta(days=1) if view is LedgerView.OVERDUE else None,
        order=_ORDERS.get(view, "newest"),
        today=today,
    )
    if view is not LedgerView.DUE:
        return entries
    return [each for each in entries if each.due_row is not None and each.outcome is Outcome.OPEN]


@dataclass(slots=True)
class EntryListing:
    """The entries of a view, and those of them that contain the words of a filter."""

    every: Sequence[Entry] = ()
    words: str = ""
    """What the list is filtered by."""
    shown: list[Entry] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)
    """The names of the marked entries."""

    _texts: Sequence[str] = ()
    """The folded words of each entry."""
    _found: list[tuple[Entry, str]] = field(default_factory=list)
    """The entries that are shown, with their words."""

    def take(self, entries: Sequence[Entry], texts: Sequence[str]) -> None:
        """List other entries; a mark on an entry that is gone is forgotten."""
        self.every = entries
        self.marked &= {entry.name for entry in entries}
        words, self.words = self.words, ""
        self._texts = texts
        self.filter(words)

    def filter(self, words: str) -> None:
        """Show the entries that contain every word, in whatever spelling."""
        # While one types on, only what is shown can be left.
        if not (self.words and words.startswith(self.words)):
            self._found = list(zip(self.every, self._texts, strict=True))
        self.words = words
        for word in fold(words).split():
            self._found = [pair for pair in self._found if word in pair[1]]
        self.shown = [entry for entry, _ in self._found]

    def replace(self, entry: Entry) -> None:
        """Show an entry as it will be, until the ledger has been read again."""
        self.shown = [entry if each.name == entry.name else each for each in self.shown]

    def find(self, article: str, offset: int) -> int | None:
        """The row of the entry with a report at a place of an article, the nearest cue first; None if there is none."""
        reports = [(row, at) for at, entry in enumerate(self.shown) for row in entry.rows if row.article == article]
        found = [
            (abs(row.cue.start - offset), at)
            for row, at in reports
            if offset in row.cue or any(offset in each.span for each in row.roles.values())
        ]
        return min(found)[1] if found else None

    def mark(self, entry: Entry) -> None:
        """Mark an entry, or take its mark away."""
        self.marked ^= {entry.name}

    def mark_shown(self) -> None:
        """Mark every entry that is shown, or none if all are marked."""
        names = {entry.name for entry in self.shown}
        self.marked = set() if names <= self.marked else self.marked | names

    def targets(self, at: int) -> list[Entry]:
        """The marked entries that are shown, or the one in a row if none is."""
        return [entry for entry in self.shown if entry.name in self.marked] or self.shown[at : at + 1]
