"""Decides which rows a page has: the lines of the text, and what stands above, below and between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reader.layout import Layout, LinePlace
from reader.model import Span

Ornament = Literal["blank", "rule", "origin"]
"""What a row shows that shows no text: nothing, the rule below the title, or the line of source and date."""

_LEAST_FOR_AIR = 12
"""A pane with fewer rows than this begins with the title itself."""
_LEAST_FOR_MORE = 30
"""A pane with as many rows as this has blank ones below the title's rule and between paragraphs too."""


@dataclass(frozen=True, slots=True)
class PaneRow:
    """A row of the pane: a line of the article, or an ornament."""

    place: LinePlace | None
    ornament: Ornament = "blank"
    """What the row shows if it has no line, or one that is empty."""


BLANK, RULE, ORIGIN = PaneRow(None), PaneRow(None, "rule"), PaneRow(None, "origin")


def choose_marking(wanted: str, *, height: int) -> str:
    """How the beginning of a paragraph is marked in a pane of some height: by an "indent", a "blank" row, or "none"."""
    if wanted != "auto":
        return wanted
    return "blank" if height >= _LEAST_FOR_MORE else "indent"


class PageRows:
    """The rows of an article in a pane of some height."""

    def __init__(
        self, layout: Layout, title: Span | None, *, height: int, spacing: int, sets_apart: bool, has_origin: bool
    ) -> None:
        self._layout = layout
        self._title = title
        self._height = height
        self._spacing = spacing
        self._sets_apart = sets_apart
        """Whether a blank row goes between paragraphs between which the text has none."""
        self._has_origin = has_origin

    def of(self, place: LinePlace) -> PaneRow:
        """The row of a line: the empty line that many texts have after their title shows the rule."""
        return PaneRow(place, "rule" if self._is_rule(place.paragraph) else "blank")

    def above_first(self) -> Sequence[PaneRow]:
        """The rows above the first line of the article."""
        if self._height < _LEAST_FOR_AIR:
            return ()
        if self._title is not None:
            return (BLANK,)
        return (BLANK, ORIGIN, RULE) if self._has_origin else ()

    def between(self, place: LinePlace, below: LinePlace) -> Sequence[PaneRow]:
        """The rows between a line and the one below it."""
        rows = [BLANK] * self._spacing
        if place.paragraph == below.paragraph:
            return rows
        here, following = (self._layout.paragraphs[each.paragraph] for each in (place, below))
        air = [BLANK] * (self._height >= _LEAST_FOR_MORE)
        if self._title is not None and here.start < self._title.end <= following.start:
            rows += [ORIGIN] * self._has_origin
            return rows if not len(following) else [*rows, RULE, *air]
        if self._is_rule(place.paragraph):
            return [*rows, *air] if len(following) else rows
        return [*rows, *[BLANK] * (self._sets_apart and is_set_apart(self._layout, place.paragraph))]

    def _is_rule(self, paragraph: int) -> bool:
        paragraphs = self._layout.paragraphs
        return (
            self._title is not None
            and paragraph > 0
            and not len(paragraphs[paragraph])
            and paragraphs[paragraph - 1].start < self._title.end <= paragraphs[paragraph].start
        )


def is_set_apart(layout: Layout, paragraph: int) -> bool:
    """Whether a blank row belongs after a paragraph, given by index: where the text itself leaves none."""
    following = layout.paragraphs[paragraph + 1 : paragraph + 2]
    return bool(following and len(following[0]) and len(layout.paragraphs[paragraph]))
