"""Lists the searches that the analyst has saved, to run one or to remove it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label

from reader.library.queries.saved_queries import SavedQuery
from reader.ui.bindings import bindings_of, hint
from reader.ui.mirroring import interface_base
from reader.ui.reading.reading_order import arrange, put_at_start
from reader.ui.widgets.arabic_text import Flowing, shaped
from reader.ui.widgets.grey_page import Dialog
from reader.ui.widgets.row_list import RowList
from reader.wording import say

_NAME = 24
"""The width of a name, in cells."""


class SavedSearchesScreen(Dialog[SavedQuery | None]):
    """The saved searches; the screen is dismissed with the one to run, or None."""

    DEFAULT_CSS = """
    SavedSearchesScreen { align: center middle; }
    SavedSearchesScreen > Vertical {
        width: 80%; max-width: 100; height: auto; max-height: 80%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    SavedSearchesScreen RowList { max-height: 20; }
    SavedSearchesScreen #saved-foot { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("saved")

    rows = getters.query_one(RowList)
    foot = getters.query_one("#saved-foot", Label)

    def __init__(self, searches: Sequence[SavedQuery], *, forget: Callable[[str], None]) -> None:
        super().__init__()
        self._searches = list(searches)
        self._forget = forget

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = shaped(say("Saved searches"))
            yield RowList(self._draw)
            yield Label(id="saved-foot")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        self.rows.styles.height = max(1, len(self._searches))
        self.rows.show(len(self._searches))
        if self._searches:
            parts = [hint(self, say("runs"), "saved.run"), hint(self, say("removes"), "saved.forget")]
        else:
            parts = [say("No search is saved.")]
        parts.append(hint(self, say("goes back"), "saved.leave"))
        self.foot.update(Flowing.of(" · ".join(parts), base=interface_base()))

    def _draw(self, at: int, width: int) -> Content:
        search = self._searches[at]
        base, room = interface_base(), min(_NAME, width // 2)
        name = put_at_start(shaped(search.name, width=room), room + 2, base)
        stems = Content(" ~" if search.stems else "")
        query = shaped(search.written, width=max(width - room - 2 - len(stems), 4)).stylize("dim")
        return put_at_start(arrange([name, query, stems], base, divider=""), width, base)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self.action_choose()

    def action_move(self, count: int) -> None:
        """Go to the next search or the one before."""
        self.rows.move(count)

    def action_choose(self) -> None:
        """Run the current search."""
        self.dismiss(self._searches[self.rows.at] if self._searches else None)

    def action_forget(self) -> None:
        """Remove the current search."""
        if self._searches:
            self._forget(self._searches.pop(self.rows.at).name)
            self._show()

    def action_leave(self) -> None:
        """Run nothing."""
        self.dismiss(None)
