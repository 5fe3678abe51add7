"""Lists the actions in an article on a screen, with their times and analysts, the latest first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label

from reader.journal.history import Event, describe_actions
from reader.reading.work import Work
from reader.ui.bindings import bindings_of, hint
from reader.ui.mirroring import interface_base
from reader.ui.reading.reading_order import arrange, put_at_start
from reader.ui.widgets.arabic_text import line_of, shaped
from reader.ui.widgets.grey_page import Dialog
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.row_moves import RowMoves
from reader.wording import counted, say, written_digits

_WHEN = 16
_WHO = 14
"""The widths of the columns, in cells; times are shown to the minute, and long names are cut."""


class HistoryScreen(RowMoves, Dialog[int | None]):
    """A list of every action in an article; it is dismissed with the offset of the action that was picked, or None."""

    DEFAULT_CSS = """
    HistoryScreen { align: center middle; }
    HistoryScreen > Vertical {
        width: 94%; max-width: 130; height: 90%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    HistoryScreen #history-foot { width: 100%; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("history")

    rows_view = getters.query_one(RowList)
    foot = getters.query_one("#history-foot", Label)

    def __init__(self, work: Work, *, keys: Collection[str] = (), language: str = "") -> None:
        """List the actions on the annotations with these keys, or all actions if none is given."""
        super().__init__()
        self._is_whole = not keys
        self._who = work.authorship.who
        operations = (
            each for each in work.workspace.history(work.authorship.article) if self._is_whole or each.key in keys
        )
        self._every = describe_actions(operations, work.session.text, work.labels, language=language)
        self.events: tuple[Event, ...] = self._every
        """The actions that are listed."""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = shaped(say("History") if self._is_whole else say("History of this item"))
            yield RowList(self._draw)
            yield Label(id="history-foot")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        self.rows_view.show(len(self.events), at=0)
        count = counted(len(self.events), "{number} action", "{number} actions")
        keys = (
            hint(self, say("choose"), "history.up", "history.down"),
            hint(self, say("goes there"), "history.open"),
            hint(self, say("everybody's") if self.events is not self._every else say("mine only"), "history.mine"),
            hint(self, say("goes back"), "history.leave"),
        )
        self.foot.update(line_of(count, *keys))

    def _draw(self, at: int, width: int) -> Content:
        event = self.events[at]
        # For a layer other than the analyst's own, as in adjudication, the layer is shown too.
        told = event.what
        if event.layer != event.who:
            told = say("in {layer}: {event}", layer=event.layer, event=told)
        if event.is_undone:
            told = say("undone · {event}", event=told)
        room, base = max(8, width - _WHEN - _WHO - 2), interface_base()
        line = put_at_start(
            arrange(
                [Content(_format_minute(event.when)), _column(event.who, _WHO), shaped(told, base=base, width=room)],
                base,
                divider=" ",
            ),
            width,
            base,
        )
        return line.stylize("dim") if event.is_undone else line

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Go to the place of the chosen action, if it has one in the text."""
        if self.events and (offset := self.events[self.rows_view.at].offset) is not None:
            self.dismiss(offset)

    def action_mine(self) -> None:
        """List only the analyst's own actions, or all of them again."""
        mine = tuple(event for event in self._every if event.who == self._who)
        self.events = mine if self.events is self._every else self._every
        self._show()

    def action_leave(self) -> None:
        """Close the list without going anywhere."""
        self.dismiss(None)


def _format_minute(when: str) -> str:
    return written_digits(datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%d %H:%M"))


def _column(text: str, width: int) -> Content:
    return put_at_start(shaped(text, base=interface_base(), width=width), width, interface_base())
