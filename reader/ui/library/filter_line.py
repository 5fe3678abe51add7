"""The line in which one types what the list of articles is filtered by."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Label

from reader.ui.bindings import bindings_of
from reader.ui.mirroring import in_order
from reader.ui.widgets.arabic_input import ArabicInput
from reader.wording import say, sayable

_PLACEHOLDER = sayable("title, source or date, type:pledge, label:, tag:, state:")


class FilterLine(Horizontal):
    """A field that filters while it is typed in; hidden while it is empty and has not the keyboard."""

    DEFAULT_CSS = """
    FilterLine { display: none; height: 1; background: $boost; }
    FilterLine > .filter-line--sign { width: 2; color: $text-muted; }
    FilterLine ArabicInput { background: $boost; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("filter")

    field = getters.query_one(ArabicInput)

    class Typed(Message):
        """The text has changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Moved(Message):
        """A key moved through the list while the line stays open."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    class Left(Message):
        """The keyboard goes back to the list."""

    def __init__(self, text: str, *, placeholder: str = "") -> None:
        super().__init__()
        self._text = text
        self._placeholder = placeholder or say(_PLACEHOLDER)

    def compose(self) -> ComposeResult:
        sign = Label("/", classes="filter-line--sign")
        yield from in_order(sign, ArabicInput(self._text, placeholder=self._placeholder))

    def on_mount(self) -> None:
        self.display = bool(self._text)

    def open(self) -> None:
        """Show the line and give it the keyboard, at once, so that keys typed right after belong to it."""
        self.display = True
        self.screen.set_focus(self.field)

    def clear(self) -> None:
        """Empty the line and hide it."""
        self.field.value = ""
        self._leave()

    def action_move(self, count: int) -> None:
        """Go to the next row or the one before."""
        self.post_message(self.Moved(count))

    @on(ArabicInput.Changed)
    def _on_typed(self, message: ArabicInput.Changed) -> None:
        message.stop()
        self.post_message(self.Typed(message.value))

    @on(ArabicInput.Submitted)
    def _on_submitted(self, message: ArabicInput.Submitted) -> None:
        message.stop()
        self._leave()

    @on(ArabicInput.Cancelled)
    def _on_cancelled(self, message: ArabicInput.Cancelled) -> None:
        message.stop()
        self.clear()

    def _leave(self) -> None:
        self.display = bool(self.field.value)
        self.screen.set_focus(None)
        self.post_message(self.Left())
