"""A list of rows that are drawn only when they come into sight, so that ten thousand cost no more than ten."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.mirroring import is_mirrored
from reader.ui.widgets.readable_row import make_readable
from reader.ui.widgets.reversing import add_reverse

Draw = Callable[[int, int], Content]
"""A function that draws a row, by its index, for a width in cells; a row of several lines has line breaks."""

EDGES = 3
"""Cells beside a row: a blank one at each side, since VTE loses direction marks in its first column, and the scroll bar
where reading ends."""
_WHEEL = 3
"""How many lines one step of the mouse wheel scrolls."""


class RowList(Widget, can_focus=False):
    """A list of rows, one of which is the current one; the screen that owns the list moves it by keys."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--row", "row-list--current", "row-list--bar"}
    DEFAULT_CSS = """
    RowList { height: 1fr; }
    RowList > .row-list--row { color: $foreground; }
    RowList > .row-list--current { background: $block-cursor-background; color: $block-cursor-foreground; }
    RowList > .row-list--bar { color: $border; }
    """

    class Chosen(Message):
        """A row was clicked, or picked with enter."""

        def __init__(self, rows: RowList, index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self._draw = draw
        self._tops: Sequence[int] = (0,)
        """The line at which each row begins, and the line after the last row."""
        self._first = 0
        """The line at the top of the list's visible part."""
        self._drawn: dict[int, list[tuple[Strip, Strip]]] = {}
        """The lines of the rows that have been drawn, each without the bar and with it."""
        self._bar = range(0)
        """The visible lines that have the bar beside them."""
        self.at = 0
        """The index of the current row."""

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self._tops) - 1

    def show(
        self,
        count: int,
        *,
        at: int | None = None,
        lines: Sequence[int] | None = None,
        stays: Callable[[int], bool] | None = None,
    ) -> None:
        """Show `count` rows, of one line each or of as many as `lines` says.

        The current row stays the same unless `at` gives another. All rows are drawn again, except those, by index, for
        which `stays` says that they show the same as before.
        """
        self._tops = range(count + 1) if lines is None else tuple(accumulate(lines, initial=0))
        if stays is None:
            self._drawn.clear()
        else:
            self._drawn = {row: drawn for row, drawn in self._drawn.items() if row < count and stays(row)}
        self.refresh()
        self.move_to(self.at if at is None else at)

    def draw_ahead(self, rows: range) -> bool:
        """Draw the next of some rows that is not drawn yet, before it comes into sight; return whether one was."""
        width = self.size.width
        row = next((row for row in rows if 0 <= row < self.count and row != self.at and row not in self._drawn), None)
        if row is None or width <= EDGES:
            return False
        self._lines(row, width)
        return True

    def redraw(self) -> None:
        """Draw every row again, after a change of the theme or of what the rows show."""
        self._drawn.clear()
        self.refresh()

    def move_to(self, at: int) -> None:
        """Make a row the current one, or the nearest row there is, and bring it into sight."""
        before, self.at = self.at, max(0, min(at, self.count - 1))
        if self._reveal():
            self.refresh()
            return
        for row in {before, self.at}:
            if row < self.count:
                top, end = self._tops[row], self._tops[row + 1]
                self.refresh(Region(0, top - self._first, self.size.width, end - top))

    def move(self, count: int) -> None:
        """Go down by `count` rows, or up if it is negative."""
        self.move_to(self.at + count)

    def page(self) -> int:
        """The number of rows that are visible together."""
        last = self._row_at(self._first + self.size.height - 1)
        return max(last - self._row_at(self._first), 1)

    def notify_style_update(self) -> None:
        """Draw every row again, since the colours have changed."""
        super().notify_style_update()
        self._drawn.clear()

    def on_resize(self) -> None:
        self.redraw()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        line, width = self._first + y, self.size.width
        if line >= self._tops[-1] or width <= EDGES:
            return Strip.blank(width, self.rich_style)
        at = self._row_at(line)
        drawn, offset = self._lines(at, width), line - self._tops[at]
        return drawn[offset][y in self._bar] if offset < len(drawn) else Strip.blank(width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        line = self._first + event.y
        if line < self._tops[-1]:
            at = self._row_at(line)
            if self.is_choosable(at):
                self.move_to(at)
                self.post_message(self.Chosen(self, at))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(-_WHEEL)

    def is_choosable(self, at: int) -> bool:
        """Whether a row, by its index, may be the current one; headings, in lists that have them, may not."""
        return True

    def _row_at(self, line: int) -> int:
        return max(0, min(bisect_right(self._tops, line), self.count) - 1)

    def _reveal(self) -> bool:
        """Scroll as little as needed to show the current row; whether that moved anything."""
        top, end = (self._tops[self.at], self._tops[self.at + 1]) if self.count else (0, 0)
        first = min(top, max(self._first, end - self.size.height))
        return self._go_to(first)

    def _scroll(self, lines: int) -> None:
        if self._go_to(self._first + lines):
            self.refresh()

    def _go_to(self, first: int) -> bool:
        before, total, height = self._first, self._tops[-1], self.size.height
        self._first = max(0, min(first, total - height))
        start = self._first * height // max(total, 1)
        self._bar = (
            range(start, max(start + 1, (self._first + height) * height // total)) if total > height else range(0)
        )
        return self._first != before

    def _lines(self, at: int, width: int) -> list[tuple[Strip, Strip]]:
        """A row's lines without the bar and with it; the current row's are not kept, since they look different."""
        if at != self.at and at in self._drawn:
            return self._drawn[at]
        is_current = at == self.at and self.is_choosable(at)
        look = "row-list--current" if is_current else "row-list--row"
        style = add_reverse(self, self.get_visual_style(look), look)
        apart = self.get_visual_style("row-list--row")
        ink = self.get_component_rich_style("row-list--bar")
        blank = Segment(" ", style.rich_style)
        drawn = []
        lines = self._draw(at, width - EDGES).split("\n", allow_blank=True)
        for number, line in enumerate(lines, 1):
            if is_current and number == len(lines) > 1 and not line.plain.strip():
                # A blank last line sets the row apart from the next one, and is no part of it.
                style, blank = apart, Segment(" ", apart.rich_style)
            # A segment for each piece of Content keeps marks with their letters when something covers the line.
            pieces = line.render_segments(style)
            if is_current:
                pieces = [Segment(text, inked and make_readable(inked, style.rich_style)) for text, inked, _ in pieces]
            row = Strip([blank, *pieces]).adjust_cell_length(width - 1, style.rich_style)
            if is_mirrored():
                plain, barred = (Strip([Segment(sign, ink), *row], width) for sign in (" ", "▌"))
            else:
                plain, barred = (Strip([*row, Segment(sign, ink)], width) for sign in (" ", "▐"))
            drawn.append((plain, barred))
        if not is_current:
            self._drawn[at] = drawn
        return drawn
