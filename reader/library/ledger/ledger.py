"""Gives the ledger of a library to one analyst: its entries, the timeline of each, and what may be evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from threading import RLock

from reader.journal.ledger_marks import Evidence
from reader.labels import LabelSet, labels_in_force
from reader.library.index.article_putting import get_article
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.collector_rest import collector_at_rest
from reader.library.ledger.entry import Entry
from reader.library.ledger.entry_groups import EntryGroups
from reader.library.ledger.entry_making import make_entries
from reader.library.ledger.entry_order import Order, is_due, put_in_order
from reader.library.ledger.evidence_passages import find_evidence
from reader.library.ledger.evidence_ranking import RankedPassage
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.marks_reading import read_marks, read_merged_names
from reader.library.ledger.row_matching import RowFacts, make_row_test
from reader.library.ledger.row_reading import RowReader
from reader.library.ledger.timeline import EvidenceSource, LedgerEvent, make_timeline
from reader.library.queries.query_terms import Query


class Ledger:
    """The commitments of a library as one analyst sees them; it may be used from any thread.

    It follows the index: what has been read is kept until something is written to it.
    """

    def __init__(self, index: LibraryIndex, *, who: str, labels: LabelSet | None = None) -> None:
        self.index = index
        self.who = who
        self._reader = RowReader(index, who=who, labels=labels or labels_in_force())
        self._groups = EntryGroups(index, who)
        self._entries: list[Entry] = []
        self._version: tuple[int, ...] = ()
        self._lock = RLock()

    def entries(
        self,
        *,
        where: Query | None = None,
        accepted_only: bool = False,
        due_by: date | None = None,
        order: Order = "due",
        today: date | None = None,
    ) -> Sequence[Entry]:
        """The entries, in an order (see `put_in_order`).

        With `where`, only those are meant that have a report which the query means; with `accepted_only`, those of
        which an analyst has accepted a report; with `due_by`, those that are open and whose deadline ends on that day
        or before.
        """
        with self._lock:
            self._follow()
            is_meant = self.matches(where)
            chosen = [
                entry
                for entry in self._entries
                if (not accepted_only or entry.is_accepted)
                and (due_by is None or is_due(entry, due_by))
                and (where is None or any(is_meant(entry, row) for row in entry.rows))
            ]
        return put_in_order(chosen, order, today=today or date.today())

    def matches(self, where: Query | None) -> Callable[[Entry, LedgerRow], bool]:
        """The test whether a query means a report of an entry."""
        if where is None:
            return lambda entry, row: True
        test = make_row_test(self.index, where, who=self.who)
        numbers = self._reader.numbers
        return lambda entry, row: test(RowFacts(row.number, numbers.get(row.article, 0), entry.outcome))

    @property
    def is_behind(self) -> bool:
        """Whether there are so many new rows that it takes long to find those that tell the same commitment.

        Until `group_all` has done so, each of them is an entry of its own.
        """
        with self._lock:
            self._follow()
            return self._groups.is_behind

    def group_all(self, *, report: Callable[[int, int], None] | None = None) -> None:
        """Find the rows that tell the same commitment, in the whole library; the index remembers them.

        The ledger can be used meanwhile, from another thread. `report` is given how many rows are done, and their
        number.
        """
        with self._lock:
            self._follow()
            rows, names = self._reader.rows, read_merged_names(self.index, self.who)
        grouped = EntryGroups(self.index, self.who)
        grouped.group_all(rows, names=names, report=report)
        with self._lock:
            self._groups = grouped
            self._version = ()

    def entry_of(self, row: LedgerRow) -> Entry | None:
        """The entry in which a row, or the row that has taken its place, now stands; None if there is none."""
        with self._lock:
            self._follow()
            places = [
                (one.number != row.number, entry)
                for entry in self._entries
                for one in entry.rows
                if one.article == row.article and one.cue.overlaps(row.cue)
            ]
            return min(places, key=lambda place: place[0])[1] if places else None

    def timeline(self, entry: Entry) -> Sequence[LedgerEvent]:
        """What happened with a commitment, in order of time."""
        return make_timeline(entry, self._find_source)

    def evidence_for(self, entry: Entry) -> list[RankedPassage]:
        """The sentences of earlier and later articles that may bear on a commitment, the likeliest first."""
        return find_evidence(self.index, entry, names=read_merged_names(self.index, self.who))

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
        if (id(connection), written, connection.total_changes) == self._version:
            return
        with collector_at_rest():
            self._read_all()
        self._version = (id(connection), written, connection.total_changes)

    def _read_all(self) -> None:
        self._reader.refresh()
        rows, names = self._reader.rows, read_merged_names(self.index, self.who)
        groups = self._groups.find(rows, names=names)
        marks = read_marks(self.index)
        self._entries = list(make_entries(rows, groups, marks, numbers=self._reader.numbers, who=self.who))
