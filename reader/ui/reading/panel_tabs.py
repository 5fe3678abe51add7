"""Draws the names of the panel's tabs, and decides how much of each has room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from reader.ui.widgets.arabic_text import shaped
from reader.wording import number

TABS = ("here", "entities", "commitments", "notes")
_NAMES = {
    "here": ("هنا", "Here"),
    "entities": ("كيانات", "Entities"),
    "commitments": ("التزامات", "Commitments"),
    "notes": ("هوامش", "Notes"),
}
_BRIEF_NAMES = _NAMES | {
    "entities": ("كيانات", "Entity"),
    "commitments": ("التزامات", "Commit."),
    "notes": ("هامش", "Note"),
}
"""The names in the narrowest panel that has room for four."""
_LEAST = 3
"""The fewest cells that the name of a tab takes."""
_EDGE = 1
"""The blank cell at the left: VTE loses direction marks in its first column, so no Arabic may be there."""


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
        self._shown = TABS[0]
        self._language = ""

    def show(self, counts: Mapping[str, int], shown: str, *, language: str) -> None:
        """Show the tabs from right to left, one of them highlighted as the open one; a count of zero is left out."""
        if (counts, shown, language) != (self._counts, self._shown, self._language):
            self._counts, self._shown, self._language = counts, shown, language
            self.refresh()

    def render(self) -> Content:
        names, gap, inset = self._fitted()
        parts = [name.stylize("reverse bold" if tab == self._shown else "") for tab, name in reversed(names.items())]
        row = Content.assemble(Content(" " * gap).join(parts), " " * inset)
        return row.pad_left(max(0, self.size.width - row.cell_length))

    def on_click(self, event: Click) -> None:
        names, gap, inset = self._fitted()
        right = self.size.width - inset
        for tab, name in names.items():
            # The gap beside a name belongs to it.
            right -= name.cell_length + gap
            if event.x >= right:
                self.post_message(self.Picked(tab))
                return

    def _fitted(self) -> tuple[dict[str, Content], int, int]:
        """The names in the first form that has room, the cells between them, and the blank ones right of them."""
        room = self.size.width - _EDGE
        for names, gap in self._forms():
            spare = room - sum(name.cell_length for name in names.values()) - gap * (len(TABS) - 1)
            if spare >= 0:
                return names, gap, min(spare, 1)
        return {tab: self._cut(tab, room) for tab in TABS}, 1, 0

    def _forms(self) -> Iterator[tuple[dict[str, Content], int]]:
        """The names with the cells between them, the longest first: with all counts, one, or none, and in brief."""
        for counted in (TABS, (self._shown,), ()):
            for gap, padding in ((2, " "), (1, " "), (1, "")):
                yield {tab: self._title(tab, counted, padding) for tab in TABS}, gap
        yield {tab: shaped(self._named(_BRIEF_NAMES, tab)) for tab in TABS}, 1

    def _title(self, tab: str, counted: tuple[str, ...], padding: str) -> Content:
        """A tab with its count, if that is wanted; only the open tab, which has a colour of its own, is padded."""
        count = (
            Content.styled(f"{number(self._counts[tab])} ", "dim") if tab in counted and self._counts.get(tab) else ""
        )
        beside = padding if tab == self._shown else ""
        return Content.assemble(beside, count, shaped(self._named(_NAMES, tab)), beside)

    def _cut(self, tab: str, room: int) -> Content:
        """The open tab with its whole name, or another one with as much of its own as the others leave it."""
        shown = shaped(self._named(_BRIEF_NAMES, self._shown))
        if tab == self._shown:
            return shown
        share = (room - shown.cell_length) // (len(TABS) - 1) - 1
        return shaped(self._named(_BRIEF_NAMES, tab), width=max(_LEAST, share))

    def _named(self, names: Mapping[str, tuple[str, str]], tab: str) -> str:
        return names[tab][1 if self._language == "english" else 0]
