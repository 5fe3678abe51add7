"""Draws a row of the list of entities: which columns have room, and what stands in them."""

from __future__ import annotations

from textual.content import Content

from reader.labels import LabelSet
from reader.library.entity_pages.entity_listing import EntityRow
from reader.ui.mirroring import interface_base
from reader.ui.reading.reading_order import arrange
from reader.ui.widgets.arabic_text import shaped
from reader.wording import either, number, say, sayable

_MARK = 2
_COUNT = 9
"""The width of a count, with the gap before it."""
_COUNTS = ((sayable("mentions"), 0), (sayable("articles"), 60), (sayable("commitm."), 76))
"""The counts, and the width of the list from which on each is shown, in cells."""
_LABEL, _LABEL_FROM = 13, 50
_GLOSS, _GLOSS_FROM = 26, 84
"""The widths of label and English name, and the width of the list from which on each is shown."""


def draw_entity_headings(width: int) -> Content:
    """The names of the columns."""
    counts = [_right(shaped(say(name)), _COUNT) for name, least in _COUNTS if width >= least]
    label = _beside(shaped(say("label")), _LABEL) if width >= _LABEL_FROM else None
    gloss = _left(shaped(say("English")), _gloss(width)) if width >= _GLOSS_FROM else None
    return _join(" ", counts, label, gloss, say("entity"), width)


def draw_entity(row: EntityRow, width: int, labels: LabelSet, *, is_marked: bool) -> Content:
    """A row of the list."""
    counts = (row.mentions, row.articles, row.commitments)
    shown = [count for count, (_, least) in zip(counts, _COUNTS, strict=True) if width >= least]
    cells = [_right(Content(number(count) if count else ""), _COUNT).stylize("$muted") for count in shown]
    named = labels.named(row.label)
    label = gloss = None
    if width >= _LABEL_FROM:
        name = shaped(either(named.english, named.arabic), base=interface_base(), width=_LABEL - 1)
        label = _beside(name, _LABEL).stylize(f"$label-{named.colour}-colour")
    if width >= _GLOSS_FROM:
        gloss = _left(shaped(row.gloss, base="ltr", width=_gloss(width) - 1), _gloss(width)).stylize("$muted")
    several = f" ({number(len(row.names))})" if len(row.names) > 1 else ""
    return _join("x" if is_marked else " ", cells, label, gloss, f"{row.name}{several}", width)


def _join(
    mark: str, counts: list[Content], label: Content | None, gloss: Content | None, name: str, width: int
) -> Content:
    """A row; the name stands at the right, in English as the last column and in Arabic as the first."""
    between = [each for each in (label, gloss) if each is not None]
    gap = Content("  " if label is not None else "")
    used = _MARK + sum(cell.cell_length for cell in (*counts, gap, *between)) + 1
    entity = shaped(name, base="rtl", width=max(4, width - used), fill=True)
    if interface_base() == "rtl":
        cells = [Content(mark.rjust(_MARK)), entity, Content(" "), *between, gap, *counts]
        return arrange(cells, "rtl", divider="")
    return Content.assemble(mark.ljust(_MARK), *counts, gap, *between, " ", entity)


def _right(cell: Content, width: int) -> Content:
    return cell.pad_left(max(0, width - cell.cell_length))


def _left(cell: Content, width: int) -> Content:
    return cell.pad_right(max(0, width - cell.cell_length))


def _beside(cell: Content, width: int) -> Content:
    """A cell whose words stand where reading begins."""
    return _right(cell, width) if interface_base() == "rtl" else _left(cell, width)


def _gloss(width: int) -> int:
    return _GLOSS + max(0, (width - 120) // 3)
