"""Shows the ledger on a full screen: a table of its entries, and beside or below it the entry in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reader.errors import QueryError
from reader.journal.ledger_marks import Outcome
from reader.library.ledger.entry import Entry
from reader.library.ledger.entry_listing import LedgerView
from reader.ui.bindings import bindings_of
from reader.ui.keys_in_order import OPENING
from reader.ui.ledger.entry_columns import draw_headings, draw_row
from reader.ui.ledger.entry_keeping import EntryKeeping
from reader.ui.ledger.entry_pane import EntryPane
from reader.ui.ledger.text_place import TextPlace
from reader.ui.library.filter_line import FilterLine
from reader.ui.mirroring import interface_base
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_text import Flowing, notify
from reader.ui.widgets.asking import AskScreen
from reader.ui.widgets.choice_menu import Choice, ChoiceMenu
from reader.ui.widgets.key_line import KeyLine
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.row_moves import RowMoves
from reader.wording import counted, number, say, sayable, written_digits

_LOOK_AGAIN = 2.0
"""Seconds between two checks for what is new."""
_BETWEEN_ROWS = 0.02
"""Seconds between two rows that are drawn before they come into sight, while no key is pressed."""
_WIDE = 110
"""The width of the screen from which on the entry in hand stands beside the table, in cells."""
_VIEWS = {
    LedgerView.ALL: (sayable("All, the newest first"), "a"),
    LedgerView.DUE: (sayable("Due, what comes next first"), "d"),
    LedgerView.OVERDUE: (sayable("Overdue"), "o"),
    LedgerView.COMMITTER: (sayable("By committer"), "c"),
    LedgerView.ACCEPTED: (sayable("Accepted only"), "p"),
}
"""The views, with their names and their keys in the menu."""
_FILTER = sayable("words of committer, act, title …")


class LedgerScreen(RowMoves, Screen[TextPlace | None]):
    """The ledger; it is dismissed with a place to open, or None."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    LedgerScreen { background: $background; }
    LedgerScreen #ledger-summary, LedgerScreen #ledger-headings { width: 100%; height: 1; padding: 0 1; }
    LedgerScreen #ledger-summary { background: $surface; color: $foreground; }
    LedgerScreen #ledger-headings { color: $text-muted; }
    LedgerScreen #ledger-body { height: 1fr; layout: vertical; }
    LedgerScreen #ledger-table { height: 1fr; width: 100%; }
    LedgerScreen #ledger-rows { height: 1fr; }
    LedgerScreen EntryPane { height: 45%; width: 100%; background: $surface; border-top: hkey $border; }
    LedgerScreen.wide #ledger-body { layout: horizontal; }
    LedgerScreen.wide #ledger-table { width: 1fr; height: 100%; }
    LedgerScreen.wide EntryPane {
        width: 38%; max-width: 74; height: 100%; border-top: none; border-right: vkey $border;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ledger")

    rows_view = getters.query_one("#ledger-rows", RowList)
    pane = getters.query_one(EntryPane)
    line = getters.query_one(FilterLine)
    summary = getters.query_one("#ledger-summary", Static)

    def __init__(self, keeping: EntryKeeping) -> None:
        super().__init__()
        self._keeping = keeping
        self.listing = keeping.listing
        self._looks = keeping.looks

    def compose(self) -> ComposeResult:
        yield Static(id="ledger-summary")
        with Container(id="ledger-body"):
            yield EntryPane(self._keeping.find_events)
            with Container(id="ledger-table"):
                yield Static(Flowing(lambda width: draw_headings(width - 1)), id="ledger-headings")
                rows = RowList(self._draw)
                rows.id = "ledger-rows"
                yield rows
        yield FilterLine(self.listing.words, placeholder=say(_FILTER))
        yield KeyLine("help", "open", "back", "evidence", "kept", "broken", "filter", "list", "join", "accept", "quit")

    def on_mount(self) -> None:
        self._arrange(self.app.size.width)
        self._ahead_due = self.set_interval(_BETWEEN_ROWS, self._draw_ahead)
        self.show_again()
        self.set_interval(_LOOK_AGAIN, self._keeping.look)
        self._keeping.look()

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size.width)

    def _arrange(self, width: int) -> None:
        """Put the entry in hand beside the table, or below it."""
        is_wide = width >= _WIDE
        self.set_class(is_wide, "wide")
        body = self.query_one("#ledger-body", Container)
        if is_wide:
            body.move_child(self.pane, before=0)
        else:
            body.move_child(self.pane, after=-1)

    # Showing

    def show_again(self) -> None:
        """Show the entries anew, at the current one if it is still there, unless the screen has been left meanwhile."""
        if not is_standing(self):
            return
        self._looks = self._keeping.looks
        current = self._keeping.current
        at = self.listing.find(current.article, current.cue.start) if current is not None else None
        self.rows_view.show(len(self.listing.shown), at=at)
        self._show_current(stays=True)

    def clear(self) -> None:
        """Show all entries."""
        self.line.clear()
        self.listing.filter("")
        self._keeping.choose(view=LedgerView.ALL, query="")

    def _draw(self, at: int, width: int) -> Content:
        entry = self.listing.shown[at]
        return draw_row(entry, width, self._looks, is_marked=entry.name in self.listing.marked)

    @property
    def current(self) -> Entry | None:
        """The entry in hand."""
        shown = self.listing.shown
        return shown[self.rows_view.at] if self.rows_view.at < len(shown) else None

    def _draw_ahead(self) -> None:
        """Draw a row of the next page, or else of the one before, so that the key that turns to it need not wait."""
        at, page = self.rows_view.at, 2 * self.rows_view.page()
        if not (self.rows_view.draw_ahead(range(at, at + page)) or self.rows_view.draw_ahead(range(at - page, at))):
            self._ahead_due.pause()

    def _show_current(self, *, stays: bool = False) -> None:
        self._ahead_due.reset()
        self._ahead_due.resume()
        entry = self.current
        if entry is not None:
            self._keeping.current = entry.head
        self.pane.show_entry(entry, self._looks, stays=stays)
        self._show_summary()

    def _show_summary(self) -> None:
        listing, keeping = self.listing, self._keeping
        shown, every = len(listing.shown), len(listing.every)
        place = f"{number(self.rows_view.at + 1)}/{number(shown)}" if shown else number(0)
        parts = [say("Ledger: {place}", place=place), say(_VIEWS[keeping.view][0]).lower()]
        parts += [say("of {number}", number=every)] if shown != every else []
        parts += [counted(len(listing.marked), "{number} marked", "{number} marked")] if listing.marked else []
        parts += [keeping.query] if keeping.query else []
        parts += [keeping.remark] if keeping.remark else []
        self.summary.update(Flowing.of(" · ".join(parts), base=interface_base(), height=1))

    # Moving

    def _moved(self) -> None:
        self._show_current()

    def action_part(self, count: int) -> None:
        """Go to the next part of the entry in hand, or the one before."""
        self.pane.move(count)

    # Choosing what is listed

    def action_filter(self) -> None:
        """Open the line in which the filter is typed."""
        self.line.open()

    @on(FilterLine.Typed)
    def _on_typed(self, message: FilterLine.Typed) -> None:
        self.listing.filter(message.text)
        self.show_again()

    @on(FilterLine.Moved)
    def _on_moved(self, message: FilterLine.Moved) -> None:
        self.action_move(message.count)

    def action_view(self) -> None:
        """Ask for a view."""
        views = list(_VIEWS)
        choices = [Choice(say(name), key) for name, key in _VIEWS.values()]
        menu = ChoiceMenu(say("List"), choices, at=views.index(self._keeping.view))

        def choose(chosen: int | None) -> None:
            if chosen is not None:
                self._keeping.choose(view=views[chosen])
                self.rows_view.move_to(0)
                self._show_summary()

        self.app.push_screen(menu, choose)

    def action_query(self) -> None:
        """Ask for a query."""
        self.run_worker(self._query(), group=OPENING)

    async def _query(self) -> None:
        title = say("Query, such as type:pledge committer:روسيا")
        written = await self.app.push_screen_wait(AskScreen(title, self._keeping.query, does=say("lists")))
        if written is None:
            return
        try:
            self._keeping.choose(query=written.strip())
            self.rows_view.move_to(0)
        except QueryError as error:
            notify(self, str(error), severity="error", timeout=10)
        self._show_summary()

    def action_leave(self) -> None:
        """List all entries again, or leave the ledger if they are all listed."""
        if self.listing.words or self._keeping.query or self._keeping.view is not LedgerView.ALL:
            self.clear()
            self.show_again()
        else:
            self.action_back()

    def action_back(self) -> None:
        """Leave the ledger; its view and filter stay for the next time."""
        self.dismiss(None)

    # Acting

    def action_open(self) -> None:
        """Open the article at the part of the entry in hand."""
        place = self.pane.place
        if place is not None:
            self.dismiss(place)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        if message.rows is self.rows_view:
            self._show_current()
        else:
            self.action_open()

    def action_mark(self) -> None:
        """Mark the entry, and go on to the next."""
        if self.current is not None:
            self.listing.mark(self.current)
            self.rows_view.redraw()
            self.action_move(1)

    def action_mark_all(self) -> None:
        """Mark every entry that is listed, or none."""
        self.listing.mark_shown()
        self.rows_view.redraw()
        self._show_summary()

    def action_outcome(self, name: str) -> None:
        """Say what became of the commitment, or of those that are marked."""
        outcome = Outcome(name)
        targets = self._take_targets()
        self._keeping.say_outcome(targets, outcome)
        self._show_at_once(targets, lambda entry: replace(entry, outcome=outcome))

    def _show_at_once(self, targets: Sequence[Entry], change: Callable[[Entry], Entry]) -> None:
        """Show entries as they will be; the ledger itself follows when that is on disk."""
        for entry in targets:
            self.listing.replace(change(entry))
        self.rows_view.redraw()
        self._show_current(stays=True)

    def _targets(self) -> list[Entry]:
        return self.listing.targets(self.rows_view.at)

    def _take_targets(self) -> list[Entry]:
        """What an action is about, whose marks go: the next action is about the entry in hand again."""
        targets = self._targets()
        self.listing.marked.clear()
        self.rows_view.redraw()
        self._show_summary()
        return targets

    def action_note(self) -> None:
        """Write the note on the outcome."""
        if self.current is not None:
            self.run_worker(self._note(self.current), group=OPENING)

    async def _note(self, entry: Entry) -> None:
        note = await self.app.push_screen_wait(AskScreen(say("Note on the outcome"), entry.note, several_lines=True))
        if note is not None:
            self._keeping.write_note(entry, note.strip())

    def action_accept(self) -> None:
        """Accept what is proposed in the entry, or in those that are marked."""
        self._keeping.accept(self._take_targets())

    def action_reject(self) -> None:
        """Reject the entry, or those that are marked."""
        self._keeping.reject(self._take_targets())

    def action_merge(self) -> None:
        """Join the marked entries; without marks, join the reports of the entry that are proposed as one."""
        if sum(len(entry.rows) for entry in self._targets()) < 2:
            notify(self, say("Mark the entries that are one commitment first."), severity="warning")
            return
        self._keeping.merge(self._take_targets())

    def action_split(self) -> None:
        """Split the report in hand off; where none is in hand, ask for one."""
        entry = self.current
        if entry is None or len(entry.rows) < 2:
            notify(self, say("There is only one report."), severity="warning")
        elif (row := self.pane.row) is not None:
            self._keeping.split(entry, row)
        else:
            choices = [Choice(f"{written_digits(str(row.day or '—'))} · {row.title}") for row in entry.rows]

            def split(chosen: int | None) -> None:
                if chosen is not None:
                    self._keeping.split(entry, entry.rows[chosen])

            self.app.push_screen(ChoiceMenu(say("Split off"), choices), split)

    def action_evidence(self) -> None:
        """List what may be evidence."""
        if self.current is not None:
            self.run_worker(self._evidence(self.current), group=OPENING)

    async def _evidence(self, entry: Entry) -> None:
        place = await self._keeping.find_evidence(entry)
        if place is not None:
            self.dismiss(place)

    def action_drop_evidence(self) -> None:
        """Remove the piece of evidence in hand, or the only one."""
        entry = self.current
        if entry is None:
            return
        pieces = [self.pane.evidence] if self.pane.evidence is not None else entry.evidence
        if len(pieces) == 1:
            self._keeping.drop_evidence(entry, TextPlace(pieces[0].article, pieces[0].span))
        else:
            found = say("Go to a piece of evidence first.") if pieces else say("There is no evidence.")
            notify(self, found, severity="warning")

    def action_export(self) -> None:
        """Write what is listed to a file."""
        self.run_worker(self._keeping.export(tuple(self.listing.shown)), group=OPENING)

    def action_undo(self) -> None:
        """Undo the analyst's last action."""
        self._keeping.take_back(again=False)

    def action_redo(self) -> None:
        """Redo it."""
        self._keeping.take_back(again=True)
