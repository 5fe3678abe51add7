"""Records what an analyst says of entries of the ledger, each time as one action, in the ledger's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.journal.ledger_marks import Bearing, Evidence, Outcome
from reader.journal.operations import Operation, join
from reader.library.ledger import saying
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger import Ledger
from reader.library.ledger.ledger_row import LedgerRow
from reader.ui.ledger.ledger_thread import LedgerThread, wait_for
from reader.ui.ledger.text_place import TextPlace
from reader.wording import say

if TYPE_CHECKING:
    from reader.library.index.library_index import LibraryIndex
    from reader.store.workspace import Workspace
    from reader.store.writer import Writer
    from reader.ui.writing import Writing

Make = Callable[["Workspace", Sequence[Entry], "LibraryIndex"], Sequence[Operation]]
"""Makes the operations of an action on entries as they now are."""
Done = Callable[[], None]


class HasWriter(Protocol):
    """The application, as far as recording is concerned."""

    writing: Writing

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once it is open."""
        ...

    def start_work_again(self) -> None:
        """Try again to open the workspace, and say why there is none."""
        ...


class EntryActs:
    """Acts on entries; the ledger is read again after each action."""

    def __init__(
        self,
        reader: HasWriter,
        thread: LedgerThread,
        *,
        read: Callable[[Ledger], None],
        finish: Callable[[Sequence[Operation], str, Done | None], None],
    ) -> None:
        self._reader = reader
        self._thread = thread
        self._read = read
        """Reads the ledger again, in its thread."""
        self._finish = finish
        """Shows, from that thread, what has been recorded."""

    def say_outcome(self, entries: Sequence[Entry], outcome: Outcome) -> None:
        """Record what became of commitments."""
        self._each(entries, lambda workspace, entry, index: saying.say_outcome(workspace, entry, outcome, index=index))

    def write_note(self, entry: Entry, note: str) -> None:
        """Record the note on an outcome."""
        self._each([entry], lambda workspace, entry, index: saying.write_note(workspace, entry, note, index=index))

    def accept(self, entries: Sequence[Entry]) -> None:
        """Accept the reports of entries."""
        self._each(entries, lambda workspace, entry, index: saying.accept_entry(workspace, entry, index=index))

    def reject(self, entries: Sequence[Entry]) -> None:
        """Reject the reports of entries."""
        self._each(entries, lambda workspace, entry, index: saying.reject_entry(workspace, entry, index=index))

    def merge(self, entries: Sequence[Entry]) -> None:
        """Record that entries are one commitment."""
        self._say(entries, lambda workspace, entries, index: saying.merge_entries(workspace, entries, index=index))

    def split(self, entry: Entry, row: LedgerRow) -> None:
        """Record that a report is about another commitment."""

        def split(workspace: Workspace, entry: Entry, index: LibraryIndex) -> Sequence[Operation]:
            now = next((one for one in entry.rows if (one.article, one.cue) == (row.article, row.cue)), None)
            return saying.split_row(workspace, entry, now, index=index) if now is not None else ()

        self._each([entry], split)

    def take_evidence(self, entry: Entry, place: TextPlace, bearing: Bearing, done: Done | None = None) -> None:
        """Record that a place is evidence."""

        def take(workspace: Workspace, entry: Entry, index: LibraryIndex) -> Sequence[Operation]:
            return saying.take_evidence(workspace, entry, place.span, place.article, bearing, index=index)

        self._each([entry], take, done)

    def drop_evidence(self, entry: Entry, place: TextPlace, done: Done | None = None) -> None:
        """Record that a place is no evidence."""

        def drop(workspace: Workspace, entry: Entry, index: LibraryIndex) -> Sequence[Operation]:
            found = evidence_at(entry, place)
            return saying.drop_evidence(workspace, entry, found, index=index) if found is not None else ()

        self._each([entry], drop, done)

    def take_back(self, *, again: bool = False, done: Done | None = None) -> None:
        """Undo the analyst's last action in whatever articles, or redo it."""
        workspace, writer = self._reader.workspace, self._reader.writing.writer
        if workspace is None or writer is None:
            self._reader.start_work_again()
        else:
            self._thread.put(partial(self._take_back, workspace, writer, again, done))

    def _each(
        self,
        entries: Sequence[Entry],
        make: Callable[[Workspace, Entry, LibraryIndex], Sequence[Operation]],
        done: Done | None = None,
    ) -> None:
        self._say(
            entries,
            lambda workspace, entries, index: join(each for entry in entries for each in make(workspace, entry, index)),
            done,
        )

    def _say(self, entries: Sequence[Entry], make: Make, done: Done | None = None) -> None:
        workspace, writer = self._reader.workspace, self._reader.writing.writer
        if workspace is None or writer is None:
            self._reader.start_work_again()
        elif entries:
            heads = [entry.head for entry in entries]
            self._thread.put(partial(self._record, workspace, writer, heads, make, done))

    # In the thread

    def _record(
        self,
        workspace: Workspace,
        writer: Writer,
        heads: Sequence[LedgerRow],
        make: Make,
        done: Done | None,
        ledger: Ledger,
    ) -> None:
        entries = {entry.name: entry for entry in map(ledger.entry_of, heads) if entry is not None}
        operations = wait_for(writer.apply(make(workspace, tuple(entries.values()), ledger.index)))
        self._show(ledger, operations, "" if operations else say("Nothing had to be changed."), done)

    def _take_back(self, workspace: Workspace, writer: Writer, again: bool, done: Done | None, ledger: Ledger) -> None:
        operations = wait_for(writer.ask(workspace.redo_anywhere if again else workspace.undo_anywhere))
        nothing = say("There is nothing to redo.") if again else say("There is nothing to undo.")
        said = say("Redone.") if again else say("Undone.")
        self._show(ledger, operations, said if operations else nothing, done)

    def _show(self, ledger: Ledger, operations: Sequence[Operation], sentence: str, done: Done | None) -> None:
        self._thread.follow(ledger)
        self._read(ledger)
        self._finish(operations, sentence, done)


def evidence_at(entry: Entry, place: TextPlace) -> Evidence | None:
    """The piece of evidence at a place; None if there is none."""
    return next((each for each in entry.evidence if (each.article, each.span) == (place.article, place.span)), None)
