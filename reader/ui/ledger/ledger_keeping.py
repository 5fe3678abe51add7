"""Keeps the ledger while the reader runs, and shows it: which entries are listed, and which is the current one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from reader.errors import StoreError
from reader.journal.operations import Operation
from reader.labels import LabelSet
from reader.library.ledger.entry import Entry
from reader.library.ledger.entry_listing import EntryListing, EntrySearch, LedgerView, list_view
from reader.library.ledger.ledger import Ledger
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.timeline import LedgerEvent
from reader.library.queries.query_parsing import parse_query
from reader.library.queries.query_terms import Query
from reader.model import Span
from reader.settings.definitions import Config
from reader.ui.ledger.entry_acts import EntryActs
from reader.ui.ledger.entry_columns import Looks
from reader.ui.ledger.evidence_finding import EvidenceFinding
from reader.ui.ledger.ledger_export import LedgerExport
from reader.ui.ledger.ledger_screen import LedgerScreen
from reader.ui.ledger.ledger_thread import LedgerThread, LedgerTrouble
from reader.ui.ledger.text_place import TextPlace
from reader.ui.widgets.arabic_text import notify
from reader.wording import say

if TYPE_CHECKING:
    from reader.store.workspace import Workspace
    from reader.ui.library.library_keeping import LibraryKeeping
    from reader.ui.reading.reading_screen import ReadingScreen
    from reader.ui.worked_articles import WorkedArticles
    from reader.ui.writing import Writing


@dataclass(frozen=True, slots=True)
class Wish:
    """Which entries are to be listed."""

    view: LedgerView = LedgerView.ALL
    query: str = ""
    """The query as it was written."""
    where: Query | None = None


class HasLedger(Protocol):
    """The application, as far as the ledger is concerned."""

    config: Config
    labels: LabelSet
    library: LibraryKeeping
    worked_articles: WorkedArticles
    writing: Writing

    @property
    def reading(self) -> ReadingScreen:
        """The screen on which the article is read."""
        ...

    @property
    def progress(self) -> str:
        """The progress of the engine and of the index; empty when they are idle."""
        ...

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once it is open."""
        ...

    def start_work_again(self) -> None:
        """Try again to open the workspace, and say why there is none."""
        ...

    def open_place(self, article: str, offset: int) -> None:
        """Open an article, by its id, at an offset."""
        ...


