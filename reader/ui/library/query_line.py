"""The line in which the query of a search is written, with earlier queries at hand."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Label

from reader.ui.bindings import bindings_of
from reader.ui.mirroring import in_order
from reader.ui.widgets.arabic_input import ArabicInput
from reader.wording import say


class QueryLine(Horizontal):
    """A field for a query; the keys up and down bring earlier queries back."""

    DEFAULT_CSS = """
    QueryLine { height: 1; background: $surface; padding: 0 1; }
    QueryLine > .query-line--sign { width: 2; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("query")

    field = getters.query_one(ArabicInput)

    class Left(Message):
        """The results are to get the keyboard."""

    def __init__(self, written: str, recent: list[str]) -> None:
        super().__init__()
        self._written = written
        self._recent = recent
        """Earlier queries, the latest first."""
        self._at = -1
        """The earlier query that is shown; -1 for the one that is being written."""
        self._draft = written

    def compose(self) -> ComposeResult:
        sign = Label("&", classes="query-line--sign")
        yield from in_order(sign, ArabicInput(self._written, placeholder=say("search all articles")))

    def action_recall(self, step: int) -> None:
        """Show an earlier query (1) or a later one (-1); after the latest, go to the results."""
        if self.field.value != self._shown:
            # What was recalled has been changed, and is a query of its own.
            self._at, self._draft = -1, self.field.value
        if step < 0 and self._at < 0:
            self.action_leave()
            return
        self._at = min(self._at + step, len(self._earlier) - 1)
        self.field.value = self._shown

    @property
    def _earlier(self) -> list[str]:
        return [each for each in self._recent if each != self._draft]

    @property
    def _shown(self) -> str:
        return self._earlier[self._at] if self._at >= 0 else self._draft

    def forget_place(self) -> None:
        """Count earlier queries from the latest again, since the analyst has taken the one that is shown."""
        self._at, self._draft = -1, self.field.value

    def action_leave(self) -> None:
        """Give the keyboard to the results."""
        self.post_message(self.Left())
