"""Decides a paragraph's cells before any width is known: its clusters shaped, ordered and measured."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.layout.breaking import Break, Piece, may_break_at_space, wrap
from reader.layout.clusters import Tashkeel, shape_word
from reader.layout.lines import Cell, Line
from reader.layout.ordering import Base, resolve_order
from reader.model import Span

# What a line may end at: no no-break space (U+00A0, U+2007, U+202F).
_SPACES = r" \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_TOKEN = re.compile(rf"(?P<space>[{_SPACES}])|[^{_SPACES}]+")
_IDEOGRAPHIC_SPACE = "\u3000"


@dataclass(frozen=True, slots=True)
class ShapedParagraph:
    """A paragraph's clusters in reading order, in parallel sequences; a width only cuts it into lines."""

    span: Span
    base: Base
    starts: list[int]
    """The offset of each cluster, and at last the paragraph's end."""
    cells: list[tuple[Cell, ...]]
    ranks: list[int]
    """Each cluster's place from left to right, were the paragraph one line."""
    widths: list[int]
    joins: list[bool]
    """Whether a stroke runs from a cluster into the next."""
    pieces: list[Piece]


def shape_paragraph(text: str, span: Span, *, base: Base, tashkeel: Tashkeel) -> ShapedParagraph:
    """Shape one paragraph of a text; base is its direction, already decided."""
    paragraph = span.of(text)
    order = resolve_order(paragraph, base)
    rank_of = [0] * len(paragraph)
    for rank, index in enumerate(order.indices):
        rank_of[index] = rank
    starts: list[int] = []
    cells: list[tuple[Cell, ...]] = []
    ranks: list[int] = []
    widths: list[int] = []
    joins: list[bool] = []
    pieces: list[Piece] = []
    backward = order.backward
    piece_start = piece_end = 0
    offset = span.start
    # The offset of what is to come, earlier than its first visible character where something unseen precedes it.
    pending = offset

    def close_piece() -> None:
        nonlocal piece_start, piece_end
        count = len(starts)
        if count > piece_start:
            narrow = sum(widths[piece_start:piece_end])
            full = narrow + sum(widths[piece_end:count])
            pieces.append(Piece(piece_start, piece_end, count, narrow, full))
        piece_start = piece_end = count

    last_base = ""
    for match in _TOKEN.finditer(paragraph):
        token, at = match.group(), match.start()
        if match["space"]:
            width = 2 if token == _IDEOGRAPHIC_SPACE else 1
            starts.append(pending)
            pending = offset + at + 1
            cells.append((Cell(" " * width, Span(starts[-1], pending), width),))
            ranks.append(rank_of[at])
            widths.append(width)
            joins.append(False)
            continue
        clusters = shape_word(token, tashkeel)
        if not clusters:
            continue
        count = len(starts)
        if count > piece_end and piece_end > piece_start and may_break_at_space(last_base, token[clusters[0].base]):
            close_piece()
        for cluster in clusters:
            starts.append(pending)
            pending = offset + at + cluster.end
            cell_span = Span(starts[-1], pending)
            glyphs = cluster.glyphs
            if cluster.mirrored and at + cluster.base in backward:
                glyphs = ((cluster.mirrored, cluster.width),)
            cells.append(tuple([Cell(glyph, cell_span, width) for glyph, width in glyphs]))
            ranks.append(rank_of[at + cluster.base])
            widths.append(cluster.width)
            joins.append(cluster.joins_next)
            piece_end = len(starts)
            if cluster.breaks:
                close_piece()
        last_base = token[clusters[-1].base]
    close_piece()
    _give_rest(starts, cells, pending, span.end)
    starts.append(span.end)
    return ShapedParagraph(span, base, starts, cells, ranks, widths, joins, pieces)


def _give_rest(starts: list[int], cells: list[tuple[Cell, ...]], given: int, end: int) -> None:
    """Give what is unseen at the paragraph's end to its last cluster."""
    if cells and given < end:
        span = Span(starts[-1], end)
        cells[-1] = tuple(Cell(cell.glyph, span, cell.width) for cell in cells[-1])


def cut_lines(paragraph: ShapedParagraph, width: int) -> list[Break]:
    """Where the paragraph's lines end at a width in cells."""
    return list(wrap(paragraph.pieces, paragraph.widths, width))


def draw_line(paragraph: ShapedParagraph, cut: Break, *, is_last: bool) -> Line:
    """One line in visual order: its clusters sorted by their rank in the paragraph, the white space at its end apart.

    This equals UAX #9's reordering line by line (L1, L2): which of two characters comes first depends only on the
    levels between them, and these belong to the paragraph.
    """
    order = sorted(range(cut.start, cut.end), key=paragraph.ranks.__getitem__)
    cells = tuple([cell for cluster in order for cell in paragraph.cells[cluster]])
    starts = paragraph.starts
    start = starts[cut.start] if cut.start else paragraph.span.start
    return Line(
        cells=cells,
        span=Span(start, paragraph.span.end if is_last else starts[cut.next]),
        end=cells and paragraph.cells[cut.end - 1][0].span.end or start,
        base=paragraph.base,
        width=sum(paragraph.widths[cut.start : cut.end]),
        ends_paragraph=is_last,
    )
