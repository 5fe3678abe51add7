"""Offers every action and every theme in the command palette, by its English or its Arabic name.

Both names are found, since the analyst types in either layout; in Arabic, only the Arabic one is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from rich.console import RenderableType
from rich.segment import Segment
from textual._widget_navigation import Direction
from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.types import IgnoreReturnCallbackType
from textual.widget import Widget
from textual.widgets import Label, LoadingIndicator

from reader.arabic.words import fold
from reader.layout import lay_out
from reader.layout.ordering import find_base
from reader.model import Span
from reader.settings.definitions import Config
from reader.ui.actions import ACTIONS
from reader.ui.bindings import find_heard, keys_of
from reader.ui.key_reference import name_key
from reader.ui.mirroring import in_order, is_mirrored
from reader.ui.reading.reading_order import arrange, put_at_start
from reader.ui.widgets.arabic_text import shaped
from reader.ui.widgets.field_caret import FieldLine
from reader.ui.widgets.grey_page import grey_where_needed
from reader.ui.widgets.reversing import add_reverse
from reader.wording import say

_UNBOUNDED = 1_000_000
_EDGES = 6
"""The cells of the list's width that its rows cannot use: their padding, and the scroll bar."""
_LEAST_ARABIC = 6
"""The least width of an Arabic name, in cells; a shorter piece of it would not be understood."""


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of the palette."""

    english: str
    arabic: str
    keys: tuple[str, ...]
    run: IgnoreReturnCallbackType

    def draw(self, width: int) -> Content:
        """The names and the keys on a line for a list; if there is too little room, the Arabic name is cut."""
        names = shaped(" ".join(map(name_key, self.keys)), base="ltr")
        if is_mirrored():
            arabic = shaped(self.arabic, base="rtl", width=max(width - names.cell_length - 2, _LEAST_ARABIC))
            return put_at_start(arrange([arabic, names.stylize("dim")], "rtl", divider="  "), width, "rtl")
        keys = Content.assemble("  ", names) if self.keys else Content("")
        english = shaped(self.english, base="ltr")
        room = width - english.cell_length - keys.cell_length - 2
        arabic = Content.assemble("  ", shaped(self.arabic, width=room)) if room >= _LEAST_ARABIC else Content("")
        return Content.assemble(english, arabic, keys.stylize("dim"))

    @property
    def text(self) -> str:
        """Both names as they are written."""
        return f"{self.english} {self.arabic}"

    def score(self, query: str) -> float:
        """The rank for a folded query, 0 if it does not match: first names that begin with it, then words that do."""
        names = [fold(self.english), fold(self.arabic)]
        if not all(any(word in name for name in names) for word in query.split()):
            return 0.0
        if any(name.startswith(query) for name in names):
            return 1.0
        return 0.8 if any(f" {query}" in name or f" ال{query}" in name for name in names) else 0.5


class ActionCommands(Provider):
    """The actions whose keys work on the screen from which the palette was opened."""

    def commands(self) -> Iterator[Command]:
        """The commands that are offered now."""
        config: Config = getattr(self.app, "config", Config())
        heard = find_heard(self.screen)
        for action in getattr(self.app, "actions", ACTIONS):
            if action.palette and action.where in heard:
                run = partial(self.app.run_action, action.runs, heard[action.where])
                yield Command(action.english, action.arabic, keys_of(action, config), run)

    async def discover(self) -> Hits:
        """List every action before anything is typed."""
        width = self.app.size.width - _EDGES
        for command in self.commands():
            if not command.english.startswith("Theme: "):
                yield DiscoveryHit(command.draw(width), command.run, text=command.text)

    async def search(self, query: str) -> Hits:
        """Find the commands for a query in either language, in whatever spelling."""
        folded = fold(query).strip()
        width = self.app.size.width - _EDGES
        for command in self.commands():
            score = command.score(folded)
            if score:
                yield Hit(score, command.draw(width), command.run, text=command.text)


class ReaderCommands(ActionCommands):
    """The actions, and the themes."""

    def commands(self) -> Iterator[Command]:
        """The commands that are offered now."""
        yield from super().commands()
        named = getattr(self.app, "themes", {})
        # The reader's own themes come before Textual's.
        for name in sorted(self.app.available_themes, key=lambda name: name not in named):
            theme = named.get(name)
            english, arabic = (theme.english, theme.arabic) if theme else (name, "")
            yield Command(f"Theme: {english}", f"سمة: {arabic or name}", (), partial(setattr, self.app, "theme", name))


class _ShapedInput(CommandInput):
    """The palette's own field, drawn in reading order; its value and its keys are Textual's."""

    def render_line(self, y: int) -> Strip:
        if y == 0 and not self.value and is_mirrored():
            hint = shaped(self.placeholder).stylize(self.get_visual_style("input--placeholder"))
            start = Content.styled(" ", self.get_visual_style("input--cursor"))
            whole = put_at_start(arrange([start, hint], "rtl", divider=""), self.content_size.width, "rtl")
            return Strip(whole.render_segments(self.visual_style))
        if y != 0 or find_base(self.value) != "rtl":
            return super().render_line(y)
        width = self.content_size.width
        row = FieldLine(lay_out(self.value, _UNBOUNDED, base="rtl", paragraphs=[Span(0, len(self.value))]).lines[0])
        style, caret_style = self.rich_style, self.get_component_rich_style("input--cursor")
        caret = row.cluster_at(self.cursor_position)
        segments = [Segment(cell.glyph, caret_style if cell.span == caret else style) for cell in row.cells]
        left = max(row.width - width, 0)
        strip = Strip([Segment(" " * max(width - row.width, 0), style), *segments])
        return strip.crop(left, left + width)


class _Commands(CommandList):
    """The palette's own list, with the chosen row reversed where the theme wishes it.

    A row is never wrapped: it is in visual order, which wrapping would break.
    """

    DEFAULT_CSS = "_Commands { text-wrap: nowrap; text-overflow: ellipsis; }"

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The style of the classes."""
        style = super().get_visual_style(*component_classes, partial=partial)
        return add_reverse(self, style, *component_classes)

    def _move_page(self, direction: Direction) -> None:
        # In a window so low that no row is visible, Textual's list has no lines to count.
        if self.scrollable_content_region:
            super()._move_page(direction)


class ReaderPalette(CommandPalette):
    """Textual's palette with a field that shows Arabic as it is read."""

    def render(self) -> RenderableType:
        """What lies behind the palette."""
        return grey_where_needed(self.app, super().render())

    def compose(self) -> ComposeResult:
        # The same as in Textual 8.2.8, except for the field and the list.
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                # Instead of Textual's magnifying glass, which fonts for terminals lack.
                parts: tuple[Widget, ...] = (
                    Label("/"),
                    _ShapedInput(placeholder=say("Search"), select_on_focus=False),
                )
                yield from in_order(*parts)
            with Vertical(id="--results"):
                yield _Commands()
                yield LoadingIndicator()
