"""A one-line text field that shows Arabic shaped and in visual order while it is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.layout import Base, Cell, lay_out
from reader.layout.ordering import find_base
from reader.model import Selection, Span
from reader.ui.bindings import bindings_of
from reader.ui.widgets.arabic_text import shaped_str
from reader.ui.widgets.draft import Draft, clean_typed
from reader.ui.widgets.field_caret import FieldLine

_UNBOUNDED = 1_000_000


class ArabicInput(Widget, can_focus=True):
    """A text field for Arabic and other scripts: its value is in logical order, its cells in visual order.

    The direction follows the first strong character. The left and right keys move in visual order; home, end and the
    keys for words move in logical order.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "arabic-input--caret",
        "arabic-input--selection",
        "arabic-input--placeholder",
    }
    DEFAULT_CSS = """
    ArabicInput {
        height: 1;
        width: 1fr;
        background: $surface;
        color: $foreground;
    }
    ArabicInput > .arabic-input--caret {
        background: $input-cursor-background; color: $input-cursor-foreground; text-style: $input-cursor-text-style;
    }
    ArabicInput > .arabic-input--selection { background: $input-selection-background; }
    ArabicInput > .arabic-input--placeholder { color: $text-disabled; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("field")
    takes_lines: ClassVar[bool] = False

    class _Said(Message):
        def __init__(self, control: ArabicInput, value: str) -> None:
            super().__init__()
            self.input = control
            self.value = value

        @property
        def control(self) -> ArabicInput:
            """The field that sent the message."""
            return self.input

    class Changed(_Said):
        """The value has changed."""

    class Submitted(_Said):
        """The value has been confirmed."""

    class Cancelled(_Said):
        """The field is to be left without any effect."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        base: Base | None = None,
        max_length: int = 2_000,
        submits: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.placeholder = placeholder
        self._base = base
        self._max_length = max_length
        self._submits = submits
        """Whether the key that confirms is the field's, or is left to what stands around it."""
        self._hidden = 0
        """How many cells of the line's beginning are scrolled out of sight."""
        self._draft = Draft(value, Selection.caret(len(value)))
        self._rows: tuple[FieldLine, ...] | None = None

    @property
    def value(self) -> str:
        """The text, in logical order."""
        return self._draft.text

    @value.setter
    def value(self, text: str) -> None:
        self._change(Draft(text, Selection.caret(len(text))))

    @property
    def cursor(self) -> int:
        """The caret's offset, in code points."""
        return self._draft.selection.head

    @cursor.setter
    def cursor(self, offset: int) -> None:
        self._change(self._draft.move(offset))

    @property
    def selection(self) -> Selection:
        """The selection, as offsets in code points."""
        return self._draft.selection

    def insert(self, text: str) -> None:
        """Insert a text at the caret, in place of the selection."""
        room = self._max_length - len(self.value) + len(self._draft.selection.span)
        self._change(self._draft.insert(clean_typed(text, lines=self.takes_lines)[: max(room, 0)]))

    # Drawing

    @property
    def rows(self) -> tuple[FieldLine, ...]:
        """The laid-out lines of the value."""
        if self._rows is None:
            self._rows = self._lay_out()
        return self._rows

    def _lay_out(self) -> tuple[FieldLine, ...]:
        base = self._base or find_base(self.value) or find_base(self.placeholder) or "ltr"
        whole = [Span(0, len(self.value))]
        return (FieldLine(lay_out(self.value, _UNBOUNDED, base=base, paragraphs=whole).lines[0]),)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the field."""
        width = self.content_size.width
        style = self.rich_style
        if y > 0:
            return Strip.blank(width, style)
        row = self.rows[0]
        if not self.value and self.placeholder:
            return self._render_placeholder(row, width, style)
        return self._render_row(row, self._left_edge(row, width), width, style, has_caret=self.has_focus)

    def _render_placeholder(self, row: FieldLine, width: int, style: Style) -> Strip:
        """Draw the placeholder beside the caret."""
        look = self.get_component_rich_style("arabic-input--placeholder")
        room = max(width - 1, 0)
        text = shaped_str(self.placeholder, base="rtl" if row.is_rtl else "ltr", width=room, fill=True)
        caret = Segment(" ", self.get_component_rich_style("arabic-input--caret") if self.has_focus else style)
        pieces = [Segment(text, look), caret] if row.is_rtl else [caret, Segment(text, look)]
        return Strip(pieces).adjust_cell_length(width, style)

    def _left_edge(self, row: FieldLine, width: int) -> int:
        """The column of the row that is shown at the left edge; negative if blank cells come first."""
        caret = row.column_of(self.cursor)
        distance = row.width - 1 - caret if row.is_rtl else caret
        self._hidden = max(min(self._hidden, row.width - width), 0)
        self._hidden = min(max(self._hidden, distance - width + 1), distance)
        return row.width - width - self._hidden if row.is_rtl else self._hidden

    def _render_row(self, row: FieldLine, left: int, width: int, style: Style, *, has_caret: bool) -> Strip:
        caret_style = self.get_component_rich_style("arabic-input--caret")
        selection_style = self.get_component_rich_style("arabic-input--selection")
        selected = self.selection.span
        caret = row.cluster_at(self.cursor) if has_caret else None
        segments = [Segment(" " * -left, style)] if left < 0 else []
        column = 0
        for cell in row.cells:
            look = style
            if cell.span.overlaps(selected):
                look = selection_style
            if cell.span == caret:
                look = caret_style
            segments.extend(_cut_cell(cell, column - left, width, look))
            column += cell.width
        return Strip(segments).adjust_cell_length(width, style)

    def columns_of(self, span: Span) -> list[int]:
        """The visible columns of the first line in which a stretch of the value stands; at its end, the next cell."""
        row, width = self.rows[0], self.content_size.width
        column = -self._left_edge(row, width)
        found = []
        for cell in row.cells:
            if cell.span.overlaps(span) or cell.span == span:
                found += [each for each in range(column, column + cell.width) if 0 <= each < width]
            column += cell.width
        return found

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width of the container: the field takes all the room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    # Changing

    def _change(self, draft: Draft) -> None:
        changed = draft.text != self.value
        self._draft = draft
        if changed:
            self._rows = None
        if self.is_mounted:
            self._show_caret()
            if changed:
                self.post_message(self.Changed(self, self.value))
        self.refresh()

    def _show_caret(self) -> None:
        """Report the caret's place to the terminal, for input methods that open a window beside it."""
        if self.has_focus and self.content_size.width:
            row = self.rows[0]
            column = row.column_of(self.cursor) - self._left_edge(row, self.content_size.width)
            self.app.cursor_position = self.content_region.offset + Offset(column, 0)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key types something here, so that it must not act as a shortcut."""
        if character is None or key.startswith("alt+"):
            return False
        # In a terminal, enter and tab come with a control character, which must not be typed.
        is_control = any(unicodedata.category(each) == "Cc" for each in character)
        return not is_control and bool(clean_typed(character))

    async def _on_key(self, event: events.Key) -> None:
        if self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self.insert(event.character or "")

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert(event.text)

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        offset = event.get_content_offset(self)
        if offset is not None:
            event.stop()
            self._change(self._draft.move(self._offset_at(offset), extend=event.shift))

    def _offset_at(self, offset: Offset) -> int:
        row = self.rows[0]
        return row.offset_at(offset.x + self._left_edge(row, self.content_size.width))

    def _on_focus(self, event: events.Focus) -> None:
        self._show_caret()
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw again in the new colours."""
        super().notify_style_update()
        self.refresh()

    # Actions

    @property
    def _row(self) -> FieldLine:
        """The row that the caret is in."""
        return self.rows[0]

    def action_step(self, count: int, extend: bool = False) -> None:
        """Move by one cluster, to the right or (negative) to the left."""
        selection = self.selection
        if not extend and not selection.is_caret:
            pick: Callable[..., int] = max if count > 0 else min
            self._change(self._draft.move(pick(selection, key=self._row.column_of)))
            return
        target = self._row.step(self.cursor, count)
        if target is not None:
            self._change(self._draft.move(target, extend=extend))

    def action_word(self, count: int, extend: bool = False) -> None:
        """Move by one word, to the right or (negative) to the left of the line's direction."""
        forward = (count > 0) != self._row.is_rtl
        target = self._draft.word_end() if forward else self._draft.word_start()
        self._change(self._draft.move(target, extend=extend))

    def action_line_start(self, extend: bool = False) -> None:
        """Move to the start of the line."""
        self._change(self._draft.move(self._draft.line().start, extend=extend))

    def action_line_end(self, extend: bool = False) -> None:
        """Move to the end of the line."""
        self._change(self._draft.move(self._draft.line().end, extend=extend))

    def action_erase_back(self) -> None:
        """Erase the selection, or the code point before the caret."""
        self._change(self._draft.erase_back())

    def action_erase_cluster(self) -> None:
        """Erase the selection, or the cluster after the caret."""
        cluster = self._row.cluster_at(self.cursor)
        # At the end of a line, the cluster is the line end.
        end = cluster.end if cluster.end > self.cursor else min(self.cursor + 1, len(self.value))
        self._change(self._draft.erase(Span(self.cursor, end)))

    def action_erase_to_start(self) -> None:
        """Erase the line up to the caret."""
        self._change(self._draft.erase(Span(self._draft.line().start, self.cursor)))

    def action_erase_to_end(self) -> None:
        """Erase the line from the caret on."""
        self._change(self._draft.erase(Span(self.cursor, self._draft.line().end)))

    def action_erase_word(self) -> None:
        """Erase the word before the caret."""
        self._change(self._draft.erase(Span(self._draft.word_start(), self.cursor)))

    def action_select_all(self) -> None:
        """Select the whole value."""
        self._change(self._draft.select_all())

    def action_copy(self) -> None:
        """Copy the selection, in logical order."""
        if self._draft.selected:
            self.app.copy_to_clipboard(self._draft.selected)

    def action_cut(self) -> None:
        """Copy the selection and erase it."""
        if self._draft.selected:
            self.action_copy()
            self._change(self._draft.erase_back())

    def action_paste(self) -> None:
        """Insert the text last copied in the reader; the terminal's own paste brings text from other programs."""
        self.insert(self.app.clipboard)

    def action_submit(self) -> None:
        """Say that the value is meant."""
        if not self._submits:
            raise SkipAction
        self.post_message(self.Submitted(self, self.value))

    def action_cancel(self) -> None:
        """Ask to leave the field without any effect."""
        self.post_message(self.Cancelled(self, self.value))


def _cut_cell(cell: Cell, column: int, width: int, style: Style) -> list[Segment]:
    """A cell as one segment, or spaces for the part of it that lies inside the field."""
    inside = min(column + cell.width, width) - max(column, 0)
    if inside <= 0:
        return []
    return [Segment(cell.glyph if inside == cell.width else " " * inside, style)]
