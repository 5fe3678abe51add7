"""Decides a paragraph's cells before any width is known: shapes, orders and measures its clusters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from reader.layout.breaking import Segment, may_break_at_space
from reader.layout.clusters import Cluster, ShapedWord, Tashkeel, shape_word
from reader.layout.lines import Cell
from reader.layout.ordering import Base, VisualOrder, resolve_order
from reader.layout.stand_ins import make_text_sendable
from reader.model import Span

# The spaces at which a line may end, thus without the no-break spaces (U+00A0, U+2007, U+202F).
_SPACES = r" \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_TOKEN = re.compile(rf"(?P<space>[{_SPACES}])|[^{_SPACES}]+")
_WIDE_SPACE = "\u3000"


@dataclass(frozen=True, slots=True)
class ShapedParagraph:
    """A paragraph's clusters in reading order, as parallel sequences; a width only cuts it into lines."""

    span: Span
    base: Base
    starts: list[int]
    """The offset of each cluster, and at the end that of the paragraph's end."""
    cells: list[Cell]
    spread: dict[int, tuple[Cell, ...]]
    """All cells, from left to right, of each cluster that is written out over several."""
    ranks: list[int]
    """Each cluster's position from left to right if the paragraph were one line."""
    widths: list[int]
    """Each cluster's width in cells."""
    joins: list[bool]
    """Whether a stroke runs from each cluster into the next."""
    spaces: frozenset[int]
    """The clusters that are white space."""
    segments: list[Segment]

    def cells_of(self, cluster: int) -> tuple[Cell, ...]:
        """The cells of a cluster, from left to right."""
        return self.spread.get(cluster) or (self.cells[cluster],)


def shape_paragraph(text: str, span: Span, *, base: Base, tashkeel: Tashkeel) -> ShapedParagraph:
    """Shape one paragraph of a text; `base` is its direction, which has already been decided."""
    paragraph = span.of(text)
    # Rule X9 of UAX #9 removes a control character, but its stand-in takes a cell.
    order = resolve_order(make_text_sendable(paragraph), base)
    builder = _Builder(span, order, len(paragraph))
    for match in _TOKEN.finditer(paragraph):
        token, at = match.group(), match.start()
        if match["space"]:
            builder.add_space(at, 2 if token == _WIDE_SPACE else 1)
        else:
            builder.add_word(at, token, shape_word(token, tashkeel))
    return builder.finish(base)


def narrow(paragraph: ShapedParagraph, width: int) -> ShapedParagraph:
    """The paragraph with every cluster that is wider than a line of `width` cells cut down to its beginning."""
    widths, spread = list(paragraph.widths), dict(paragraph.spread)
    for cluster, cells in paragraph.spread.items():
        if widths[cluster] > width:
            kept = _keep_beginning(cells, width)
            spread[cluster], widths[cluster] = kept, sum(cell.width for cell in kept)
    segments = [
        replace(
            segment,
            width=sum(widths[segment.start : segment.end]),
            full_width=sum(widths[segment.start : segment.next]),
        )
        for segment in paragraph.segments
    ]
    return replace(paragraph, widths=widths, spread=spread, segments=segments)


def _keep_beginning(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    # Arabic words are written out from right to left, emoji from left to right.
    is_backward = cells[-1].width == 1
    kept: list[Cell] = []
    for cell in reversed(cells) if is_backward else cells:
        width -= cell.width
        if width < 0:
            break
        kept.append(cell)
    return tuple(reversed(kept) if is_backward else kept)


@dataclass(slots=True)
class _Builder:
    """A paragraph while its words are being added."""

    span: Span
    order: VisualOrder
    length: int
    starts: list[int] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    spread: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    ranks: list[int] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    joins: list[bool] = field(default_factory=list)
    spaces: list[int] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    rank_of: list[int] = field(init=False)
    segment_start: int = 0
    """The cluster with which the open segment begins."""
    segment_end: int = 0
    """The cluster with which the white space at the end of the open segment begins."""
    last_base: str = ""
    covered: int = field(init=False)
    """The offset that clusters reach so far; invisible characters after it belong to the next cluster."""

    def __post_init__(self) -> None:
        self.covered = self.span.start
        self.rank_of = [0] * self.length
        for rank, index in enumerate(self.order.indices):
            self.rank_of[index] = rank

    def add_space(self, at: int, width: int) -> None:
        """Add one character of white space."""
        start, self.covered = self.covered, self.span.start + at + 1
        self.spaces.append(len(self.starts))
        self.starts.append(start)
        self.cells.append(Cell(" " * width, Span(start, self.covered), width))
        self.ranks.append(self.rank_of[at])
        self.widths.append(width)
        self.joins.append(False)

    def add_word(self, at: int, token: str, word: ShapedWord) -> None:
        """Add a word that begins `at` code points into the paragraph."""
        if not word.clusters:
            return
        count = len(self.starts)
        # White space before the first word is an indent, after which a line never ends.
        if self.segment_start < self.segment_end < count and may_break_at_space(self.last_base, token[word.bases[0]]):
            self._close_segment(count)
        offset, rank_of = self.span.start + at, self.rank_of
        bounds = [offset + start for start in word.starts]
        bounds[0] = self.covered
        self.covered = offset + word.clusters[-1].end
        self.starts += bounds
        bounds.append(self.covered)
        self.ranks += [rank_of[at + base] for base in word.bases]
        self.widths += word.widths
        self.joins += word.joins
        self.last_base = token[word.bases[-1]]
        if word.is_plain:
            self.cells += [
                Cell(cluster.glyphs[0][0], Span(start, end), cluster.width)
                for cluster, start, end in zip(word.clusters, bounds, bounds[1:], strict=False)
            ]
        else:
            for cluster, start, end in zip(word.clusters, bounds, bounds[1:], strict=False):
                self._add_cluster(at, cluster, Span(start, end))
                if cluster.breaks:
                    self.segment_end = len(self.cells)
                    self._close_segment(self.segment_end)
        self.segment_end = len(self.cells)

    def _add_cluster(self, at: int, cluster: Cluster, span: Span) -> None:
        glyphs = cluster.glyphs
        if cluster.mirrored and at + cluster.base in self.order.backward:
            glyphs = ((cluster.mirrored, cluster.width),)
        cells = tuple([Cell(glyph, span, width) for glyph, width in glyphs])
        if len(cells) > 1:
            self.spread[len(self.cells)] = cells
        self.cells.append(cells[0])

    def _close_segment(self, count: int) -> None:
        width = sum(self.widths[self.segment_start : self.segment_end])
        full_width = width + sum(self.widths[self.segment_end : count])
        self.segments.append(Segment(self.segment_start, self.segment_end, count, width, full_width))
        self.segment_start = self.segment_end = count

    def finish(self, base: Base) -> ShapedParagraph:
        """The finished paragraph, after the last word or space has been added."""
        count = len(self.starts)
        if count > self.segment_start:
            self._close_segment(count)
        if count and self.covered < self.span.end:
            span = Span(self.starts[-1], self.span.end)
            if count - 1 in self.spread:
                self.spread[count - 1] = tuple(cell._replace(span=span) for cell in self.spread[count - 1])
            self.cells[-1] = self.cells[-1]._replace(span=span)
        self.starts.append(self.span.end)
        return ShapedParagraph(
            span=self.span,
            base=base,
            starts=self.starts,
            cells=self.cells,
            spread=self.spread,
            ranks=self.ranks,
            widths=self.widths,
            joins=self.joins,
            spaces=frozenset(self.spaces),
            segments=self.segments,
        )
