"""A small menu of choices, each with a key of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from reader.ui.bindings import bindings_of
from reader.ui.key_reference import name_in_both
from reader.ui.keys import key_names
from reader.ui.mirroring import in_order, is_mirrored
from reader.ui.widgets.arabic_text import shaped
from reader.ui.widgets.grey_page import Dialog
from reader.ui.widgets.row_list import RowList

_HIGHEST = 20
"""The most rows of a menu that does not scroll."""
_KEY = 5
"""The width of a choice's key with its twin in an Arabic layout, and of the gap behind them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice in a menu."""

    text: str
    key: str = ""
    """The key that picks it, as on a Latin keyboard."""
    ink: str = ""
    """The style in which it is drawn, from the theme."""


class ChoiceMenu(Dialog[int | None]):
    """A menu that is dismissed with the index of the choice that was picked, or with None."""

    DEFAULT_CSS = """
    ChoiceMenu { align: center middle; }
    ChoiceMenu > Vertical {
        width: 70%; max-width: 72; height: auto;
        border: round $primary; background: $surface; padding: 0 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("menu")

    rows = getters.query_one(RowList)

    def __init__(self, title: str, choices: Sequence[Choice], *, at: int = 0) -> None:
        super().__init__()
        self._heading = title
        self._choices = tuple(choices)
        self._first = at

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = shaped(self._heading)
            rows = RowList(self._draw)
            rows.styles.height = max(1, min(len(self._choices), _HIGHEST))
            yield rows

    def on_mount(self) -> None:
        self.rows.show(len(self._choices), at=self._first)

    def _draw(self, at: int, width: int) -> Content:
        choice = self._choices[at]
        text = shaped(choice.text, width=max(4, width - _KEY))
        key = shaped(name_in_both((choice.key,)) if choice.key else "", base="ltr")
        blanks = Content(" " * max(_KEY - key.cell_length, 0))
        line = Content("").join(in_order(key, blanks, text.stylize(choice.ink) if choice.ink else text))
        return line.pad_left(max(width - line.cell_length, 0)) if is_mirrored() else line

    def on_key(self, event: events.Key) -> None:
        """Pick a choice by its key, in any keyboard layout."""
        for at, choice in enumerate(self._choices):
            if choice.key and event.key in key_names(choice.key):
                event.stop()
                event.prevent_default()
                self.dismiss(at)
                return

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        self.dismiss(message.index)

    def action_move(self, count: int) -> None:
        """Go to the next choice or the one before."""
        self.rows.move(count)

    def action_pick(self) -> None:
        """Pick the current choice, if there is one."""
        self.dismiss(self.rows.at if self._choices else None)

    def action_leave(self) -> None:
        """Leave without picking anything."""
        self.dismiss(None)
