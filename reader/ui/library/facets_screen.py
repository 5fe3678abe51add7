"""Lists the sources, months, states, tags, analysts, labels and types of the articles, to choose among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label

from reader.labels import LabelSet
from reader.library.listing.article_listing import ArticleListing
from reader.library.listing.row_filter import Facet
from reader.ui.bindings import bindings_of, hint
from reader.ui.library.facet_names import FACETS, name_value
from reader.ui.mirroring import interface_base
from reader.ui.reading.reading_order import arrange, put_at_edges, put_at_start
from reader.ui.widgets.arabic_text import Flowing, shaped
from reader.ui.widgets.grey_page import Dialog
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.row_moves import RowMoves
from reader.wording import number, say

_COUNT = 7
"""The width of a count, in cells."""
_TICK = 4
"""The width of a tick with the gap beside it."""


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A value with the number of articles that have it, or the heading of a facet."""

    facet: Facet
    value: str | None = None
    """None for a heading."""
    count: int = 0


class FacetsScreen(RowMoves, Dialog[None]):
    """The values of every facet with their counts; what is chosen filters the list behind it at once."""

    DEFAULT_CSS = """
    FacetsScreen { align: left middle; }
    FacetsScreen > Vertical {
        width: 50%; min-width: 36; max-width: 60; height: 100%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    FacetsScreen #facets-foot { width: 100%; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("facets")

    rows_view = getters.query_one(RowList)
    foot = getters.query_one("#facets-foot", Label)

    def __init__(self, listing: ArticleListing, *, labels: LabelSet, show: Callable[[], None]) -> None:
        super().__init__()
        self._listing = listing
        self._labels = labels
        self._show_behind = show
        """Shows the list behind, after the filter has changed."""
        self.rows: list[FacetRow] = []

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = shaped(say("Facets"))
            yield RowList(self._draw)
            yield Label(id="facets-foot")

    def on_mount(self) -> None:
        self._show(at=0)

    def _show(self, *, at: int | None = None) -> None:
        self.rows = []
        for facet in FACETS:
            if values := self._listing.count_values(facet):
                self.rows += [FacetRow(facet), *(FacetRow(facet, value, count) for value, count in values)]
        self.rows_view.show(len(self.rows), at=at)
        keys = (
            hint(self, say("chooses"), "facets.toggle"),
            hint(self, say("clears"), "facets.clear"),
            hint(self, say("goes back"), "facets.leave"),
        )
        found = say("{shown} of {every}", shown=len(self._listing.shown), every=len(self._listing.every))
        self.foot.update(Flowing.of(" · ".join((found, *keys)), base=interface_base(), height=2))

    def _draw(self, at: int, width: int) -> Content:
        row = self.rows[at]
        base = interface_base()
        if row.value is None:
            return put_at_start(shaped(say(FACETS[row.facet]), width=width).stylize("bold"), width, base)
        tick = Content("[x]" if self._listing.filter.has(row.facet, row.value) else "[ ]")
        name = shaped(name_value(row.facet, row.value, self._labels), width=max(4, width - _TICK - _COUNT))
        line = arrange([tick, name], base, divider=" ")
        return put_at_edges(line, Content.styled(number(row.count), "dim"), width, base)

    @on(RowList.Chosen)
    def _on_chosen(self, message: RowList.Chosen) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Choose a value, or no longer; on a heading, choose nothing of the facet."""
        if not self.rows:
            return
        row, listing = self.rows[self.rows_view.at], self._listing
        wanted = listing.filter
        listing.filter = wanted.without(row.facet) if row.value is None else wanted.toggled(row.facet, row.value)
        self._apply(row)

    def action_clear(self) -> None:
        """Choose nothing of any facet."""
        for facet in Facet:
            self._listing.filter = self._listing.filter.without(facet)
        self._apply(None)

    def _apply(self, current: FacetRow | None) -> None:
        self._show_behind()
        self._show()
        # The counts have changed, and with them the order of the values.
        keys = [(row.facet, row.value) for row in self.rows]
        if current is not None and (current.facet, current.value) in keys:
            self.rows_view.move_to(keys.index((current.facet, current.value)))

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss(None)
