"""Draws a row of the list of entities: which columns have room, and what stands in them."""

from __future__ import annotations

from textual.content import Content

from reader.labels import LabelSet
from reader.library.entity_pages.entity_listing import EntityRow
from reader.ui.widgets.arabic_text import shaped

_MARK = 2
_COUNT = 9
"""The width of a count, with the gap before it."""
_COUNTS = (("mentions", 0), ("articles", 60), ("commitm.", 76))
"""The counts, and the width of the list from which on each is shown, in cells."""
_LABEL, _LABEL_FROM = 13, 50
_GLOSS, _GLOSS_FROM = 26, 84
"""The widths of label and English name, and the width of the list from which on each is shown."""


def draw_entity_headings(width: int) -> Content:
    """The names of the columns."""
    cells = [name.rjust(_COUNT) for name, least in _COUNTS if width >= least]
    cells += [f"  {'label':{_LABEL}}"] if width >= _LABEL_FROM else []
    cells += [f"{'English':{_gloss(width)}}"] if width >= _GLOSS_FROM else []
    line = Content(" " * _MARK + "".join(cells))
    room = max(4, width - line.cell_length - 1)
    return Content.assemble(line, " ", shaped("entity · الكيان", base="rtl", width=room, fill=True))


def draw_entity(row: EntityRow, width: int, labels: LabelSet, *, is_marked: bool) -> Content:
    """A row of the list."""
    counts = (row.mentions, row.articles, row.commitments)
    shown = [count for count, (_, least) in zip(counts, _COUNTS, strict=True) if width >= least]
    pieces: list[Content | tuple[str, str] | str] = ["x " if is_marked else "  "]
    pieces += [((f"{count:,}" if count else "").rjust(_COUNT), "$muted") for count in shown]
    label = labels.named(row.label)
    if width >= _LABEL_FROM:
        name = shaped(label.english, base="ltr", width=_LABEL - 1)
        pieces += ["  ", name.pad_right(_LABEL - name.cell_length).stylize(f"$label-{label.colour}-colour")]
    if width >= _GLOSS_FROM:
        gloss = shaped(row.gloss, base="ltr", width=_gloss(width) - 1)
        pieces.append(gloss.pad_right(_gloss(width) - gloss.cell_length).stylize("$muted"))
    line = Content.assemble(*pieces)
    several = f" ({len(row.names)})" if len(row.names) > 1 else ""
    room = max(4, width - line.cell_length - 1)
    return Content.assemble(line, " ", shaped(f"{row.name}{several}", base="rtl", width=room, fill=True))


def _gloss(width: int) -> int:
    return _GLOSS + max(0, (width - 120) // 3)
