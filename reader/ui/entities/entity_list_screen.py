"""Lists the entities of the library on a full screen: filtered, sorted, merged and parted from the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reader.labels import LabelSet
from reader.library.entity_pages.entity_listing import EntityOrder, EntityRow, choose_entities, order_entities
from reader.ui.bindings import bindings_of
from reader.ui.entities.entity_columns import draw_entity, draw_entity_headings
from reader.ui.keys_in_order import OPENING
from reader.ui.library.filter_line import FilterLine
from reader.ui.mirroring import interface_base
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_text import Flowing, notify
from reader.ui.widgets.choice_menu import Choice, ChoiceMenu
from reader.ui.widgets.key_line import KeyLine
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.row_moves import RowMoves
from reader.wording import counted, number, say, sayable

_ORDERS = {
    EntityOrder.MENTIONS: (sayable("Mentions"), "m"),
    EntityOrder.ARTICLES: (sayable("Articles"), "a"),
    EntityOrder.COMMITMENTS: (sayable("Commitments"), "c"),
    EntityOrder.NAME: (sayable("Name"), "n"),
}
"""The orders, with their names and their keys in the menu."""
_SORTED = {
    EntityOrder.MENTIONS: sayable("by mentions"),
    EntityOrder.ARTICLES: sayable("by articles"),
    EntityOrder.COMMITMENTS: sayable("by commitments"),
    EntityOrder.NAME: sayable("by name"),
}


class ListsEntities(Protocol):
    """Finds the entities, opens their pages, and merges and parts them."""

    labels: LabelSet
    rows: Sequence[EntityRow]
    """The entities that are known, in no order."""
    words: str
    """The words by which the list is filtered."""
    order: EntityOrder
    marked: set[str]
    """The groups that are marked."""
    current: str
    """The group in the current row."""

    @property
    def remark(self) -> str:
        """What is still under way, or what is missing, in words; empty if there is nothing to say."""
        ...

    def read_list(self) -> None:
        """Read the entities again."""
        ...

    def open_page(self, group: str) -> None:
        """Show the page of an entity."""
        ...

    def open_mentions(self, groups: Sequence[str]) -> None:
        """Show how often entities are mentioned over time."""
        ...

    async def merge(self, rows: Sequence[EntityRow]) -> None:
        """Ask for the name that stays, and merge the entities."""
        ...

    def part_all(self, row: EntityRow) -> None:
        """Part an entity into its names."""
        ...

    def take_back(self, *, again: bool) -> None:
        """Undo the analyst's last action in whatever articles, or redo it."""
        ...


