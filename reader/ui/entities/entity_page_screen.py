"""Shows the page of an entity on a full screen, from which its articles and the pages of its companions are opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reader.labels import LabelSet
from reader.library.entity_pages.entity_page import Companion, EntityPage, MergedName, Spelling
from reader.library.entity_pages.mention_context import PlaceContext
from reader.library.entity_pages.seen_mentions import EntityMention
from reader.library.ledger.ledger_row import LedgerRow
from reader.ui.bindings import bindings_of, key_of
from reader.ui.entities.entity_parts import PartHeading, PartRow, list_parts, place_in
from reader.ui.entities.part_drawing import draw_part
from reader.ui.keys_in_order import OPENING
from reader.ui.mirroring import interface_base
from reader.ui.reading.reading_order import arrange, put_at_start
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_text import Flowing, notify, shaped
from reader.ui.widgets.key_line import KeyLine
from reader.ui.widgets.row_list import RowList
from reader.wording import counted, either, say


class ShowsEntity(Protocol):
    """Finds the page of an entity, and acts on what stands in it."""

    labels: LabelSet

    def read_page(self, group: str, then: Callable[[EntityPage | None], None]) -> None:
        """Read a page, and call `then` with it, or with None if nothing has this name."""
        ...

    def find_context(self, row: LedgerRow | EntityMention, before: int) -> PlaceContext | None:
        """The words around a place, with at most so many characters before it."""
        ...

    def go_to(self, article: str, offset: int, *, group: str, row: int) -> None:
        """Leave the page for a place in an article."""
        ...

    def open_page(self, group: str) -> None:
        """Show the page of another entity."""
        ...

    def open_mentions(self, groups: list[str]) -> None:
        """Show how often entities are mentioned over time."""
        ...

    async def merge_page(self, page: EntityPage, other: str) -> None:
        """Merge the entity with another; which one is asked if it is not given."""
        ...

    def part(self, name: str) -> None:
        """Part a name from its group."""
        ...

    def take_back(self, *, again: bool) -> None:
        """Undo the analyst's last action in whatever articles, or redo it."""
        ...


