"""Says what the screen of the ledger needs of what keeps the entries and records what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reader.journal.ledger_marks import Outcome
from reader.library.ledger.entry import Entry
from reader.library.ledger.entry_listing import EntryListing, LedgerView
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.timeline import LedgerEvent
from reader.ui.ledger.entry_columns import Looks
from reader.ui.ledger.text_place import TextPlace


class EntryKeeping(Protocol):
    """Keeps the ledger, and brings what is said of entries to disk."""

    listing: EntryListing
    current: LedgerRow | None
    """The first report of the current entry."""

    @property
    def looks(self) -> Looks:
        """How the rows are drawn."""
        ...

    @property
    def remark(self) -> str:
        """What is still under way, in words; empty if nothing is."""
        ...

    @property
    def view(self) -> LedgerView:
        """Which entries are listed."""
        ...

    @property
    def query(self) -> str:
        """The query by which they are chosen, as it was written; empty if there is none."""
        ...

    def look(self) -> None:
        """List the entries again if they have changed."""
        ...

    def choose(self, *, view: LedgerView | None = None, query: str | None = None) -> None:
        """List other entries; QueryError where the query cannot be read."""
        ...

    def find_events(self, entry: Entry) -> Sequence[LedgerEvent]:
        """What happened with a commitment, in order of time."""
        ...

    def say_outcome(self, entries: Sequence[Entry], outcome: Outcome) -> None:
        """Record what became of commitments."""
        ...

    def write_note(self, entry: Entry, note: str) -> None:
        """Record the note on an outcome."""
        ...

    def accept(self, entries: Sequence[Entry]) -> None:
        """Accept the reports of entries."""
        ...

    def reject(self, entries: Sequence[Entry]) -> None:
        """Reject the reports of entries."""
        ...

    def merge(self, entries: Sequence[Entry]) -> None:
        """Record that entries are one commitment."""
        ...

    def split(self, entry: Entry, row: LedgerRow) -> None:
        """Record that a report is about another commitment."""
        ...

    def drop_evidence(self, entry: Entry, place: TextPlace) -> None:
        """Record that a place is no evidence."""
        ...

    def take_back(self, *, again: bool) -> None:
        """Undo the analyst's last action in whatever articles, or redo it."""
        ...

    async def find_evidence(self, entry: Entry) -> TextPlace | None:
        """List what may be evidence; return the place that is to be opened."""
        ...

    async def export(self, entries: Sequence[Entry]) -> None:
        """Ask for a file, and write entries to it."""
        ...