class EntityListScreen(RowMoves, Screen[None]):
    """The list of entities."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    EntityListScreen { background: $background; }
    EntityListScreen .line { width: 100%; height: 1; padding: 0 1; background: $surface; }
    EntityListScreen #entities-headings { background: $background; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("entities")

    rows_view = getters.query_one(RowList)
    line = getters.query_one(FilterLine)
    summary = getters.query_one("#entities-summary", Static)

    def __init__(self, keeping: ListsEntities) -> None:
        super().__init__()
        self._keeping = keeping
        self._ordered: Sequence[EntityRow] = ()
        self._ordered_as: tuple[Sequence[EntityRow], EntityOrder] | None = None
        """The entities and the order of which `_ordered` was made, so that typing does not sort them again."""
        self.shown: list[EntityRow] = []
        """The entities that are listed."""

    def compose(self) -> ComposeResult:
        yield Static(id="entities-summary", classes="line")
        yield Static(Flowing(lambda width: draw_entity_headings(width - 1)), id="entities-headings", classes="line")
        yield RowList(self._draw)
        yield FilterLine(self._keeping.words, placeholder=say("name, Arabic or English"))
        yield KeyLine("help", "open", "back", "filter", "merge", "sort", "picture", "quit")

    def on_mount(self) -> None:
        self.show_again()
        self._keeping.read_list()

    def show_again(self) -> None:
        """Filter and sort anew, and stay at the same entity, unless the list has been left meanwhile."""
        if not is_standing(self):
            return
        keeping = self._keeping
        if (keeping.rows, keeping.order) != self._ordered_as:
            self._ordered = order_entities(keeping.rows, keeping.order)
            self._ordered_as = keeping.rows, keeping.order
        self.shown = choose_entities(self._ordered, words=keeping.words)
        at = next((at for at, row in enumerate(self.shown) if keeping.current in row.names), 0)
        self.rows_view.show(len(self.shown), at=at)
        self._show_summary()

    @property
    def row(self) -> EntityRow | None:
        """The current row."""
        return self.shown[self.rows_view.at] if self.shown else None

    def _draw(self, at: int, width: int) -> Content:
        row = self.shown[at]
        return draw_entity(row, width, self._keeping.labels, is_marked=row.group in self._keeping.marked)

    def _show_summary(self) -> None:
        keeping = self._keeping
        many, shown = len(keeping.rows), len(self.shown)
        place = f"{number(self.rows_view.at + 1)}/{number(shown)}" if shown else number(0)
        if keeping.words:
            parts = [counted(many, "{place} of {number} entity", "{place} of {number} entities", place=place)]
        else:
            parts = [place, counted(many, "{number} entity", "{number} entities")]
        parts += [counted(len(keeping.marked), "{number} marked", "{number} marked")] if keeping.marked else []
        parts.append(say(_SORTED[keeping.order]))
        parts += [keeping.remark] if keeping.remark else []
        self.summary.update(Flowing.of(" · ".join(parts), base=interface_base(), height=1))

    def _moved(self) -> None:
        if self.row is not None:
            self._keeping.current = self.row.group
        self._show_summary()

    def action_filter(self) -> None:
        """Open the line in which the filter is typed."""
        self.line.open()

    @on(FilterLine.Typed)
    def _on_typed(self, message: FilterLine.Typed) -> None:
        self._keeping.words = message.text
        self.show_again()
        self._moved()

    @on(FilterLine.Moved)
    def _on_line_moved(self, message: FilterLine.Moved) -> None:
        self.action_move(message.count)

    def action_sort(self) -> None:
        """Ask for an order."""
        orders = list(_ORDERS)
        choices = [Choice(say(name), key) for name, key in _ORDERS.values()]
        menu = ChoiceMenu(say("Sort by"), choices, at=orders.index(self._keeping.order))

        def sort(chosen: int | None) -> None:
            if chosen is not None:
                self._keeping.order = orders[chosen]
                self.show_again()

        self.app.push_screen(menu, sort)

    def action_mark(self) -> None:
        """Mark the row, or take its mark away, and go on to the next."""
        if self.row is not None:
            self._keeping.marked ^= {self.row.group}
            self.rows_view.redraw()
            self.action_move(1)

    def action_merge(self) -> None:
        """Merge the marked entities."""
        rows = [row for row in self._keeping.rows if row.group in self._keeping.marked]
        if len(rows) < 2:
            notify(self, say("Mark the entities that are one with the space bar first."), severity="warning")
        else:
            self.run_worker(self._keeping.merge(rows), group=OPENING)

    def action_part(self) -> None:
        """Part the entity into its names."""
        if self.row is not None:
            self._keeping.part_all(self.row)

    def action_pictures(self) -> None:
        """Show how often the marked entities, or the current one, are mentioned over time."""
        groups = sorted(self._keeping.marked) or ([self.row.group] if self.row is not None else [])
        self._keeping.open_mentions(groups)

    def action_undo(self) -> None:
        """Undo the analyst's last action."""
        self._keeping.take_back(again=False)

    def action_redo(self) -> None:
        """Redo it."""
        self._keeping.take_back(again=True)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the page of the entity in the current row."""
        if self.row is not None:
            self._keeping.current = self.row.group
            self._keeping.open_page(self.row.group)

    def action_leave(self) -> None:
        """Show every entity again, or leave the list if it shows every one."""
        if self._keeping.words:
            self._keeping.words = ""
            self.line.clear()
            self.show_again()
        else:
            self.dismiss(None)
