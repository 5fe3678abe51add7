"""A list of one-line rows that are drawn when they come into sight, so that ten thousand cost no more than ten."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

Draw = Callable[[int, int], Content]
"""Gives a row, by index, for a width in cells."""


class RowList(ScrollView, can_focus=False):
    """Rows from top to bottom, one of them the current one; the screen that owns it moves it by keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--row", "row-list--current"}
    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-x: hidden; }
    RowList > .row-list--row { color: $foreground; }
    RowList > .row-list--current { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self._draw = draw
        self.count = 0
        self.at = 0
        """The current row."""

    def show(self, count: int, *, at: int | None = None) -> None:
        """Show so many rows; the current one stays unless another is given."""
        self.count = count
        self.virtual_size = Size(self.scrollable_content_region.width, count)
        self.move_to(self.at if at is None else at)

    def move_to(self, at: int) -> None:
        """Make a row the current one, or the nearest there is, and bring it into sight."""
        self.at = max(0, min(at, self.count - 1))
        self.scroll_to_region(Region(0, self.at, 1, 1), animate=False, force=True)
        self.refresh()

    def move(self, count: int) -> None:
        """Go so many rows down, or up."""
        self.move_to(self.at + count)

    def page(self) -> int:
        """Rows that are in sight together."""
        return max(self.scrollable_content_region.height - 1, 1)

    def on_resize(self) -> None:
        self.show(self.count)

    def render_line(self, y: int) -> Strip:
        """One row with a blank on either side; VTE loses direction marks in its first column."""
        width = self.scrollable_content_region.width
        at = self.scroll_offset.y + y
        if at >= self.count or width < 4:
            return Strip.blank(width, self.rich_style)
        look = "row-list--current" if at == self.at else "row-list--row"
        style = self.get_visual_style(look)
        # A segment for each piece of Content keeps marks with their letters when something covers the line.
        pieces = self._draw(at, width - 2).render_segments(style)
        blank = Segment(" ", style.rich_style)
        return Strip([blank, *pieces, blank]).adjust_cell_length(width, style.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        at = self.scroll_offset.y + event.y
        if at < self.count:
            self.move_to(at)
            self.post_message(self.Chosen(at))
