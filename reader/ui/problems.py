"""Shows the problems with settings and files: briefly in a toast, and in full in a list that a key opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static

from reader.ui.bindings import bindings_of, hint
from reader.ui.mirroring import interface_base
from reader.ui.widgets.arabic_text import Flowing, line_of, notify, shaped
from reader.ui.widgets.grey_page import Dialog
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.row_moves import RowMoves
from reader.wording import countable, counted, say

_WHOLE_LINES = 5
"""The most lines for the chosen sentence, which is shown in full."""


CAME_UP = countable("{number} problem came up; {key} lists it.", "{number} problems came up; {key} lists them.")
NOT_OPENED = countable(
    "{number} article could not be opened; {key} lists it.", "{number} articles could not be opened; {key} lists them."
)
WARNED = countable(
    "{number} warning on this article; {key} lists it.", "{number} warnings on this article; {key} lists them."
)


def report_problems(app: App[None], problems: Sequence[str], summary: Callable[..., str], *, key: str) -> None:
    """Show a single problem as it is; show several by a sentence that counts them and names the key that lists them."""
    if problems:
        sentence = problems[0] if len(problems) == 1 else summary(key=key)
        notify(app, sentence, severity="warning", timeout=12)


class ProblemsScreen(RowMoves, Dialog[None]):
    """A line for each problem, and below them the full text of the chosen one."""

    DEFAULT_CSS = """
    ProblemsScreen { align: center middle; }
    ProblemsScreen > Vertical {
        width: 94%; max-width: 130; height: 90%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    ProblemsScreen #problems-whole { height: auto; color: $text-warning; }
    ProblemsScreen #problems-foot { width: 100%; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("problems")

    rows_view = getters.query_one(RowList)
    whole = getters.query_one("#problems-whole", Static)

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__()
        self._problems = tuple(problems)

    def compose(self) -> ComposeResult:
        count = counted(len(self._problems), "{number} problem", "{number} problems")
        with Vertical() as box:
            box.border_title = shaped(say("Problems"))
            yield RowList(self._draw)
            yield Static(id="problems-whole")
            keys = (
                hint(self, say("choose"), "problems.up", "problems.down"),
                hint(self, say("goes back"), "problems.leave"),
            )
            yield Label(line_of(count, *keys), id="problems-foot")

    def on_mount(self) -> None:
        # The toast that led here would cover the chosen sentence.
        self.app.clear_notifications()
        self.rows_view.show(len(self._problems), at=0)
        self._moved()

    def _draw(self, at: int, width: int) -> Content:
        return shaped(self._problems[at], base=interface_base(), width=width, fill=True)

    def _moved(self) -> None:
        sentence = self._problems[self.rows_view.at] if self._problems else say("Nothing went wrong.")
        self.whole.update(Flowing.of(sentence, base=interface_base(), height=_WHOLE_LINES))

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self._moved()
