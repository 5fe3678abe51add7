"""Lists all articles on a full screen: filtered, sorted and marked from the keyboard, and opened."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from time import monotonic
from typing import Any, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reader.library.listing.listed_article import ListedArticle
from reader.library.listing.row_filter import Facet, RowOrder
from reader.ui.bindings import bindings_of
from reader.ui.keys_in_order import OPENING
from reader.ui.library.article_columns import draw_headings, draw_row
from reader.ui.library.facet_names import FACETS, name_value
from reader.ui.library.facets_screen import FacetsScreen
from reader.ui.library.filter_line import FilterLine
from reader.ui.library.filtering import Filtering
from reader.ui.library.list_keeping import ListKeeping
from reader.ui.mirroring import interface_base
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_text import Flowing, notify
from reader.ui.widgets.choice_menu import Choice, ChoiceMenu
from reader.ui.widgets.key_line import KeyLine
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.row_moves import RowMoves
from reader.wording import counted, either, number, say, sayable

_LOOK_AGAIN = 0.5
"""Seconds between two checks for what is new."""
_TROUBLE = 3
"""The most lines of a sentence that says why what was typed cannot be done."""
_BETWEEN_ROWS, _AT_ONCE = 0.015, 0.005
"""Seconds between two rounds in which rows are drawn before they come into sight, and how long a round may last."""
_ORDERS = {
    RowOrder.FILES: (sayable("As in the files"), "f"),
    RowOrder.DATE: (sayable("Date"), "d"),
    RowOrder.TITLE: (sayable("Title"), "t"),
    RowOrder.OUTLET: (sayable("Source"), "s"),
    RowOrder.WORDS: (sayable("Words"), "w"),
    RowOrder.ENTITIES: (sayable("Entities"), "e"),
    RowOrder.COMMITMENTS: (sayable("Commitments"), "c"),
    RowOrder.OPEN: (sayable("Open proposals"), "o"),
    RowOrder.STATE: (sayable("State"), "a"),
}
"""The orders, with their names and their keys in the menu."""
_NOT_FOUND = {
    "unread": sayable("Every article that is listed has been begun."),
    "proposals": sayable("No article that is listed has open proposals, as far as the index knows."),
    "second": sayable("Every article that is listed has two readers."),
}


class LibraryScreen(RowMoves, Screen[ListedArticle | None]):
    """The list of all articles, which is dismissed with the one to open, or None."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    LibraryScreen { background: $background; }
    LibraryScreen #library-summary, LibraryScreen #library-headings, LibraryScreen #library-details {
        width: 100%; height: 1; padding: 0 1;
    }
    LibraryScreen #library-summary { background: $surface; color: $foreground; }
    LibraryScreen #library-headings { color: $text-muted; }
    LibraryScreen #library-details { background: $surface; color: $text-muted; }
    LibraryScreen #library-details.-trouble { height: auto; max-height: 3; color: $error; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("library")

    rows_view = getters.query_one(RowList)
    line = getters.query_one(FilterLine)
    summary = getters.query_one("#library-summary", Static)
    headings = getters.query_one("#library-headings", Static)
    details = getters.query_one("#library-details", Static)

    def __init__(self, keeping: ListKeeping) -> None:
        super().__init__()
        self._keeping = keeping
        self.listing = keeping.listing
        self._filtering = Filtering(keeping, show=self._show_filtered, say=self._show_bars)
        self._summary = ""
        """What the first line says."""

    def compose(self) -> ComposeResult:
        yield Static(id="library-summary")
        yield Static(Flowing(lambda width: draw_headings(width - 1)), id="library-headings")
        yield RowList(self._draw)
        yield FilterLine(self.listing.filter.typed)
        yield Static(id="library-details")
        yield KeyLine("help", "open", "back", "filter", "facets", "quit")

    def on_mount(self) -> None:
        self.set_interval(_LOOK_AGAIN, self._look)
        self._ahead_due = self.set_interval(_BETWEEN_ROWS, self._draw_ahead)
        self._show()
        self._look()

    def _look(self) -> None:
        self._keeping.look(self.show_news)
        self._show_summary()

    def show_news(self, has_only_more: bool) -> None:
        """Show what is new in the list, unless that has been left meanwhile: whether it is only more articles."""
        if is_standing(self):
            self._filtering.renew()
            self._show(has_only_more=has_only_more, instead=self.rows_view.at)

    def show_again(self) -> None:
        """Filter and sort anew, and stay at the same article, unless the list has been left meanwhile."""
        if is_standing(self):
            self._show()

    def _show(self, *, has_only_more: bool = False, instead: int = 0) -> None:
        """Filter and sort anew, and stay at the same article, or go to the row `instead` if it is no longer shown.

        With only more articles than before, the rows that stay in their place are not drawn again.
        """
        before = self.listing.shown
        self.listing.show()
        shown, at = self.listing.shown, self.listing.row_of(self._keeping.current)

        def stays(row: int) -> bool:
            return has_only_more and row < len(before) and before[row] is shown[row]

        self.rows_view.show(len(shown), at=instead if at is None else at, stays=stays)
        self._ahead_due.resume()
        self._show_bars()

    def redraw(self) -> None:
        """Draw the rows again after what they say has changed."""
        if is_standing(self):
            self.rows_view.redraw()
            self._show_bars()

    def _draw(self, at: int, width: int) -> Content:
        return draw_row(self.listing, self.listing.shown[at], width)

    @property
    def current(self) -> ListedArticle | None:
        """The article in the current row."""
        return self.listing.shown[self.rows_view.at] if self.listing.shown else None

    # Showing

    def _show_bars(self) -> None:
        self._show_summary()
        said = self._keeping.describe(self.current) if self.current is not None else say("No article is listed.")
        trouble = self._filtering.trouble
        self.details.set_class(bool(trouble), "-trouble")
        self.details.update(Flowing.of(trouble or said, base=interface_base(), height=_TROUBLE if trouble else 1))

    def _show_summary(self) -> None:
        listing = self.listing
        many, shown = len(listing.every), len(listing.shown)
        place = number(self.rows_view.at + 1 if shown else 0)
        place += "" if listing.filter.is_empty or not shown else f"/{number(shown)}"
        parts = [counted(many, "{place} of {number} article", "{place} of {number} articles", place=place)]
        parts += [counted(len(listing.marked), "{number} marked", "{number} marked")] if listing.marked else []
        if listing.order is not RowOrder.FILES or listing.is_reversed:
            order = say(_ORDERS[listing.order][0]).lower()
            is_reversed = listing.is_reversed
            parts.append(say("by {order}, reversed", order=order) if is_reversed else say("by {order}", order=order))
        parts += [self._name_chosen(facet, values) for facet, values in listing.filter.chosen.items()]
        if listing.filter.query is not None and (unknown := sum(not each.number for each in listing.every)):
            parts.append(counted(unknown, "{number} not in the index yet", "{number} not in the index yet"))
        parts += [self._keeping.remark] if self._keeping.remark else []
        said = " · ".join(parts)
        if said != self._summary:
            self._summary = said
            self.summary.update(Flowing.of(said, base=interface_base(), height=1))

    def _name_chosen(self, facet: Facet, values: frozenset[str]) -> str:
        """What is chosen of a facet; in English as it is written in a filter."""
        comma = say(", ")
        named = (either(each or say("none"), name_value(facet, each, self._keeping.labels)) for each in values)
        name = either(facet, say(FACETS[facet]))
        return f"{name}: {comma.join(sorted(named))}"

    # Moving

    def _draw_ahead(self) -> None:
        """Draw rows of the next page, or else of the one before, so that the key that turns to it need not wait."""
        at, page = self.rows_view.at, 2 * self.rows_view.page()
        until = monotonic() + _AT_ONCE
        while self.rows_view.draw_ahead(range(at, at + page)) or self.rows_view.draw_ahead(range(at - page, at)):
            if monotonic() > until:
                return
        self._ahead_due.pause()

    def _moved(self) -> None:
        self._ahead_due.reset()
        self._ahead_due.resume()
        if self.current is not None:
            self._keeping.current = self.current.id
        self._show_bars()

    def action_go(self, wanted: str, step: int) -> None:
        """Go to the next article that is unread, has open proposals, or lacks a second reader."""
        listing = self.listing
        tests = {
            "unread": listing.is_unread,
            "proposals": listing.has_open,
            "second": listing.lacks_second_reader,
        }
        at = listing.find_next(self.rows_view.at, step, tests[wanted])
        if at is None:
            notify(self, say(_NOT_FOUND[wanted]), severity="warning")
            return
        self.rows_view.move_to(at)
        self._moved()

    # Choosing what is shown

    def action_filter(self) -> None:
        """Open the line in which the filter is typed."""
        self.line.open()

    def _show_filtered(self) -> None:
        if is_standing(self):
            self._show()
            self._moved()

    @on(FilterLine.Typed)
    def _on_typed(self, message: FilterLine.Typed) -> None:
        self._filtering.type(message.text)

    @on(FilterLine.Moved)
    def _on_moved(self, message: FilterLine.Moved) -> None:
        self.action_move(message.count)

    def action_facets(self) -> None:
        """List the facets, and filter by what is chosen among them."""
        self.app.push_screen(FacetsScreen(self.listing, labels=self._keeping.labels, show=self.show_again))

    def action_sort(self) -> None:
        """Ask for an order."""
        orders = list(_ORDERS)
        choices = [Choice(say(name), key) for name, key in _ORDERS.values()]
        menu = ChoiceMenu(say("Sort by"), choices, at=orders.index(self.listing.order))

        def sort(chosen: int | None) -> None:
            if chosen is not None:
                self.listing.order, self.listing.is_reversed = orders[chosen], False
                self.show_again()

        self.app.push_screen(menu, sort)

    def action_reverse(self) -> None:
        """Reverse the order."""
        self.listing.is_reversed = not self.listing.is_reversed
        self.show_again()

    def action_leave(self) -> None:
        """Show every article again, or leave the list if it shows every article."""
        if self.listing.filter.is_empty and not self._filtering.trouble:
            self.dismiss(None)
            return
        self.line.clear()
        self._filtering.clear()

    # Acting

    def action_open(self) -> None:
        """Open the article in the current row."""
        if self.current is not None:
            self._keeping.current = self.current.id
            self.dismiss(self.current)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self.action_open()

    def action_mark(self) -> None:
        """Mark the row, and go on to the next."""
        if self.current is not None:
            self.listing.mark(self.current)
            self.rows_view.redraw()
            self.action_move(1)

    def action_mark_all(self) -> None:
        """Mark every row that is listed, or none."""
        self.listing.mark_shown()
        self.redraw()

    def action_flag(self) -> None:
        """Set the state of the marked articles."""
        self._act(self._keeping.flag)

    def action_tag(self) -> None:
        """Tag the marked articles."""
        self._act(self._keeping.tag)

    def action_accept(self) -> None:
        """Accept proposals in the marked articles."""
        self._act(self._keeping.accept)

    def action_everywhere(self) -> None:
        """Tag the occurrences of a form in the marked articles, or in all that are listed."""
        targets = self.listing.targets(self.rows_view.at) if self.listing.marked else list(self.listing.shown)
        self.run_worker(self._keeping.tag_everywhere(targets), group=OPENING)

    def action_undo(self) -> None:
        """Undo the analyst's last action."""
        self._keeping.take_back(again=False)

    def action_redo(self) -> None:
        """Redo it."""
        self._keeping.take_back(again=True)

    def action_ledger(self) -> None:
        """Go to the ledger."""
        self._keeping.show_ledger()

    def action_entities(self) -> None:
        """Show the list of entities."""
        self._keeping.show_entities()

    def action_pictures(self) -> None:
        """Show the pictures of the library."""
        self._keeping.show_pictures()

    def action_report(self) -> None:
        """Write a report on the marked articles, or on all that are listed."""
        targets = self.listing.targets(self.rows_view.at) if self.listing.marked else list(self.listing.shown)
        if targets:
            self.run_worker(self._keeping.report(targets), group=OPENING)

    def action_problems(self) -> None:
        """List what could not be opened."""
        self._keeping.show_problems()

    def _act(self, act: Callable[[list[ListedArticle]], Coroutine[Any, Any, None]]) -> None:
        if targets := self.listing.targets(self.rows_view.at):
            self.run_worker(act(targets), group=OPENING)
