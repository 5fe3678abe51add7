"""Lists an article's annotations beside the text: entities by label, commitments as cards, and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import ClassVar

from textual import getters, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from reader.journal.article_marks import Bookmark, ReadingState
from reader.journal.tagging import Lost
from reader.labels import LabelSet
from reader.model import Annotation
from reader.reading.session import Session
from reader.ui.bindings import bindings_of
from reader.ui.reading.panel_items import PanelItem, PanelItems
from reader.ui.widgets.arabic_text import shaped
from reader.ui.widgets.row_list import RowList

TABS = ("entities", "commitments", "notes")
_NAMES = {
    "entities": ("كيانات", "Entities"),
    "commitments": ("التزامات", "Commitments"),
    "notes": ("ملاحظات", "Notes"),
}
_EDGES = 4
"""The cells of the panel's width that its items cannot use: its border, and the edges of the list."""


@dataclass(slots=True)
class Listing:
    """The items of one tab."""

    items: Sequence[PanelItem] = ()
    places: dict[Annotation, int] = field(default_factory=dict)
    """The index of each annotation's item."""
    at: int | None = None
    """The item that was current when the tab was last shown."""

    def fill(self, items: Sequence[PanelItem]) -> None:
        self.items = items
        self.places = {
            annotation: at
            for at, item in enumerate(items)
            if isinstance(item.about, tuple)
            for annotation in item.about
        }


