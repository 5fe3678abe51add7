"""A dialog that asks for a text, and one that shows a few facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static

from reader.ui.bindings import bindings_of, hint
from reader.ui.mirroring import in_order, is_mirrored
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_input import ArabicInput
from reader.ui.widgets.arabic_text import Flowing, line_of, paragraph, shaped
from reader.ui.widgets.grey_page import Dialog
from reader.ui.widgets.notes_input import NotesInput
from reader.wording import say

_BOX = """
    {name} {{ align: center middle; }}
    {name} > Vertical {{
        width: 80%; max-width: 90; height: auto; max-height: 80%;
        border: round $primary; background: $surface; padding: 0 1;
    }}
    {name} .foot {{ color: $text-muted; }}
"""


class AskScreen(Dialog[str | None]):
    """Asks for a text; it is dismissed with the text, or with None if the analyst leaves it."""

    DEFAULT_CSS = _BOX.format(name="AskScreen")

    def __init__(self, title: str, value: str = "", *, several_lines: bool = False, does: str = "") -> None:
        """Take what is asked, what stands in the field at first, and a word for what Enter does if it does not save."""
        super().__init__()
        self._heading = title
        self._value = value
        self._several_lines = several_lines
        self._does = does

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = shaped(self._heading)
            if self._several_lines:
                yield NotesInput(self._value)
            else:
                yield ArabicInput(self._value)
            keeps = "notes.submit" if self._several_lines else "field.submit"
            keys = hint(self, self._does or say("saves"), keeps), hint(self, say("cancels"), "field.cancel")
            yield Label(line_of(*keys), classes="foot")

    @on(ArabicInput.Submitted)
    def _keep(self, message: ArabicInput.Submitted) -> None:
        message.stop()
        self.dismiss(message.value)

    @on(ArabicInput.Cancelled)
    def _leave(self, message: ArabicInput.Cancelled) -> None:
        message.stop()
        self.dismiss(None)


class FactsScreen(Dialog[None]):
    """A card of names and values; any of its keys closes it."""

    DEFAULT_CSS = _BOX.format(name="FactsScreen")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("card")

    facts = getters.query_one("#facts", Static)
    remark = getters.query_one("#facts-remark", Static)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._heading = title
        self._facts: Sequence[tuple[str, str]] = ()
        self._remark = ""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = shaped(self._heading)
            yield Static(id="facts")
            yield Static(id="facts-remark", classes="foot")
            yield Label(line_of(hint(self, say("closes"), "card.close")), classes="foot")

    def on_mount(self) -> None:
        self._show()

    def show_facts(self, facts: Sequence[tuple[str, str]] | None, remark: str = "") -> None:
        """Show names and values (None keeps those shown already), and under them a remark on what is going on."""
        if facts is not None:
            self._facts = facts
        self._remark = remark
        if is_standing(self):
            self._show()

    def _show(self) -> None:
        names = [shaped(name).stylize("dim") for name, _ in self._facts]
        width = max((name.cell_length for name in names), default=0)
        rows = [
            Content("  ").join(in_order(_put_at_start(name, width), shaped(value, width=60)))
            for name, (_, value) in zip(names, self._facts, strict=True)
        ]
        self.facts.update(Content("\n").join(rows))
        remark = self._remark
        self.remark.display = bool(remark)
        self.remark.update(Flowing(lambda width: paragraph(remark, width)))


def _put_at_start(name: Content, width: int) -> Content:
    blanks = max(width - name.cell_length, 0)
    return name.pad_left(blanks) if is_mirrored() else name.pad_right(blanks)