class EntityPageScreen(Screen[None]):
    """The page of an entity."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    EntityPageScreen { background: $background; }
    EntityPageScreen .line { width: 100%; height: 1; padding: 0 1; background: $surface; }
    EntityPageScreen #entity-counts { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("entity")

    rows_view = getters.query_one(RowList)
    heading = getters.query_one("#entity-name", Static)
    counts = getters.query_one("#entity-counts", Static)

    def __init__(self, keeping: ShowsEntity, group: str, *, at: int = 0) -> None:
        super().__init__()
        self._keeping = keeping
        self.group = group
        self.page: EntityPage | None = None
        self.rows: list[PartRow] = []
        self._first = at
        """The row that becomes the current one when the page is shown first."""

    def compose(self) -> ComposeResult:
        yield Static(id="entity-name", classes="line")
        yield Static(id="entity-counts", classes="line")
        yield RowList(self._draw)
        yield KeyLine("help", "open", "back", "next part", "merge", "picture", "quit")

    def on_mount(self) -> None:
        self.counts.update(Flowing.of(say("reading…"), base=interface_base(), height=1))
        self.show_again()

    def show_again(self) -> None:
        """Read the page again, and show it."""
        self._keeping.read_page(self.group, self._show)

    def _show(self, page: EntityPage | None) -> None:
        if not is_standing(self):
            return
        if page is None:
            said = say("Nothing in the library has this name any more.")
            self.counts.update(Flowing.of(said, base=interface_base(), height=1))
            self.rows = []
            self.rows_view.show(0)
            return
        at = self._first if self.page is None else self.rows_view.at
        self.page, self.group = page, page.group
        self.rows = list_parts(page)
        self.heading.update(Flowing(lambda width: self._draw_name(page, width)))
        parts = [
            counted(len(page.mentions), "{number} mention", "{number} mentions"),
            counted(page.articles, "in {number} article", "in {number} articles"),
            say(
                "commitments: {made} by it, {received} towards it, {reported} reported",
                made=len(page.made),
                received=len(page.received),
                reported=len(page.reported),
            ),
        ]
        looked = page.looked_through
        if looked < page.articles:
            parts.append(
                counted(looked, "sentences of the latest {number} article", "sentences of the latest {number} articles")
            )
        self.counts.update(Flowing.of(" · ".join(parts), base=interface_base(), height=1))
        self.rows_view.show(len(self.rows), at=at)
        self._skip_heading(1)

    def _draw_name(self, page: EntityPage, width: int) -> Content:
        label, base = self._keeping.labels.named(page.label), interface_base()
        kind = shaped(either(label.english, label.arabic) if page.label else "")
        gloss = shaped(dict(page.known).get("English", ""), base="ltr", width=max(4, width // 2))
        beside = [kind.stylize(f"$label-{label.colour}-colour"), gloss.stylize("$muted")]
        room = max(4, width - sum(each.cell_length for each in beside) - 3)
        if base == "rtl":
            name = shaped(page.name, base="rtl", width=room).stylize("bold")
            return put_at_start(arrange([name, *beside], base, divider="  "), width, base)
        name = shaped(page.name, base="rtl", width=room, fill=True).stylize("bold")
        return Content.assemble(beside[0], "  ", beside[1], " ", name)

    def _draw(self, at: int, width: int) -> Content:
        return draw_part(self.rows[at], width, self._keeping.labels, context=self._keeping.find_context)

    @property
    def row(self) -> PartRow | None:
        """The current row."""
        return self.rows[self.rows_view.at] if self.rows else None

    # Moving

    def _skip_heading(self, step: int) -> None:
        """Go on to a row that says something, or else back to one."""
        view = self.rows_view
        for direction in (step, -step):
            while isinstance(self.row, PartHeading) and 0 <= view.at + direction < view.count:
                view.move(direction)
            if not isinstance(self.row, PartHeading):
                return

    def action_move(self, count: int) -> None:
        """Go on by some rows, or back."""
        self.rows_view.move(count)
        self._skip_heading(1 if count > 0 else -1)
        if self.rows_view.at == 1:
            # The heading above the first row would otherwise stay out of sight.
            self.rows_view.move_to(0)
            self.rows_view.move_to(1)

    def action_page(self, count: int) -> None:
        """Go on or back by a page."""
        self.action_move(count * self.rows_view.page())

    def action_edge(self, side: int) -> None:
        """Go to the last row (1) or the first (-1)."""
        self.rows_view.move_to(self.rows_view.count if side > 0 else 0)
        self._skip_heading(-side)

    def action_part_on(self, step: int) -> None:
        """Go to the first row of the next part (1) or of the one before (-1)."""
        headings = [at for at, row in enumerate(self.rows) if isinstance(row, PartHeading)]
        here = max((at for at in headings if at < self.rows_view.at), default=0)
        there = headings.index(here) + step if here in headings else 0
        if 0 <= there < len(headings):
            self.rows_view.move_to(min(headings[there] + self.rows_view.page(), self.rows_view.count))
            self.rows_view.move_to(headings[there])
            self._skip_heading(1)

    # Acting

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the article at the place in the row, or the page of the entity in it."""
        row = self.row
        place = None if row is None else place_in(row)
        if place is not None:
            self._keeping.go_to(*place, group=self.group, row=self.rows_view.at)
        elif isinstance(row, Companion):
            self._keeping.open_page(row.group)
        else:
            key = key_of("entity.next_part", self)
            said = say("This row leads to no article; {key} goes on to the places that open.", key=key)
            notify(self, said, severity="warning")

    def action_merge(self) -> None:
        """Merge the entity with the one in the row, or with one that is asked for."""
        if self.page is not None:
            other = self.row.group if isinstance(self.row, Companion) else ""
            self.run_worker(self._keeping.merge_page(self.page, other), group=OPENING)

    def action_part(self) -> None:
        """Part the name in the row from this entity."""
        row, page = self.row, self.page
        if page is None or not page.is_merged or not isinstance(row, MergedName | Spelling):
            has_one = page is not None and not page.is_merged
            said = say("This entity has one name only.") if has_one else say("Go to one of the merged names first.")
            notify(self, said, severity="warning")
        else:
            self._keeping.part(row.name)

    def action_pictures(self) -> None:
        """Show how often the entity is mentioned over time."""
        self._keeping.open_mentions([self.group])

    def action_undo(self) -> None:
        """Undo the analyst's last action."""
        self._keeping.take_back(again=False)

    def action_redo(self) -> None:
        """Redo it."""
        self._keeping.take_back(again=True)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
