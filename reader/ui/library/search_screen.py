"""Searches all articles: a query that is answered while it is typed, and the places found, in their context."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from reader.errors import QueryError, shown
from reader.library.queries.background_search import MOST_SORTED, FoundOrder
from reader.library.queries.concordance import ContextLine
from reader.library.queries.saved_queries import SavedQuery
from reader.model import Span
from reader.ui.bindings import bindings_of, key_of
from reader.ui.keys_in_order import OPENING
from reader.ui.library.context_row import draw_context, draw_origin
from reader.ui.library.found_lines import FoundLines
from reader.ui.library.query_help import draw_query_help
from reader.ui.library.query_line import QueryLine
from reader.ui.library.saved_searches_screen import SavedSearchesScreen
from reader.ui.mirroring import interface_base
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_input import ArabicInput
from reader.ui.widgets.arabic_text import Flowing, notify
from reader.ui.widgets.asking import AskScreen
from reader.ui.widgets.choice_menu import Choice, ChoiceMenu
from reader.ui.widgets.key_line import KeyLine
from reader.ui.widgets.row_list import RowList
from reader.wording import counted, number, say, sayable

_STRONG = Style(bold=True)
_LOOK_AGAIN = 0.5
"""Seconds between two checks whether the index has all articles."""
_ORDERS: dict[FoundOrder, tuple[str, str]] = {
    "newest": (sayable("Newest first"), "n"),
    "oldest": (sayable("Oldest first"), "o"),
    "relevance": (sayable("Relevance"), "r"),
    "left": (sayable("Words before the hit"), "p"),
    "right": (sayable("Words after the hit"), "f"),
    "source": (sayable("Source"), "s"),
}
"""The orders, with their names and their keys in the menu."""


class Searches(Protocol):
    """Keeps the saved searches and the latest queries."""

    recent: list[str]

    def note(self, written: str) -> None:
        """Keep a query as the latest one."""
        ...

    def save(self, search: SavedQuery) -> None:
        """Save a search."""
        ...

    def forget(self, name: str) -> None:
        """Remove a saved search."""
        ...

    def find_saved(self, then: Callable[[tuple[SavedQuery, ...]], None]) -> None:
        """Call `then` with the saved searches."""
        ...


class KeepsSearch(Protocol):
    """Searches the library, and keeps the results."""

    found: FoundLines
    written: str
    stems: bool
    order: FoundOrder
    error: QueryError | None

    @property
    def kept(self) -> Searches:
        """The saved searches and the latest queries."""
        ...

    @property
    def is_behind(self) -> bool:
        """Whether there are articles that the index does not have yet."""
        ...

    @property
    def coverage(self) -> str:
        """How much of the library is searched, as a sentence; empty if it is all of it."""
        ...

    def has_caught_up(self) -> bool:
        """Whether the index has all articles now, and did not the last time."""
        ...

    def search(self, written: str) -> None:
        """Search for a query."""
        ...

    def search_again(self) -> None:
        """Search for the same query, and stay at the same line."""
        ...

    def need(self, at: int) -> None:
        """Have so many lines found, and some more."""
        ...


class SearchScreen(Screen[ContextLine | None]):
    """The search of the library, which is dismissed with the place to open, or None."""

    AUTO_FOCUS = ""
    COMPONENT_CLASSES: ClassVar[set[str]] = {"search-screen--hit"}
    DEFAULT_CSS = """
    SearchScreen { background: $background; }
    SearchScreen > .search-screen--hit {
        background: $search; color: $foreground; text-style: $input-selection-text-style;
    }
    SearchScreen #query-remark { width: 100%; height: 1; padding: 0 1; background: $surface; color: $text-muted; }
    SearchScreen #search-summary { width: 100%; height: auto; max-height: 4; padding: 0 1; background: $surface; }
    SearchScreen #query-help { width: 100%; height: 1fr; padding: 1 2; }
    SearchScreen #search-details { width: 100%; height: 1; padding: 0 1; background: $surface; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("results")

    line = getters.query_one(QueryLine)
    rows_view = getters.query_one(RowList)
    remark = getters.query_one("#query-remark", Static)
    summary = getters.query_one("#search-summary", Static)
    examples = getters.query_one("#query-help", Static)
    details = getters.query_one("#search-details", Static)

    def __init__(self, keeping: KeepsSearch) -> None:
        super().__init__()
        self._keeping = keeping
        self._drawn: list[ContextLine] = []
        """The lines that the list shows."""

    def compose(self) -> ComposeResult:
        yield QueryLine(self._keeping.written, self._keeping.kept.recent)
        yield Static(id="query-remark")
        yield Static(id="search-summary")
        yield RowList(self._draw)
        yield Static(Flowing(draw_query_help), id="query-help")
        yield Static(id="search-details")
        yield KeyLine("help", "open", "back", "query", "sort", "stems", "quit")

    def on_mount(self) -> None:
        self._show_list()
        if not self._keeping.found.lines:
            self.set_focus(self.line.field)
            self.line.field.action_select_all()
        self.set_interval(_LOOK_AGAIN, self._look)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_bars)

    def _look(self) -> None:
        if self._keeping.has_caught_up():
            self._keeping.search_again()
        self._show_bars()

    # Showing

    def show_found(self) -> None:
        """Show what has been found, unless the screen has been left meanwhile."""
        if is_standing(self):
            self._show_list()

    def _show_list(self) -> None:
        found, before = self._keeping.found, len(self._drawn)
        is_longer = self._drawn is found.lines and before <= len(found.lines)
        self._drawn = found.lines
        self.rows_view.show(len(found.lines), at=found.at, stays=(lambda row: row < before) if is_longer else None)
        has_query = bool(self._keeping.written.strip())
        self.rows_view.display, self.examples.display = has_query, not has_query
        self._show_bars()

    def _draw(self, at: int, width: int) -> Content:
        self._keeping.need(at)
        return draw_context(self._drawn[at], width, look=self.get_visual_style("search-screen--hit") + _STRONG)

    def _show_bars(self) -> None:
        keeping, line = self._keeping, self._keeping.found.current
        if keeping.error is not None:
            self.remark.update(self._draw_mark(keeping.error))
            words = f"{shown(keeping.error.words)}: " if keeping.error.words else ""
            why = f"{words}{keeping.error.why}"
            self.summary.update(Flowing.of(why, base=interface_base(), styles=[(Span(0, len(why)), "$text-error")]))
        else:
            self.remark.update(Flowing.of(keeping.coverage, base=interface_base(), height=1))
            self.summary.update(Flowing.of(" · ".join(self._describe()), base=interface_base(), height=1))
        self.details.update(Content("") if line is None else Flowing(lambda width: draw_origin(line, width)))

    def _draw_mark(self, error: QueryError) -> Content:
        """A mark under each cell of what cannot be read."""
        field = self.line.field
        columns = field.columns_of(Span(error.offset, error.offset + len(error.words)))
        blank = field.content_region.x - self.remark.content_region.x
        marks = ("^" if column in columns else " " for column in range(max(columns, default=-1) + 1))
        return Content(" " * blank + "".join(marks)).stylize("$text-error")

    def _describe(self) -> list[str]:
        keeping, found = self._keeping, self._keeping.found
        if found.trouble:
            return [found.trouble]
        if not keeping.written.strip():
            return [say("Write what you look for.")]
        is_waiting = not found.is_complete and found.articles is None
        said = []
        if found.lines:
            more = "" if found.is_complete and not found.is_cut else "+"
            said.append(f"{number(found.at + 1)}/{number(len(found.lines))}{more}")
        elif not is_waiting:
            said.append(say("Nothing is found so far.") if keeping.is_behind else say("Nothing is found."))
        if found.articles:
            said.append(counted(found.articles, "{number} article", "{number} articles"))
        said += [say("searching…")] if is_waiting else []
        said.append(say(_ORDERS[keeping.order][0]).lower())
        said += [say("of the first {number}", number=MOST_SORTED)] if found.is_cut else []
        if keeping.stems:
            said.append(say("with proclitics"))
        elif not found.lines and not is_waiting:
            said.append(say("{key}: with other proclitics too", key=key_of("results.stems", self)))
        return said

    # The query

    @on(ArabicInput.Changed)
    def _on_typed(self, message: ArabicInput.Changed) -> None:
        message.stop()
        if message.value != self._keeping.written:
            self._keeping.search(message.value)
            self._show_list()

    @on(ArabicInput.Submitted)
    def _on_submitted(self, message: ArabicInput.Submitted) -> None:
        message.stop()
        keeping = self._keeping
        if keeping.error is None and keeping.written.strip():
            keeping.kept.note(keeping.written)
            self.line.forget_place()
            if keeping.is_behind:
                keeping.search_again()
            self._leave_field()

    @on(ArabicInput.Cancelled)
    def _on_cancelled(self, message: ArabicInput.Cancelled) -> None:
        message.stop()
        if self._keeping.found.lines and self._keeping.error is None:
            self._leave_field()
        else:
            self.dismiss(None)

    @on(QueryLine.Left)
    def _on_left(self, message: QueryLine.Left) -> None:
        message.stop()
        self._leave_field()

    def _leave_field(self) -> None:
        self.set_focus(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no way to the query while it is being written."""
        if action == "query" and isinstance(self.focused, ArabicInput):
            return False
        return super().check_action(action, parameters)

    def action_query(self) -> None:
        """Change the query."""
        self.set_focus(self.line.field)
        self.line.field.action_select_all()

    def action_stems(self) -> None:
        """Find words with other proclitics too, or only as they are written."""
        self._keeping.stems = not self._keeping.stems
        self.action_again()

    def action_again(self) -> None:
        """Search again for what may have come meanwhile."""
        self._keeping.search_again()
        self._show_list()

    def action_sort(self) -> None:
        """Ask for an order."""
        orders = list(_ORDERS)
        choices = [Choice(say(name), key) for name, key in _ORDERS.values()]

        def sort(chosen: int | None) -> None:
            if chosen is not None:
                self._keeping.order = orders[chosen]
                self.action_again()

        self.app.push_screen(ChoiceMenu(say("Sort by"), choices, at=orders.index(self._keeping.order)), sort)

    # Saved searches

    def action_save(self) -> None:
        """Ask for a name, and save the search under it."""
        if self._keeping.error is not None or not self._keeping.written.strip():
            notify(self, say("There is no search to save; write a query first."), severity="warning")
            return
        self.run_worker(self._save(), group=OPENING)

    async def _save(self) -> None:
        keeping = self._keeping
        asked = AskScreen(say("Save the search as"), keeping.written.strip())
        name = await self.app.push_screen_wait(asked)
        if name and name.strip():
            keeping.kept.note(keeping.written)
            keeping.kept.save(SavedQuery(name.strip(), keeping.written, keeping.stems, keeping.order))

    def action_saved(self) -> None:
        """List the saved searches."""
        self._keeping.kept.find_saved(self._list_saved)

    def _list_saved(self, searches: tuple[SavedQuery, ...]) -> None:
        if is_standing(self):
            self.app.push_screen(SavedSearchesScreen(searches, forget=self._keeping.kept.forget), self._run)

    def _run(self, chosen: SavedQuery | None) -> None:
        if chosen is None:
            return
        keeping = self._keeping
        keeping.stems, keeping.order = chosen.stems, chosen.order if chosen.order in _ORDERS else "newest"
        keeping.search(chosen.written)
        self.line.field.value = chosen.written
        self._leave_field()
        self._show_list()

    # The results

    def _go_to(self, at: int) -> None:
        self.rows_view.move_to(at)
        self._keeping.found.at = self.rows_view.at
        self._keeping.need(self.rows_view.at)
        self._show_bars()

    def action_move(self, count: int) -> None:
        """Go to the next row (1) or the one before (-1)."""
        self._go_to(self.rows_view.at + count)

    def action_page(self, count: int) -> None:
        """Go on or back by a page."""
        self.action_move(count * self.rows_view.page())

    def action_edge(self, side: int) -> None:
        """Go to the last row found so far (1) or the first (-1)."""
        self._go_to(self.rows_view.count if side > 0 else 0)

    def action_article(self, step: int) -> None:
        """Go to the first row of the next article (1) or of the previous one (-1)."""
        at = self._keeping.found.find_article(step)
        if at is not None:
            self._go_to(at)

    def action_open(self) -> None:
        """Open the article at the hit."""
        if self._keeping.found.current is not None:
            self._keeping.kept.note(self._keeping.written)
            self.dismiss(self._keeping.found.current)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self._keeping.found.at = message.index
        self.action_open()

    def action_leave(self) -> None:
        """Go back without opening an article."""
        self.dismiss(None)
