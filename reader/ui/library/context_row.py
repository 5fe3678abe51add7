"""Draws a line of a concordance: what was found stands in one column, in wide windows with day and outlet beside it."""

from __future__ import annotations

from pathlib import PurePath

from textual.content import Content
from textual.style import Style

from reader.layout import Base
from reader.layout.direction import has_backward_letter
from reader.library.queries.concordance import ContextLine
from reader.model import Span
from reader.ui.mirroring import interface_base, keep_together
from reader.ui.reading.reading_order import arrange, put_at_start
from reader.ui.widgets.arabic_text import aligned, shaped
from reader.wording import written_digits

_WIDE = 100
"""The least width of a row that has room for day and outlet, in cells."""
_DAY, _OUTLET, _GAP = 10, 16, 2
_HIT = 10
"""The width of a usual hit, in cells: as much more than half of the row is left of the column at which hits end."""


def draw_origin(line: ContextLine, width: int) -> Content:
    """The article of a line of the results for a width in cells: its title, and where it comes from."""
    parts = _write_day(line), line.outlet, keep_together(PurePath(line.place).name)
    place = shaped(" · ".join(filter(None, parts)), base=interface_base(), width=width // 2)
    room = width - place.cell_length - _GAP
    return Content.assemble(place, " " * _GAP, shaped(line.title, base="rtl", width=room, fill=True))


def draw_context(line: ContextLine, width: int, *, look: Style) -> Content:
    """A line of the results for a width in cells, with what was found in a style of its own."""
    before = line.before + " " * (bool(line.before) and line.blank_before)
    text = f"{before}{line.keyword}{' ' * line.blank_after}{line.after}"
    hit = Span(len(before), len(before) + len(line.keyword))
    base: Base = "rtl" if has_backward_letter(text) else "ltr"
    beside = Content("")
    if width >= _WIDE:
        way, gap = interface_base(), Content(" " * _GAP)
        day = put_at_start(shaped(_write_day(line)), _DAY, way)
        outlet = put_at_start(shaped(line.outlet, width=_OUTLET), _OUTLET, way)
        beside = Content.assemble(arrange([day, outlet], way, divider=gap), gap).stylize("dim")
    room = width - beside.cell_length
    return Content.assemble(
        beside, aligned(text, hit, base=base, width=room, edge=(room + _HIT) // 2, styles=[(hit, look)])
    )


def _write_day(line: ContextLine) -> str:
    return written_digits(line.day.isoformat()) if line.day else ""
