"""Lists an article's annotations beside the text: the caret's sentence, entities by label, commitments, and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from reader.journal.article_marks import Bookmark, ReadingState
from reader.journal.tagging import Lost
from reader.labels import LabelSet
from reader.model import Annotation
from reader.reading.session import Session
from reader.ui.reading.here_listing import HereListing
from reader.ui.reading.panel_items import About, PanelItem, PanelItems
from reader.ui.reading.panel_list import PanelList
from reader.ui.reading.panel_listing import Listing
from reader.ui.reading.panel_tabs import TABS, Tabs

_EDGES = 4
"""The cells of the panel's width that its items cannot use: its border, and the edges of the list."""


class SidePanel(Vertical):
    """The panel; its open tab follows the caret, and going to an item of it moves the caret."""

    class Reached(Message):
        """The keys have made another item the current one."""

    class Ended(Message):
        """The keys go beyond the last item of the caret's sentence (1), or the first (-1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Chosen(Message):
        """An item was chosen: these are its annotations in reading order."""

        def __init__(self, annotations: tuple[Annotation, ...]) -> None:
            super().__init__()
            self.annotations = annotations

    class BookmarkChosen(Message):
        """A bookmark was chosen, or is to be removed."""

        def __init__(self, offset: int, *, removed: bool = False) -> None:
            super().__init__()
            self.offset = offset
            self.removed = removed

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
        self.styles.width = width
        self._items = PanelItems(labels, language=language)
        self._here = HereListing(self._items)
        self._listings = {tab: Listing(is_in_text_order=tab == "commitments") for tab in TABS} | {
            "here": self._here.listing
        }
        self._session: Session | None = None
        self._state: ReadingState | None = None
        self._lost: tuple[Lost, ...] = ()

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
        if self._session is not session:
            self._here.forget()
        self._session, self._state, self._lost = session, state, lost
        self._here.make_again()
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
        self._list_here(session)
        self._show_list()
        self._show_tabs()
        self.follow()

    def show_tab(self, tab: str) -> None:
        """Open a tab, at the item that belongs to the place of the caret if there is one."""
        if tab == self.tab:
            return
        self._listings[self.tab].at = self.listed.at
        self.tab = tab
        if tab == "here" and self._session is not None:
            self._list_here(self._session)
        place = self._listings[tab].place_of_caret(self._session) if self._session is not None else None
        self.listed.at = self._listings[tab].at if place is None else place
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

    def set_columns(self, columns: int) -> None:
        """Set the width of the panel, in cells."""
        self.styles.width = columns

    def follow(self) -> None:
        """Make the item that belongs to the place of the caret the current one of the open tab."""
        session = self._session
        if session is None:
            return
        if self.tab == "here" and self._list_here(session):
            self._show_list()
        if self.has_keyboard and isinstance(self.about, Bookmark | Lost):
            return
        place = self._listings[self.tab].place_of_caret(session)
        if place is not None and place != self.listed.at:
            self.listed.move_to(place)

    @property
    def has_keyboard(self) -> bool:
        """Whether keys go to the panel first."""
        return self.listed.has_focus

    @property
    def about(self) -> About:
        """The subject of the current item; empty if there is none."""
        return self.listed.about

    @property
    def is_in_text_order(self) -> bool:
        """Whether the open tab shows whatever the text has, in its order, so that the text says what comes next."""
        return self.tab == "here" and not self._here.is_below_sentence(self.listed.at)

    def neighbours(self) -> Iterator[About]:
        """The subjects of the other items of the open tab: those after the current one, then backwards from it."""
        items, at = self.items(self.tab), self.listed.at
        return (item.about for item in chain(items[at + 1 :], reversed(items[:at])))

    @on(PanelList.Chosen)
    def _choose(self, message: PanelList.Chosen) -> None:
        message.stop()
        match self.items(self.tab)[message.index].about:
            case Lost() as lost:
                self.post_message(self.LostChosen(lost))
            case Bookmark(offset):
                self.post_message(self.BookmarkChosen(offset))
            case (_, *_) as annotations:
                self._here.end_walk()
                self.post_message(self.Chosen(tuple(annotations)))

    @on(PanelList.Reached)
    def _reach(self, message: PanelList.Reached) -> None:
        message.stop()
        self.post_message(self.Reached())

    @on(PanelList.AtEnd)
    def _end(self, message: PanelList.AtEnd) -> None:
        message.stop()
        self.post_message(self.Ended(message.step) if self.is_in_text_order else self.Reached())

    @on(PanelList.TabTurned)
    def _turn_tab(self, message: PanelList.TabTurned) -> None:
        message.stop()
        self.show_tab(TABS[(TABS.index(self.tab) + message.step) % len(TABS)])

    @on(Tabs.Picked)
    def _pick_tab(self, message: Tabs.Picked) -> None:
        message.stop()
        self.show_tab(message.tab)

    @on(PanelList.Dismissed)
    def _dismiss(self, message: PanelList.Dismissed) -> None:
        message.stop()
        match message.about:
            case Lost() as lost:
                self.post_message(self.LostChosen(lost, dismissed=True))
            case Bookmark(offset):
                self.post_message(self.BookmarkChosen(offset, removed=True))

    @property
    def _room(self) -> int:
        return max(10, self.size.width - _EDGES)

    def _show_list(self) -> None:
        self.listed.show_items(self.items(self.tab))

    def _list_here(self, session: Session) -> bool:
        """List what belongs to the caret's sentence; return whether the list was out of date."""
        at = self.listed.at if self.tab == "here" and self.has_keyboard else None
        is_changed = self._here.list_for(session, self._listings["commitments"].items, at=at)
        if self._here.has_turned and self.tab == "here":
            self.listed.at = 0
        return is_changed

    def _show_tabs(self) -> None:
        counts = {
            "entities": len(self._listings["entities"].places),
            "commitments": len(self._listings["commitments"].places),
            "notes": len(self._listings["notes"].items),
        }
        self._tabs.show(counts, self.tab, language=self._items.language)
