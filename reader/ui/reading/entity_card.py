"""Draws an entity's row: its name where reading begins, its state, its count and its English name at the other edge."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reader.annotate.names.glossing import mark_guess
from reader.labels import Label
from reader.layout import Base, find_paragraph_direction
from reader.model import Annotation, Decision
from reader.ui.reading.reading_order import put_at_edges
from reader.ui.reading.state_sign import draw_state
from reader.ui.widgets.arabic_text import shaped
from reader.wording import number

_LEAST = 8
"""The least number of cells in which an English name is worth its room."""


def name_entity(mentions: Sequence[Annotation], quote: str) -> str:
    """The name of an entity: the engine's if there is one, since an analyst's quotation is as in the text."""
    return next(filter(None, (each.attribute("entity") for each in mentions)), quote)


def draw_entity(entity: str, mentions: Sequence[Annotation], *, width: int, base: Base) -> Content:
    """The row of an entity at a width in cells: the name is cut last, and the count never."""
    edge = Content.assemble(draw_state(mentions), _count(mentions))
    return _draw(entity, edge, _find_gloss(mentions), width=width, base=base)


def draw_mention(
    entity: str,
    mention: Annotation,
    mentions: Sequence[Annotation],
    label: Label,
    *,
    width: int,
    base: Base,
    is_english: bool,
) -> Content:
    """The row of one mention of an entity: its own state, the colour of its label, and the number of all mentions.

    If the entity has no English name, the name of the label takes its place, unless it would have to be cut.
    """
    count = f"{number(len(mentions))}×" if len(mentions) > 1 else ""
    edge = Content.assemble(draw_state((mention,)), " " if count else "", shaped(count).stylize("$muted"))
    named = label.english if is_english else label.arabic
    gloss = _find_gloss((mention, *mentions))
    # Bold is what is decided, as on the page.
    weight = "bold " if mention.decision is Decision.ACCEPTED else ""
    ink = f"{weight}$label-{label.colour}-colour"
    return _draw(entity, edge, gloss, "" if gloss else named, width=width, base=base, ink=ink)


def _draw(entity: str, edge: Content, gloss: str, label: str = "", *, width: int, base: Base, ink: str = "") -> Content:
    own = find_paragraph_direction(entity, base)
    name = shaped(entity, base=own, width=max(1, width - edge.cell_length - 2))
    room = width - edge.cell_length - name.cell_length - 3
    if gloss and (room >= _LEAST or room >= len(gloss)):
        edge = Content.assemble(edge, " ", shaped(gloss, base="ltr", width=room).stylize("$muted"))
    elif label and (named := shaped(label)).cell_length <= room:
        edge = Content.assemble(edge, " ", named.stylize("$muted"))
    return put_at_edges(name.stylize(ink) if ink else name, edge, width, base)


def _find_gloss(mentions: Sequence[Annotation]) -> str:
    return next((mark_guess(each) for each in mentions if each.attribute("gloss")), "")


def _count(mentions: Sequence[Annotation]) -> Content:
    """The number of mentions if there are several, with the number of accepted ones if those are only a part."""
    if len(mentions) == 1:
        return Content("")
    accepted = sum(each.decision is Decision.ACCEPTED for each in mentions)
    part = f"{number(accepted)}/" if 0 < accepted < len(mentions) else ""
    return Content.assemble(" ", shaped(f"{part}{number(len(mentions))}×").stylize("$muted"))
