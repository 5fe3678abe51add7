"""Draws the names of the panel's tabs, and decides how much of each has room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from reader.ui.widgets.arabic_text import shaped

TABS = ("here", "entities", "commitments", "notes")
_NAMES = {
    "here": ("هنا", "Here"),
    "entities": ("كيانات", "Entities"),
    "commitments": ("التزامات", "Commitments"),
    "notes": ("ملاحظات", "Notes"),
}
_LEAST = 3
"""The fewest cells that a tab takes: a blank, a letter, and an ellipsis."""


class Tabs(Widget):
    """The names of the tabs with their counts; the first is at the right, where reading begins."""

    class Picked(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self) -> None:
        super().__init__(id="tabs")
        self._counts: Mapping[str, int] = {}
        self._shown = ""
        self._language = ""

    def show(self, counts: Mapping[str, int], shown: str, *, language: str) -> None:
        """Show the tabs from right to left, one of them highlighted as the open one; a tab may have no count."""
        if (counts, shown, language) != (self._counts, self._shown, self._language):
            self._counts, self._shown, self._language = counts, shown, language
            self.refresh()

    def render(self) -> Content:
        parts = [name.stylize("reverse bold" if tab == self._shown else "") for tab, name in reversed(self._fitted())]
        row = Content("").join(parts)
        return row.pad_left(max(0, self.size.width - row.cell_length))

    def on_click(self, event: Click) -> None:
        right = self.size.width
        for tab, name in self._fitted():
            right -= name.cell_length
            if event.x >= right:
                self.post_message(self.Picked(tab))
                return

    def _fitted(self) -> list[tuple[str, Content]]:
        """The tabs with all counts, or else with that of the open tab only, or else with the other names cut short."""
        whole = [(tab, self._title(tab, is_counted=True)) for tab in TABS]
        if _width(whole) <= self.size.width:
            return whole
        named = [(tab, self._title(tab, is_counted=tab == self._shown)) for tab in TABS]
        if _width(named) <= self.size.width:
            return named
        # The open tab keeps its name, and the others share the rest.
        shown = self._title(self._shown, is_counted=False)
        share = max(_LEAST, (self.size.width - shown.cell_length) // (len(TABS) - 1))
        return [(tab, shown if tab == self._shown else self._cut(tab, share)) for tab in TABS]

    def _title(self, tab: str, *, is_counted: bool) -> Content:
        count = f"{self._counts[tab]} " if is_counted and tab in self._counts else ""
        return Content.assemble(f" {count}", shaped(self._named(tab)), " ")

    def _cut(self, tab: str, room: int) -> Content:
        whole = self._title(tab, is_counted=False)
        if whole.cell_length <= room:
            return whole
        return Content.assemble(" ", shaped(self._named(tab), width=room - 1))

    def _named(self, tab: str) -> str:
        return _NAMES[tab][1 if self._language == "english" else 0]


def _width(titles: Iterable[tuple[str, Content]]) -> int:
    return sum(title.cell_length for _, title in titles)
