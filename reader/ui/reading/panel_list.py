"""The list of the panel's open tab, with the keys that it hears while it has the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import BindingType
from textual.message import Message

from reader.journal.article_marks import Bookmark
from reader.journal.tagging import Lost
from reader.ui.bindings import bindings_of
from reader.ui.reading.panel_items import About, PanelItem
from reader.ui.widgets.row_list import RowList


class PanelList(RowList, can_focus=True):
    """The items of the tab that is shown; the arrows go to the neighbouring tabs."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("panel")

    class Entered(Message):
        """The list has got the keyboard."""

    class Left(Message):
        """The keyboard is to go back to the place in the text from which it came."""

    class Reached(Message):
        """The keys have made another item the current one."""

    class AtEnd(Message):
        """The keys go beyond the last item (1) or the first (-1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class TabTurned(Message):
        """The keys go to the next tab (1) or the previous one (-1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Dismissed(Message):
        """A lost annotation or a bookmark is to be removed."""

        def __init__(self, about: Lost | Bookmark) -> None:
            super().__init__()
            self.about = about

    def __init__(self) -> None:
        super().__init__(lambda at, width: self.items[at].draw())
        self.items: Sequence[PanelItem] = ()

    @property
    def about(self) -> About:
        """The subject of the current item; empty if there is none."""
        return self.items[self.at].about if self.at < len(self.items) else ()

    def show_items(self, items: Sequence[PanelItem]) -> None:
        """Show these items; those with the same subject at the same index are not drawn again."""
        before, self.items = self.items, items
        self.show(
            len(items),
            lines=[item.lines for item in items],
            stays=lambda at: at < len(before) and bool(items[at].about) and items[at].about == before[at].about,
        )
        if not self.is_choosable(self.at):
            self._go(self.at, 1)

    def is_choosable(self, at: int) -> bool:
        return at < len(self.items) and not self.items[at].is_heading

    def on_focus(self) -> None:
        self.post_message(self.Entered())

    def action_move(self, count: int) -> None:
        before = self.at
        self._go(self.at + count, count)
        self.post_message(self.AtEnd(count) if self.at == before else self.Reached())

    def action_page(self, count: int) -> None:
        self._go(self.at + count * self.page(), count)
        self.post_message(self.Reached())

    def action_edge(self, side: int) -> None:
        self._go(self.count - 1 if side > 0 else 0, -side)
        self.post_message(self.Reached())

    def action_choose(self) -> None:
        if self.at < self.count and self.is_choosable(self.at):
            self.post_message(self.Chosen(self, self.at))

    def action_tab(self, step: int) -> None:
        self.post_message(self.TabTurned(step))

    def action_leave(self) -> None:
        self.post_message(self.Left())

    def action_dismiss(self) -> None:
        """Remove a lost annotation or a bookmark; an annotation is rejected, as in the text."""
        if not isinstance(self.about, Lost | Bookmark):
            raise SkipAction
        self.post_message(self.Dismissed(self.about))

    def _go(self, at: int, step: int) -> None:
        """Go to an item, or to the nearest one after it that can be chosen, first in the given direction."""
        at = max(0, min(at, self.count - 1))
        onwards = range(at, self.count) if step > 0 else range(at, -1, -1)
        back = range(at, -1, -1) if step > 0 else range(at, self.count)
        for each in chain(onwards, back):
            if self.is_choosable(each):
                self.move_to(each)
                return
