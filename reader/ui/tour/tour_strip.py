"""Shows the step of the tour at the top of a screen, above the text of which it speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.widgets import Static

from reader.ui.mirroring import interface_base
from reader.ui.reading.reading_order import arrange, cut_at_end, put_at_edges, put_at_start
from reader.ui.widgets.arabic_text import Flowing, paragraph, shaped

_GAP = "  "


class TourStrip(Static):
    """The titles of the steps, the way out, and below them what to press."""

    DEFAULT_CSS = """
    TourStrip {
        dock: top; height: auto; width: 100%; padding: 0 1; background: $surface; color: $foreground;
        border-bottom: hkey $accent;
    }
    """

    def say(self, titles: Sequence[str], done: int, way_out: str, sentence: str) -> None:
        """Show the titles of the steps, how many of these are done, the key that leaves, and what to press."""
        self.update(Flowing(_draw(titles, done, way_out, sentence)))


def _draw(titles: Sequence[str], done: int, way_out: str, sentence: str) -> Callable[[int], Content]:
    base = interface_base()

    def draw(width: int) -> Content:
        leave = shaped(way_out, base=base).stylize("$text-muted")
        room = width - leave.cell_length - len(_GAP)
        steps = arrange([_title(title, at, done) for at, title in enumerate(titles)], base, divider=_GAP)
        if steps.cell_length > room:
            # The step in hand is what counts.
            now = min(done, len(titles) - 1)
            steps = _title(titles[now], now, done)
        line = put_at_edges(cut_at_end(steps, max(room, 0), base), leave, width, base)
        said = paragraph(sentence, width, base=base)
        return Content("\n").join([line, *(put_at_start(each, width, base) for each in said.split("\n"))])

    return draw


def _title(title: str, at: int, done: int) -> Content:
    base = interface_base()
    if at < done:
        return arrange([Content("✓"), shaped(title)], base, divider=" ").stylize("$text-success")
    if at == done:
        return Content.assemble(" ", shaped(title), " ").stylize("bold reverse")
    return shaped(title).stylize("$text-muted")