class LedgerKeeping:
    """The ledger, on a screen of its own while that is open."""

    def __init__(self, app: App[None], reader: HasLedger) -> None:
        self._app = app
        self._reader = reader
        self.listing = EntryListing()
        self.current: LedgerRow | None = None
        """The first report of the current entry."""
        self._wish = Wish()
        self._search = EntrySearch(reader.labels)
        self._thread = LedgerThread(
            lambda: reader.library.index,
            lambda: reader.workspace,
            labels=reader.labels,
            report=lambda trouble: app.call_later(self._report, trouble),
        )
        self._listed: tuple[object, ...] = ()
        """What was listed last: the wish, the day, and the state of the index."""
        self._remark = say("reading…")
        self._screen: LedgerScreen | None = None
        self._is_from_library = False
        self._sought: TextPlace | None = None
        """The place whose entry is to become the current one as soon as it is listed."""
        self._is_expected = False
        """Whether a commitment is known to stand at that place."""
        acts = EntryActs(reader, self._thread, read=self._list, finish=self._finish)
        self.say_outcome, self.write_note, self.accept, self.reject = (
            acts.say_outcome,
            acts.write_note,
            acts.accept,
            acts.reject,
        )
        self.merge, self.split, self.drop_evidence, self.take_back = (
            acts.merge,
            acts.split,
            acts.drop_evidence,
            acts.take_back,
        )
        self.find_evidence = EvidenceFinding(app, self._thread, acts, looks=lambda: self.looks).show
        self.export = LedgerExport(app, self._thread, reader.labels, language=lambda: self.looks.language).show
        self.close = self._thread.close

    @property
    def looks(self) -> Looks:
        """How the rows are drawn."""
        return Looks(self._reader.labels, self._reader.config.display.label_names, date.today())

    @property
    def remark(self) -> str:
        """What is still under way, or why the ledger is not whole, in words; empty if there is nothing to say."""
        return " · ".join(filter(None, (self._remark, self._reader.progress)))

    @property
    def view(self) -> LedgerView:
        """Which entries are listed."""
        return self._wish.view

    @property
    def query(self) -> str:
        """The query by which they are chosen, as it was written; empty if there is none."""
        return self._wish.query

    def open_here(self) -> None:
        """Show the ledger at the entry of the commitment under the caret, if there is one."""
        session = self._reader.reading.session
        current = session.current
        self._sought = TextPlace(session.article.id, Span(session.caret, session.caret))
        self._is_expected = current is not None and self._reader.labels.named(current.label).is_commitment
        self._open()

    def open(self) -> None:
        """Show the ledger in place of the list of articles, at the entry where it was left."""
        self._is_from_library = True
        self._open()

    def _open(self) -> None:
        self._listed = ()
        self._screen = LedgerScreen(self)
        self._app.push_screen(self._screen, self._leave)

    def choose(self, *, view: LedgerView | None = None, query: str | None = None) -> None:
        """List other entries; QueryError where the query cannot be read."""
        wish = replace(self._wish, view=view or self._wish.view)
        if query is not None:
            wish = replace(wish, query=query, where=parse_query(query, labels=self._reader.labels) if query else None)
        if wish != self._wish:
            self._wish = wish
            self._thread.put(self._list)

    def look(self) -> None:
        """List the entries again if they have changed, unless a task is under way."""
        if self._thread.is_idle:
            self._thread.put(self._list)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being read or recorded."""
        return self._thread.is_idle

    def find_events(self, entry: Entry) -> Sequence[LedgerEvent]:
        """What happened with a commitment, in order of time; nothing where the index cannot be read just now."""
        ledger = self._thread.ledger
        try:
            return ledger.timeline(entry) if ledger is not None else ()
        except sqlite3.Error:
            return ()

    # In the thread

    def _list(self, ledger: Ledger) -> None:
        connection, wish = ledger.index.connection, self._wish
        seen = (wish, date.today(), connection.execute("PRAGMA data_version").fetchone())
        if (*seen, connection.total_changes) == self._listed:
            return
        entries = list_view(ledger, wish.view, where=wish.where)
        if ledger.is_behind:
            self._later(partial(self._take, entries, self._search.texts_of(entries), say("looking for retellings…")))
            ledger.group_all()
            entries = list_view(ledger, wish.view, where=wish.where)
        remark = ledger.index.trouble
        if not remark and not entries and not connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone():
            remark = say("the index is empty so far; `reader index` builds it")
        # Grouping writes to the index, too.
        self._listed = (*seen, connection.total_changes)
        self._later(partial(self._take, entries, self._search.texts_of(entries), remark))

    def _finish(self, operations: Sequence[Operation], sentence: str, done: Callable[[], None] | None) -> None:
        self._later(partial(self._show_recorded, operations, sentence, done))

    def _later(self, call: Callable[[], None]) -> None:
        self._app.call_later(call)

    # In the interface's own thread

    def _take(self, entries: Sequence[Entry], texts: Sequence[str], remark: str) -> None:
        self._remark = remark
        self.listing.take(entries, texts)
        if self._screen is not None:
            if self._sought is not None:
                self._seek(self._sought, self._screen)
            self._screen.show_again()

    def _seek(self, place: TextPlace, screen: LedgerScreen) -> None:
        at = self.listing.find(place.article, place.span.start)
        if at is None and self._is_expected and (self._wish != Wish() or self.listing.words):
            # It may be hidden by a view or a filter.
            screen.clear()
            return
        self._sought = None
        if at is not None:
            self.current = self.listing.shown[at].head
        elif self._is_expected:
            notify(self._app, say("This commitment is not in the ledger, or not yet."), severity="warning")

    def _show_recorded(self, operations: Sequence[Operation], sentence: str, done: Callable[[], None] | None) -> None:
        self._reader.worked_articles.take_in(operations)
        if sentence:
            notify(self._app, sentence, severity="information" if operations else "warning")
        if done is not None:
            done()

    def _report(self, trouble: LedgerTrouble) -> None:
        self._remark = trouble.sentence
        if isinstance(trouble.error, StoreError):
            self._reader.writing.report_unwritten(trouble.error)
        elif trouble.error is not None:
            raise trouble.error
        self._listed = ()
        if self._screen is not None:
            self._screen.show_again()

    def _leave(self, chosen: TextPlace | None) -> None:
        is_from_library, self._is_from_library = self._is_from_library, False
        self._screen = self._sought = None
        if chosen is not None:
            self._reader.open_place(chosen.article, chosen.span.start)
        elif is_from_library:
            self._reader.library.open(keeps_row=True)
