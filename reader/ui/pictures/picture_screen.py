"""Shows the pictures of the library: commitments over time, who to whom, deadlines ahead, mentions over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult, RenderResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from reader.labels import LabelSet
from reader.library.pictures.commitments_over_time import Aspect
from reader.library.pictures.deadlines_ahead import LATER, OVERDUE
from reader.library.pictures.picture import COMMITMENTS, MENTIONS, Picture, PictureKind, PictureMaker
from reader.library.pictures.weeks_and_months import Period
from reader.ui.bindings import bindings_of
from reader.ui.library_lookups import LibraryLookups, Looked
from reader.ui.mirroring import interface_base
from reader.ui.pictures.column_chart import draw_columns
from reader.ui.pictures.matrix_chart import draw_matrix
from reader.ui.pictures.picture_series import Series, list_series, name_row
from reader.ui.reading.reading_order import arrange, put_at_start
from reader.ui.standing import is_standing
from reader.ui.widgets.arabic_text import Flowing, shaped
from reader.ui.widgets.key_line import KeyLine
from reader.ui.widgets.row_list import RowList
from reader.wording import counted, number, say, sayable, written_digits

_TITLES = {
    PictureKind.TIMELINE: sayable("Commitments over time"),
    PictureKind.WHO: sayable("Who commits to whom"),
    PictureKind.DEADLINES: sayable("Deadlines ahead"),
    PictureKind.MENTIONS: sayable("Mentions over time"),
}
_LEFT_OUT = {
    PictureKind.TIMELINE: sayable("not counted: {number} without a date"),
    PictureKind.WHO: sayable("not counted: {number} without both parties, or with others"),
    PictureKind.DEADLINES: sayable("not counted: {number} open without a readable deadline"),
    PictureKind.MENTIONS: sayable("not counted: {number} without a date"),
}
_PERIODS = {Period.WEEK: sayable("by week"), Period.MONTH: sayable("by month")}
_ASPECTS = {Aspect.TYPE: sayable("by type"), Aspect.OUTCOME: sayable("by outcome")}
_NAMES = 20
"""The width of a count with its gap among the figures, and of a name there, in cells."""


class PictureView(Widget):
    """A picture that fills its place."""

    DEFAULT_CSS = "PictureView { height: 1fr; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.picture: Picture | None = None
        self.series: Sequence[Series] = ()
        self.at = 0
        """The current column, or in the matrix the current row."""
        self.per_page = 1
        """How many columns or rows are visible together."""

    def render(self) -> RenderResult:
        """The picture in the size that there is."""
        width, height = self.content_size
        if self.picture is None or width < 12 or height < 4:
            return Content("")
        table = self.picture.table
        if self.picture.kind is PictureKind.WHO:
            lines = draw_matrix(table, at=self.at, width=width, height=height)
        else:
            lines, self.per_page = draw_columns(
                table, self.series, at=self.at, width=width, height=height, beyond=(OVERDUE, LATER)
            )
        return Content("\n").join(lines[:height])


class PictureScreen(Screen[None]):
    """The pictures, one at a time."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    PictureScreen { background: $background; }
    PictureScreen #picture-title, PictureScreen #picture-remark {
        width: 100%; height: 1; padding: 0 1; background: $surface;
    }
    PictureScreen #picture-remark { color: $text-muted; }
    PictureScreen #picture-legend { width: 100%; height: auto; max-height: 5; padding: 0 1; }
    PictureScreen RowList { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("picture")

    view = getters.query_one(PictureView)
    figures = getters.query_one(RowList)
    heading = getters.query_one("#picture-title", Static)
    legend = getters.query_one("#picture-legend", Static)
    remark = getters.query_one("#picture-remark", Static)

    def __init__(
        self, lookups: LibraryLookups, kind: PictureKind, *, labels: LabelSet, names: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._lookups = lookups
        self._labels = labels
        self._names = tuple(names)
        """The folded names of the entities whose mentions are counted."""
        self.kind = kind
        self.by = Period.WEEK
        self.of = Aspect.TYPE

    def compose(self) -> ComposeResult:
        yield Static(id="picture-title")
        yield PictureView()
        yield RowList(self._draw_figures)
        yield Static(id="picture-legend")
        yield Static(id="picture-remark")
        yield KeyLine("help", "back", "over time", "who", "deadlines", "mentions", "figures", "week/month")

    def on_mount(self) -> None:
        self._read()

    def _read(self) -> None:
        self.remark.update(Flowing.of(say("counting…"), base=interface_base(), height=1))
        kind, by, of, names, labels = self.kind, self.by, self.of, self._names, self._labels

        def make(looked: Looked) -> Picture:
            maker = PictureMaker(looked.index, who=looked.who, labels=labels, ledger=looked.ledger)
            return maker.make(kind, by=by, of=of, names=names)

        self._lookups.find("picture", make, self._show)

    def _show(self, picture: Picture) -> None:
        if not is_standing(self) or (picture.kind, picture.by, picture.of) != (self.kind, self.by, self.of):
            return
        view = self.view
        theme = getattr(self.app, "reader_theme", None)
        view.series = list_series(picture, self._labels, is_colourless=bool(theme and theme.colourless))
        view.picture = picture
        many = len(picture.table.rows)
        view.at = 0 if picture.kind in (PictureKind.WHO, PictureKind.DEADLINES) else max(0, many - 1)
        self.figures.show(many + 1, at=view.at + 1)
        self._show_text(picture)
        view.refresh()

    # Showing

    def _show_text(self, picture: Picture) -> None:
        table = picture.table
        how = [say(_PERIODS[picture.by])] if picture.kind is not PictureKind.WHO else []
        how += [say(_ASPECTS[picture.of])] if picture.kind is PictureKind.TIMELINE else []
        if picture.seen_from is not None:
            how.append(say("from {day}", day=written_digits(picture.seen_from.isoformat())))
        title = " · ".join([say(_TITLES[picture.kind]), *([say(", ").join(how)] if how else [])])
        self.heading.update(Flowing.of(title, base=interface_base(), height=1))
        noun = MENTIONS if picture.kind is PictureKind.MENTIONS else COMMITMENTS
        parts = [counted(sum(table.totals), *noun)] if table.rows else [say("There is nothing to count yet")]
        parts += [say(_LEFT_OUT[picture.kind], number=table.left_out)] if table.left_out else []
        self.remark.update(Flowing.of(" · ".join(parts), base=interface_base(), height=1))
        self._show_current()

    def _show_current(self) -> None:
        picture, at = self.view.picture, self.view.at
        if picture is None or not picture.table.rows:
            self.legend.update("")
            return
        self.legend.update(Flowing(lambda width: self._draw_legend(picture, at, width)))

    def _draw_legend(self, picture: Picture, at: int, width: int) -> Content:
        """The counts of the current column, each with its ink: the figures, and the legend."""
        table, base = picture.table, interface_base()
        total = f"{name_row(table.rows[at], picture.kind)}: {number(sum(table.counts[at]))}"
        entries = [shaped(total, base=base, width=width).stylize("bold")]
        for each, count in zip(self.view.series, table.counts[at], strict=True):
            if picture.kind is PictureKind.WHO and not count:
                continue
            arrow = "→" if base == "ltr" else "←"
            mark = arrow if picture.kind is PictureKind.WHO else each.shade * 2
            name = shaped(each.name, base=base, width=min(40, width - 12))
            pieces = [Content.styled(mark, each.ink), name, Content.styled(number(count), "bold")]
            entries.append(arrange(pieces, base, divider=" "))
        return _flow(entries, width)

    def _draw_figures(self, at: int, width: int) -> Content:
        picture = self.view.picture
        if picture is None:
            return Content("")
        table = picture.table
        room = max(6, min(12, (width - _NAMES) // max(1, len(table.columns) + 1)))
        if at == 0:
            names = [each.name for each in self.view.series]
            cells = [shaped(name, width=room - 1) for name in (say("total"), *names)]
            look = "bold"
        else:
            counts = table.counts[at - 1]
            cells = [Content(number(count) if count else "·") for count in (sum(counts), *counts)]
            look = ""
        base = interface_base()
        name = put_at_start(
            shaped(name_row(table.rows[at - 1], picture.kind) if at else "", width=_NAMES), _NAMES, base
        )
        fits = (width - _NAMES) // room
        figures = [cell.pad_left(room - cell.cell_length) for cell in cells[:fits]]
        line = put_at_start(arrange([name, *figures], base, divider=""), width, base)
        return line.stylize(look) if look else line

    # Keys

    def action_move(self, count: int) -> None:
        """Go on by some columns or rows, or back."""
        self._go(self.view.at + count)

    def action_page(self, count: int) -> None:
        """Go on or back by a page."""
        self._go(self.view.at + count * max(1, self.view.per_page // 2))

    def action_edge(self, side: int) -> None:
        """Go to the last column or row (1), or to the first (-1)."""
        self._go(10**9 if side > 0 else 0)

    def _go(self, at: int) -> None:
        picture = self.view.picture
        if picture is not None and picture.table.rows:
            self.view.at = max(0, min(at, len(picture.table.rows) - 1))
            self.figures.move_to(self.view.at + 1)
            self._show_current()
            self.view.refresh()

    def action_show(self, kind: str) -> None:
        """Show another picture."""
        self.kind = PictureKind(kind)
        self._read()

    def action_period(self) -> None:
        """Cut time into weeks, or into months."""
        self.by = Period.MONTH if self.by is Period.WEEK else Period.WEEK
        self._read()

    def action_aspect(self) -> None:
        """Count types apart, or outcomes."""
        self.of = Aspect.OUTCOME if self.of is Aspect.TYPE else Aspect.TYPE
        self._read()

    def action_figures(self) -> None:
        """Show the figures, or the picture again."""
        self.figures.display = self.view.display
        self.view.display = not self.view.display

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def _flow(entries: Sequence[Content], width: int) -> Content:
    """The entries one after the other, in as many lines as they need."""
    base = interface_base()
    lines: list[Content] = []
    for entry in entries:
        if lines and lines[-1].cell_length + 3 + entry.cell_length <= width:
            lines[-1] = arrange([lines[-1], entry], base, divider="   ")
        else:
            lines.append(entry)
    return Content("\n").join(put_at_start(line, width, base) if base == "rtl" else line for line in lines)
