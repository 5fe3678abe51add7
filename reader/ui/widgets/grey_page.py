"""Draws the page behind a dialog in one grey, where the terminal has too few colours to dim each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen, ScreenResultType

_COVER = 0.6
"""The share of the page's background in its dimmed letters."""


class GreyPage(BackgroundScreen):
    """A screen in one style, whatever its own are."""

    def __init__(self, screen: Screen[Any], color: Color, style: Style) -> None:
        super().__init__(screen, color)
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for part in super().__rich_console__(console, options):
            if isinstance(part, Segment):
                yield part if part.control else Segment(part.text, self._style)


class Dialog(ModalScreen[ScreenResultType]):
    """A screen over another one, which stays in sight and is dimmed."""

    def render(self) -> RenderableType:
        """What lies behind the dialog."""
        return grey_where_needed(self.app, super().render())


def grey_where_needed(app: App[Any], behind: RenderableType) -> RenderableType:
    """What Textual draws behind a dialog, or the same in grey.

    Colours of 24 bits can be dimmed one by one. Of 256 or sixteen, the nearest one is taken, which may be brighter than
    what it dims and of another hue.
    """
    if not isinstance(behind, BackgroundScreen) or app.console.color_system == "truecolor":
        return behind
    return GreyPage(behind.screen, behind.color, _choose_style(app))


def _choose_style(app: App[Any]) -> Style:
    if app.console.color_system is None:
        return Style(dim=True)
    page = Color.parse(app.theme_variables["background"])
    if app.current_theme.ansi:
        return Style.from_color(Color.parse("ansi_bright_black").rich_color, page.rich_color)
    letters = Color.parse(app.theme_variables["foreground"]).blend(page, _COVER).monochrome
    return Style.from_color(letters.rich_color, page.rich_color)