class PanelList(RowList, can_focus=True):
    """The items of the tab that is shown; the arrows go to the neighbouring tabs."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("panel")

    def __init__(self) -> None:
        super().__init__(lambda at, width: self.items[at].draw())
        self.items: Sequence[PanelItem] = ()

    def show_items(self, items: Sequence[PanelItem]) -> None:
        """Show these items; those with the same subject at the same index are not drawn again."""
        before, self.items = self.items, items
        self.show(
            len(items),
            lines=[item.lines for item in items],
            stays=lambda at: at < len(before) and bool(items[at].about) and items[at].about == before[at].about,
        )

    def is_choosable(self, at: int) -> bool:
        return at < len(self.items) and not self.items[at].is_heading

    def action_move(self, count: int) -> None:
        self._go(self.at + count, count)

    def action_page(self, count: int) -> None:
        self._go(self.at + count * self.page(), count)

    def action_edge(self, side: int) -> None:
        self._go(self.count - 1 if side > 0 else 0, -side)

    def action_choose(self) -> None:
        if self.at < self.count and self.is_choosable(self.at):
            self.post_message(self.Chosen(self, self.at))

    async def action_leave(self) -> None:
        """Give the keyboard back to the text."""
        await self.run_action("screen.run('panel.focus')")

    def action_tab(self, step: int) -> None:
        panel = self.query_ancestor(SidePanel)
        panel.show_tab(TABS[(TABS.index(panel.tab) + step) % len(TABS)])

    def action_dismiss_lost(self) -> None:
        """Dismiss a lost annotation; on any other item the key does what it does in the text."""
        if not self.query_ancestor(SidePanel).dismiss_lost():
            raise SkipAction

    def _go(self, at: int, step: int) -> None:
        """Go to an item, or to the nearest one after it that can be chosen, first in the given direction."""
        at = max(0, min(at, self.count - 1))
        onwards = range(at, self.count) if step > 0 else range(at, -1, -1)
        back = range(at, -1, -1) if step > 0 else range(at, self.count)
        for each in chain(onwards, back):
            if self.is_choosable(each):
                self.move_to(each)
                return


class Tabs(Widget):
    """The names of the tabs with their counts; the first is at the right, where reading begins."""

    def __init__(self) -> None:
        super().__init__(id="tabs")
        self._names: tuple[tuple[str, str, int], ...] = ()
        self._shown = ""

    def show(self, names: tuple[tuple[str, str, int], ...], shown: str) -> None:
        """Show the tabs, with their names and counts, from right to left, one of them highlighted as the open one."""
        if (names, shown) != (self._names, self._shown):
            self._names, self._shown = names, shown
            self.refresh()

    def render(self) -> Content:
        parts = [name.stylize("reverse bold" if tab == self._shown else "") for tab, name in reversed(self._fitting())]
        row = Content("").join(parts)
        return row.pad_left(max(0, self.size.width - row.cell_length))

    def on_click(self, event: Click) -> None:
        right = self.size.width
        for tab, name in self._fitting():
            right -= name.cell_length
            if event.x >= right:
                self.query_ancestor(SidePanel).show_tab(tab)
                return

    def _fitting(self) -> list[tuple[str, Content]]:
        """The tabs in the room there is: those that are not open go without counts, and then with shorter names."""
        full = [(tab, Content.assemble(f" {count} ", shaped(name), " ")) for tab, name, count in self._names]
        if sum(content.cell_length for _, content in full) <= self.size.width:
            return full
        taken = sum(content.cell_length for tab, content in full if tab == self._shown)
        each = max(0, (self.size.width - taken) // max(1, len(full) - 1) - 1)
        return [
            (tab, content if tab == self._shown else Content.assemble(shaped(name, width=each), " "))
            for (tab, content), (_, name, _) in zip(full, self._names, strict=True)
        ]


class SidePanel(Vertical):
    """The panel; it follows the caret, and choosing an item of it moves the caret."""

    class Chosen(Message):
        """An item was chosen: these are its annotations in reading order."""

        def __init__(self, annotations: tuple[Annotation, ...]) -> None:
            super().__init__()
            self.annotations = annotations

    class BookmarkChosen(Message):
        """A bookmark was chosen."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class LostChosen(Message):
        """A lost annotation is to be put over the selection, or dismissed."""

        def __init__(self, lost: Lost, *, dismissed: bool = False) -> None:
            super().__init__()
            self.lost = lost
            self.dismissed = dismissed

    listed = getters.query_one(PanelList)
    _tabs = getters.query_one(Tabs)

    def __init__(self, labels: LabelSet, *, language: str, width: int) -> None:
        super().__init__()
        self.labels = labels
        self.tab = TABS[0]
        self.styles.width = self._wanted_columns = width
        self._items = PanelItems(labels, language=language)
        self._listings = {tab: Listing() for tab in TABS}
        self._session: Session | None = None
        self._state: ReadingState | None = None
        self._lost: tuple[Lost, ...] = ()
        self._followed: Annotation | None = None

    def compose(self) -> ComposeResult:
        yield Tabs()
        yield PanelList()

    def on_mount(self) -> None:
        self._show_tabs()

    def on_resize(self) -> None:
        if self._session is not None and self._room != self._items.width:
            self.show(self._session, self._state, self._lost)

    def items(self, tab: str) -> Sequence[PanelItem]:
        """The items of a tab."""
        return self._listings[tab].items

    def show(self, session: Session, state: ReadingState | None = None, lost: tuple[Lost, ...] = ()) -> None:
        """List the session's annotations, the marks on the article as a whole, and the lost annotations."""
        self._session, self._state, self._lost = session, state, lost
        if self._items.width != self._room:
            self._items.width = self._room
            self.listed.redraw()
        self._items.direction = session.layout.direction
        entities = [a for a in session.overlay if not self.labels.kind_of(a)]
        commitments = [a for a in session.overlay if self.labels.kind_of(a)]
        noted = [a for a in session.overlay if a.note]
        self._listings["entities"].fill(tuple(self._items.entities(session.text, entities)))
        self._listings["commitments"].fill(tuple(self._items.commitments(session.text, commitments)))
        notes = chain(self._items.lost(lost), self._items.notes(session.text, noted, state))
        self._listings["notes"].fill(tuple(notes))
        self._show_list()
        self._show_tabs()
        self.follow(session.current)

    def show_tab(self, tab: str) -> None:
        """Open a tab."""
        if tab == self.tab:
            return
        self._listings[self.tab].at = self.listed.at
        self.tab = tab
        self.listed.at = self._listings[tab].at or 0
        self._show_list()
        self._show_tabs()

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self.listed.focus()

    def stand_at(self, side: str) -> None:
        """Put the panel at the left or the right of the text."""
        self.set_class(side == "right", "right")
        self.styles.dock = "right" if side == "right" else "left"

    @property
    def side(self) -> str:
        """The side on which the panel is."""
        return "right" if self.has_class("right") else "left"

    @property
    def columns(self) -> int:
        """The width of the panel with its border, in cells."""
        return self.outer_size.width

    @property
    def wanted_columns(self) -> int:
        """The width that was set for the panel, in cells, whatever the window has room for."""
        return self._wanted_columns

    def set_columns(self, columns: int) -> None:
        """Set the width of the panel, in cells."""
        self.styles.width = self._wanted_columns = columns

    def follow(self, annotation: Annotation | None) -> None:
        """Select the item of the annotation under the caret, and open its tab if the caret has just reached it."""
        is_new, self._followed = annotation != self._followed, annotation
        if annotation is None:
            return
        tab = "commitments" if self.labels.kind_of(annotation) else "entities"
        at = self._listings[tab].places.get(annotation)
        if at is None:
            return
        if is_new and self.tab != tab and not (self.tab == "notes" and annotation.note):
            self.show_tab(tab)
        if self.tab != tab:
            self._listings[tab].at = at
        elif self.listed.at != at:
            self.listed.move_to(at)

    @on(PanelList.Chosen)
    def _choose(self, message: PanelList.Chosen) -> None:
        message.stop()
        match self.items(self.tab)[message.index].about:
            case Lost() as lost:
                self.post_message(self.LostChosen(lost))
            case Bookmark(offset):
                self.post_message(self.BookmarkChosen(offset))
            case (_, *_) as annotations:
                self.post_message(self.Chosen(tuple(annotations)))

    def dismiss_lost(self) -> bool:
        """Ask to dismiss the selected item if it is a lost annotation; return whether it is one."""
        items, at = self.items(self.tab), self.listed.at
        about = items[at].about if at < len(items) else ()
        if not isinstance(about, Lost):
            return False
        self.post_message(self.LostChosen(about, dismissed=True))
        return True

    @property
    def _room(self) -> int:
        return max(10, self.size.width - _EDGES)

    def _show_list(self) -> None:
        self.listed.show_items(self.items(self.tab))

    def _show_tabs(self) -> None:
        counts = {
            "entities": len(self._listings["entities"].places),
            "commitments": len(self._listings["commitments"].places),
            "notes": len(self._listings["notes"].items),
        }
        english = self._items.language == "english"
        names = {tab: _NAMES[tab][1 if english else 0] for tab in TABS}
        self._tabs.show(tuple((tab, names[tab], counts[tab]) for tab in TABS), self.tab)
