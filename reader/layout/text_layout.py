"""Decides the lines of a text at one width: where each offset is shown, and what each cell shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from cachetools import LRUCache

from reader.layout.clusters import Tashkeel
from reader.layout.direction import find_direction, find_paragraph_direction
from reader.layout.filling import Justify, draw_lines
from reader.layout.lines import Line
from reader.layout.ordering import Base
from reader.layout.paragraphs import is_indented, split_paragraphs
from reader.layout.shaping import ShapedParagraph, shape_paragraph
from reader.model import Span

NARROWEST = 2
"""The least width in cells, which replaces any narrower one, since an ideograph takes two cells."""
_KEPT = 100_000
"""Code points of paragraphs kept shaped, and of paragraphs kept in lines: of those used last."""


class LinePlace(NamedTuple):
    """The place of a line in a text: the paragraph's index, and the line's index in it. Places are ordered."""

    paragraph: int
    line: int


def _weigh_shaped(shaped: ShapedParagraph) -> int:
    return _weigh(shaped.span.start, shaped.span.end)


def _weigh_lines(lines: tuple[Line, ...]) -> int:
    return _weigh(lines[0].span.start, lines[-1].span.end)


def _weigh(start: int, end: int) -> int:
    # The paragraph in hand is always kept, be it longer than the limit; and one without a letter takes room too.
    return min(end - start + 1, _KEPT)


class Layout:
    """The lines of a text at one width, made when they are needed; those not used recently are dropped.

    Columns count cells of a full line, from 0 at the left: right-to-left lines are aligned at the right, others at the
    left.
    """

    def __init__(
        self,
        text: str,
        width: int,
        *,
        base: Base | None = None,
        tashkeel: Tashkeel = "keep",
        justify: Justify | None = None,
        indent: int = 0,
        body: int = 0,
        paragraphs: Sequence[Span] | None = None,
        shaped: LRUCache[int, ShapedParagraph] | None = None,
    ) -> None:
        self.text = text
        self.width = max(width, NARROWEST)
        self.base = base
        self.tashkeel = tashkeel
        self.justify = justify
        self.indent = indent
        self.body = body
        self.paragraphs: tuple[Span, ...] = tuple(paragraphs or split_paragraphs(text))
        self._starts = [span.start for span in self.paragraphs]
        self._shaped = LRUCache(_KEPT, _weigh_shaped) if shaped is None else shaped
        self._lines: LRUCache[int, tuple[Line, ...]] = LRUCache(_KEPT, _weigh_lines)

    def resized(self, width: int, *, indent: int) -> Layout:
        """The layout of the same text at another width and indent; paragraphs that are shaped are only cut again."""
        return Layout(
            self.text,
            width,
            base=self.base,
            tashkeel=self.tashkeel,
            justify=self.justify,
            indent=indent,
            body=self.body,
            paragraphs=self.paragraphs,
            shaped=self._shaped,
        )

    @property
    def first(self) -> LinePlace:
        """The place of the first line."""
        return LinePlace(0, 0)

    @property
    def last(self) -> LinePlace:
        """The place of the last line."""
        paragraph = len(self.paragraphs) - 1
        return LinePlace(paragraph, len(self.lines_of(paragraph)) - 1)

    def lines_of(self, paragraph: int) -> tuple[Line, ...]:
        """The lines of a paragraph, given by index; at least one."""
        try:
            return self._lines[paragraph]
        except KeyError:
            shaped, indent = self._shape(paragraph), self._indent_of(paragraph)
            lines = tuple(draw_lines(shaped, self.text, self.width, self.justify, indent=indent))
        self._lines[paragraph] = lines
        return lines

    def line(self, place: LinePlace) -> Line:
        """The line at a place."""
        return self.lines_of(place.paragraph)[place.line]

    def margin(self, line: Line) -> int:
        """The number of blank cells to the left of a line."""
        return self.width - line.width - line.indent if line.base == "rtl" else line.indent

    def place_of(self, offset: int) -> LinePlace:
        """The place of the line that shows an offset; for a hidden separator, that of the line before it."""
        paragraph = max(bisect_right(self._starts, offset) - 1, 0)
        lines = self.lines_of(paragraph)
        return LinePlace(paragraph, max(bisect_right(lines, offset, key=lambda line: line.span.start) - 1, 0))

    def locate(self, offset: int) -> tuple[LinePlace, int]:
        """The place and the column of the cluster at an offset.

        Invisible white space at a line's end, and separators, are in the column just after the line, which is -1 or the
        full width where the line is full.
        """
        place = self.place_of(offset)
        line = self.line(place)
        return place, self.margin(line) + line.column_of(offset)

    def offset_in(self, place: LinePlace, column: int) -> int:
        """The offset of the cluster at a column, which may be any number, of the line at a place."""
        line = self.line(place)
        return line.offset_at(column - self.margin(line))

    def cluster_at(self, offset: int) -> Span:
        """The cluster that contains an offset, over which a caret moves; a separator or a space counts as one.

        At the end of the text, and after it, it is the empty span there.
        """
        offset = max(offset, 0)
        if offset >= len(self.text):
            return Span(len(self.text), len(self.text))
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.paragraphs[index].end:
            start = self.paragraphs[index].end if index >= 0 else 0
            return Span(start, self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text))
        starts = self._shape(index).starts
        cluster = bisect_right(starts, offset) - 1
        return Span(starts[cluster], starts[cluster + 1]) if cluster >= 0 else self.paragraphs[index]

    def step(self, place: LinePlace, count: int) -> LinePlace:
        """The place `count` lines further down, or up where it is negative, but within the text."""
        paragraph, line = place.paragraph, place.line + count
        while line < 0 and paragraph > 0:
            paragraph -= 1
            line += len(self.lines_of(paragraph))
        while (lines := len(self.lines_of(paragraph))) <= line and paragraph + 1 < len(self.paragraphs):
            paragraph += 1
            line -= lines
        return LinePlace(paragraph, min(max(line, 0), lines - 1))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the text. This lays out the whole text, so it is for short texts and tests."""
        return tuple(line for paragraph in range(len(self.paragraphs)) for line in self.lines_of(paragraph))

    @property
    def kept_code_points(self) -> int:
        """How much of the text is held shaped or in lines at the moment, bounded whatever the text's length."""
        return int(self._shaped.currsize + self._lines.currsize)

    @cached_property
    def direction(self) -> Base:
        """The direction of the whole article."""
        return self.base or find_direction(self.text)

    def _indent_of(self, paragraph: int) -> int:
        if not self.indent or not paragraph:
            return 0
        before, here = self.paragraphs[paragraph - 1], self.paragraphs[paragraph]
        # The first paragraph below the title needs no mark.
        if before.start < self.body or not is_indented(self.text, before, here, width=self.width):
            return 0
        return self.indent

    def _shape(self, paragraph: int) -> ShapedParagraph:
        shaped = self._shaped.get(paragraph)
        if shaped is None:
            span = self.paragraphs[paragraph]
            base = self.base or find_paragraph_direction(span.of(self.text), self.direction)
            shaped = shape_paragraph(self.text, span, base=base, tashkeel=self.tashkeel)
            self._shaped[paragraph] = shaped
        return shaped


def lay_out(
    text: str,
    width: int,
    *,
    base: Base | None = None,
    tashkeel: Tashkeel = "keep",
    justify: Justify | None = None,
    indent: int = 0,
    body: int = 0,
    paragraphs: Sequence[Span] | None = None,
) -> Layout:
    """Lay a text out at a width in cells.

    Each paragraph follows the text's direction (see layout/direction.py); `base` overrides it. `tashkeel="strip"` hides
    vowel signs on the screen only. `justify` says how short lines are filled out, if at all. `indent` is that of a
    paragraph's first line, in cells; the title before the offset `body`, and the first paragraph after it, have none.
    `paragraphs`, in order and not overlapping, replace those of split_paragraphs(text).
    """
    return Layout(
        text,
        width,
        base=base,
        tashkeel=tashkeel,
        justify=justify,
        indent=indent,
        body=body,
        paragraphs=paragraphs,
    )
