"""Draws an entity's row: its name where reading begins, its state, its count and its English name at the other edge."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reader.annotate.names.glossing import mark_guess
from reader.layout import Base, find_paragraph_direction
from reader.model import Annotation, Decision
from reader.ui.reading.reading_order import put_at_edges
from reader.ui.reading.state_sign import draw_state
from reader.ui.widgets.arabic_text import shaped

_LEAST = 8
"""The least number of cells in which an English name is worth its room."""


def draw_entity(entity: str, mentions: Sequence[Annotation], *, width: int, base: Base) -> Content:
    """The row at a width in cells: the name is cut last, and the count never."""
    edge = Content.assemble(draw_state(mentions), _count(mentions))
    own = find_paragraph_direction(entity, base)
    name = shaped(entity, base=own, width=max(1, width - edge.cell_length - 2))
    room = width - edge.cell_length - name.cell_length - 3
    gloss = next((mark_guess(each) for each in mentions if each.attribute("gloss")), "")
    if gloss and (room >= _LEAST or room >= len(gloss)):
        edge = Content.assemble(edge, " ", shaped(gloss, base="ltr", width=room).stylize("$muted"))
    return put_at_edges(name, edge, width, base)


def _count(mentions: Sequence[Annotation]) -> Content:
    """The number of mentions if there are several, with the number of accepted ones if those are only a part."""
    if len(mentions) == 1:
        return Content("")
    accepted = sum(each.decision is Decision.ACCEPTED for each in mentions)
    part = f"{accepted}/" if 0 < accepted < len(mentions) else ""
    return Content.styled(f" {part}{len(mentions)}×", "$muted")
