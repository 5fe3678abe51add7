"""Finds what may be evidence for an entry, shows it, and records what of it is evidence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import App

from reader.journal.ledger_marks import Bearing
from reader.library.ledger.entry import Entry
from reader.library.ledger.evidence_ranking import RankedPassage
from reader.library.ledger.ledger import Ledger
from reader.library.ledger.passage_context import PassageContext, find_context
from reader.model import Span
from reader.ui.ledger.entry_acts import EntryActs
from reader.ui.ledger.entry_columns import Looks
from reader.ui.ledger.evidence_screen import EvidenceScreen
from reader.ui.ledger.ledger_thread import LedgerThread
from reader.ui.ledger.text_place import TextPlace


class EvidenceFinding:
    """Opens the list of evidence."""

    def __init__(self, app: App[None], thread: LedgerThread, acts: EntryActs, *, looks: Callable[[], Looks]) -> None:
        self._app = app
        self._thread = thread
        self._acts = acts
        self._looks = looks

    async def show(self, entry: Entry) -> TextPlace | None:
        """List what may be evidence; return the place that is to be opened."""
        at_hand = EvidenceAtHand(self._app, self._thread, self._acts, entry)
        screen = EvidenceScreen(at_hand, self._looks())

        def find(ledger: Ledger) -> None:
            found = ledger.evidence_for(at_hand.follow(ledger))
            self._app.call_later(screen.show_passages, found)

        self._thread.put(find)
        return await self._app.push_screen_wait(screen)


class EvidenceAtHand:
    """The entry for which evidence is looked for, as it is after each action."""

    def __init__(self, app: App[None], thread: LedgerThread, acts: EntryActs, entry: Entry) -> None:
        self._app = app
        self._thread = thread
        self._acts = acts
        self.entry = entry

    def follow(self, ledger: Ledger) -> Entry:
        """The entry as it now is, in the thread."""
        self.entry = ledger.entry_of(self.entry.head) or self.entry
        return self.entry

    def find_context(self, ranked: RankedPassage) -> PassageContext:
        """What stands around a passage."""
        ledger, passage = self._thread.ledger, ranked.passage
        if ledger is None:
            return PassageContext("", "", passage.text, Span(0, len(passage.text)))
        return find_context(ledger.index.connection, passage)

    def take(self, place: TextPlace, bearing: Bearing, done: Callable[[], None]) -> None:
        """Record that a place is evidence, and call `done` when it is."""
        self._acts.take_evidence(self.entry, place, bearing, self._after(done))

    def drop(self, place: TextPlace, done: Callable[[], None]) -> None:
        """Record that a place is no evidence."""
        self._acts.drop_evidence(self.entry, place, self._after(done))

    def take_back(self, done: Callable[[], None]) -> None:
        """Undo the analyst's last action."""
        self._acts.take_back(done=self._after(done))

    def _after(self, done: Callable[[], None]) -> Callable[[], None]:
        """Look at the entry again before anything is shown."""

        def follow(ledger: Ledger) -> None:
            self.follow(ledger)
            self._app.call_later(done)

        return partial(self._thread.put, follow)
