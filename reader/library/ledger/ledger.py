"""Gives the ledger of a library to one analyst: its entries, the timeline of each, and what may be evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from threading import RLock

from reader.journal.ledger_marks import Evidence
from reader.labels import LabelSet, labels_in_force
from reader.library.index.article_putting import get_article
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.entry import Entry
from reader.library.ledger.entry_making import EntryMaker
from reader.library.ledger.entry_order import Order, is_due, put_in_order
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.marks_reading import read_marks, read_merged_names
from reader.library.ledger.row_reading import RowReader
from reader.library.ledger.timeline import EvidenceSource, LedgerEvent, make_timeline


class Ledger:
    """The commitments of a library as one analyst sees them; it may be used from any thread.

    It follows the index: what has been read is kept until something is written to it.
    """

    def __init__(self, index: LibraryIndex, *, who: str, labels: LabelSet | None = None) -> None:
        self.index = index
        self.who = who
        self._reader = RowReader(index, who=who, labels=labels or labels_in_force())
        self._maker = EntryMaker(who)
        self._entries: list[Entry] = []
        self._by_row: dict[int, Entry] = {}
        self._version: tuple[int, ...] = ()
        self._lock = RLock()

    def entries(
        self,
        *,
        accepted_only: bool = False,
        due_by: date | None = None,
        order: Order = "due",
        today: date | None = None,
    ) -> Sequence[Entry]:
        """The entries, in an order (see `put_in_order`).

        With `accepted_only`, only those are meant of which an analyst has accepted a report; with `due_by`, only those
        that are open and have a deadline that ends on that day or before.
        """
        with self._lock:
            self._follow()
            chosen = [
                entry
                for entry in self._entries
                if (not accepted_only or entry.is_accepted) and (due_by is None or is_due(entry, due_by))
            ]
        return put_in_order(chosen, order, today=today or date.today())

    def entry_of(self, row: LedgerRow) -> Entry | None:
        """The entry in which a row, or the row that has taken its place, now stands; None if there is none."""
        with self._lock:
            self._follow()
            if row.number in self._by_row:
                return self._by_row[row.number]
            places = (entry for entry in self._entries for one in entry.rows if _is_in_one_place(one, row))
            return next(places, None)

    def timeline(self, entry: Entry) -> Sequence[LedgerEvent]:
        """What happened with a commitment, in order of time."""
        return make_timeline(entry, self._find_source)

    def _find_source(self, evidence: Evidence) -> EvidenceSource | None:
        connection = self.index.connection
        row = connection.execute(
            "SELECT number, day, title, outlet FROM articles WHERE id = ?", (evidence.article,)
        ).fetchone()
        if row is None:
            return None
        number, day, title, outlet = row
        quote = evidence.span.of(get_article(connection, number).text)
        return EvidenceSource(None if day is None else date.fromordinal(day), title, outlet, quote)

    def _follow(self) -> None:
        connection = self.index.connection
        written = connection.execute("PRAGMA data_version").fetchone()[0]
        version = (id(connection), written, connection.total_changes)
        if version == self._version:
            return
        self._reader.refresh()
        self._entries = self._maker.make(
            self._reader.rows,
            read_marks(self.index),
            numbers=self._reader.numbers,
            names=read_merged_names(self.index, self.who),
        )
        self._by_row = {row.number: entry for entry in self._entries for row in entry.rows}
        self._version = version


def _is_in_one_place(one: LedgerRow, other: LedgerRow) -> bool:
    return one.article == other.article and one.cue.overlaps(other.cue)
