"""An application over whose Arabic lines small boxes come and go, so that only parts of lines are drawn again.

Its argument is what display.bidi may be. Pressing "b" shows the boxes, pressing it again takes them away.
"""

import sys

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.drivers.linux_driver import LinuxDriver
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from reader.layout import lay_out
from reader.ui.terminal.sequences import detect_terminal, driver_class

TEXT = "\n".join(["أعلن وزير الخارجية في بيان 12 (مايو) أن بلاده ستوقع على اتفاق NATO خلال أيام."] * 6)


class Lines(Widget):
    """The text, right-aligned in 60 cells with one blank cell at the left."""

    layout_lines = lay_out(TEXT, 58).lines

    def render_line(self, y: int) -> Strip:
        if y >= len(self.layout_lines):
            return Strip.blank(60)
        line = self.layout_lines[y]
        styles = (None, Style.parse("bold on #224466"), Style.parse("italic"))
        cells = [Segment(cell.glyph, styles[place // 7 % 3]) for place, cell in enumerate(line.cells)]
        return Strip([Segment(" " * (59 - line.width)), *cells, Segment(" ")]).simplify()


class Overlay(App[None]):
    """A panel, the lines, and two boxes above them."""

    CSS = """
    Screen { layers: below above; }
    #panel { width: 20; border: solid white; }
    Lines { width: 60; }
    .box { layer: above; width: 12; height: 2; background: #333333; display: none; position: absolute; }
    #one { offset: 30 1; }
    #two { offset: 14 4; }
    """
    BINDINGS = [("b", "toggle_boxes")]

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("\ufec1\ufeae\ufeb7 12", id="panel")
            yield Lines()
        yield Static("Latin", id="one", classes="box")
        yield Static("\ufec1\ufeae\ufeb7", id="two", classes="box")

    def action_toggle_boxes(self) -> None:
        for box in self.query(".box"):
            box.display = not box.display


if __name__ == "__main__":
    Overlay(driver_class=driver_class(detect_terminal(bidi=sys.argv[1]), LinuxDriver)).run()
