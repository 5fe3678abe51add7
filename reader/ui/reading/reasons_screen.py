"""Shows the reasons for a proposal in a box: headings where reading begins, weights beside them, then sentences."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator, Sequence
from typing import Any, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from reader.layout import Base
from reader.reading.explanation_rows import Row
from reader.ui.bindings import bindings_of, hint
from reader.ui.reading.reading_order import arrange, put_at_start
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_text import Flowing, line_of, paragraph, shaped
from reader.ui.widgets.grey_page import Dialog
from reader.wording import say

_GAP = "  "


class ReasonsScreen(Dialog[None]):
    """The reasons for or against a proposal; any of its keys closes it."""

    DEFAULT_CSS = """
    ReasonsScreen { align: center middle; }
    ReasonsScreen > VerticalScroll {
        width: 90%; max-width: 100; height: auto; max-height: 95%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    ReasonsScreen .foot { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("card")

    reasons = getters.query_one("#reasons", Static)

    def __init__(self, title: str, *, base: Base) -> None:
        super().__init__()
        self._heading = title
        self._base = base
        self.rows: Sequence[Row] = ()

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = shaped(self._heading)
            yield Static(shaped(say("Asking the engine …")), id="reasons")
            yield Label(line_of(hint(self, say("closes"), "card.close")), classes="foot")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self._show()

    async def fill(self, further: Coroutine[Any, Any, Sequence[Row]]) -> None:
        """Show the reasons once they are found; the box may have been closed meanwhile."""
        self.rows = await further
        if is_standing(self):
            self._show()

    def _show(self) -> None:
        if self.rows:
            self.reasons.update(Flowing(self._draw))

    def _draw(self, width: int) -> Content:
        headings = [shaped(heading).stylize("dim") for heading, _, _ in self.rows]
        columns = max(each.cell_length for each in headings), max(len(weight) for _, weight, _ in self.rows)
        lines: list[Content] = []
        for heading, (_, weight, sentence) in zip(headings, self.rows, strict=True):
            lines += _draw_row(heading, weight, sentence, width, columns, self._base)
        return Content("\n").join(lines)


def _draw_row(
    heading: Content, weight: str, sentence: str, width: int, columns: tuple[int, int], base: Base
) -> Iterator[Content]:
    """The lines of a row at a width; `columns` are the widths of the headings and of the weights."""
    room = max(width - sum(columns) - 2 * len(_GAP), 1)
    first = put_at_start(heading, columns[0], base)
    second = Content(f"{weight:>{columns[1]}}")
    for line in paragraph(sentence, room, base=base).split("\n"):
        yield arrange([first, second, put_at_start(line, room, base)], base, divider=_GAP)
        first, second = Content(" " * columns[0]), Content(" " * columns[1])
