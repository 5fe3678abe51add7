"""A text field of several lines that shows Arabic shaped and in visual order while it is typed."""

from __future__ import annotations

from bisect import bisect_right
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Size
from textual.strip import Strip

from reader.layout import Base, lay_out
from reader.model import Span
from reader.ui.bindings import bindings_of
from reader.ui.widgets.arabic_input import ArabicInput
from reader.ui.widgets.field_caret import FieldLine


class NotesInput(ArabicInput):
    """A field for notes: it wraps its text, enter begins a new line, and ctrl+s or ctrl+enter submits."""

    DEFAULT_CSS = """
    NotesInput {
        height: 5;
        width: 1fr;
        background: $surface;
        color: $foreground;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("notes")
    takes_lines = True

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        base: Base | None = None,
        max_length: int = 20_000,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(value, placeholder=placeholder, base=base, max_length=max_length, id=id, classes=classes)
        self._top = 0
        """The index of the row that is shown first."""
        self._goal: int | None = None
        """The column that the up and down keys keep, until the caret moves otherwise."""

    def _lay_out(self) -> tuple[FieldLine, ...]:
        # The cell after the end of a line belongs to the caret.
        width = max(self.content_size.width - 1, 1)
        spans, start = [], 0
        for line in self.value.split("\n"):
            spans.append(Span(start, start + len(line)))
            start += len(line) + 1
        layout = lay_out(self.value, width, base=self._base, paragraphs=spans)
        return tuple(FieldLine(line) for line in layout.lines)

    def _row_index(self) -> int:
        return max(bisect_right(self.rows, self.cursor, key=lambda row: row.span.start) - 1, 0)

    @property
    def _row(self) -> FieldLine:
        return self.rows[self._row_index()]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the field."""
        width = self.content_size.width
        style = self.rich_style
        if y == 0 and not self.value and self.placeholder:
            return self._render_placeholder(self.rows[0], width, style)
        self._keep_caret_in_sight()
        index = self._top + y
        if index >= len(self.rows):
            return Strip.blank(width, style)
        return self._render_at(index, width, style)

    def _render_at(self, index: int, width: int, style: Style) -> Strip:
        row = self.rows[index]
        has_caret = self.has_focus and index == self._row_index()
        return self._render_row(row, self._left_of(row), width, style, has_caret=has_caret)

    def _left_of(self, row: FieldLine) -> int:
        """The column of a row that is shown at the left edge; white space that does not fit is out of sight."""
        return row.width - self.content_size.width if row.is_rtl else 0

    def _keep_caret_in_sight(self) -> None:
        index, height = self._row_index(), max(self.content_size.height, 1)
        self._top = min(max(self._top, index - height + 1), index)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines of the value, if the height is automatic."""
        return len(self.rows)

    def _on_resize(self, event: events.Resize) -> None:
        self._rows = None
        self.refresh()

    def _show_caret(self) -> None:
        self._goal = None
        if self.has_focus and self.content_size.width:
            self._keep_caret_in_sight()
            row = self._row
            offset = Offset(row.column_of(self.cursor) - self._left_of(row), self._row_index() - self._top)
            self.app.cursor_position = self.content_region.offset + offset

    def _offset_at(self, offset: Offset) -> int:
        row = self.rows[min(self._top + offset.y, len(self.rows) - 1)]
        return row.offset_at(offset.x + self._left_of(row))

    def action_line(self, count: int, extend: bool = False) -> None:
        """Move down by lines, or (negative) up, in the same column."""
        row, index = self._row, self._row_index() + count
        if not 0 <= index < len(self.rows):
            return
        goal = row.column_of(self.cursor) - self._left_of(row) if self._goal is None else self._goal
        target = self.rows[index]
        self._change(self._draft.move(target.offset_at(goal + self._left_of(target)), extend=extend))
        self._goal = goal

    def action_step(self, count: int, extend: bool = False) -> None:
        """Move by one cluster, to the right or (negative) to the left, and on to the line that is read next."""
        row = self._row
        beyond = row.step(self.cursor, count) is None
        if not beyond or (not extend and not self.selection.is_caret):
            super().action_step(count, extend)
        elif (count > 0) != row.is_rtl:
            self._change(self._draft.move(row.span.end + int(row.ends_paragraph), extend=extend))
        elif self._row_index() > 0:
            before = self.rows[self._row_index() - 1]
            self._change(self._draft.move(before.last, extend=extend))

    def action_break_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")
