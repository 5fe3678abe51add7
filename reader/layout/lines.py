"""Decides which cell of a line shows an offset, and which offset a cell shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from reader.layout.ordering import Base
from reader.model import Span


class Cell(NamedTuple):
    """What a terminal shows at one place: one cluster, or a part of one that is written out over several cells."""

    glyph: str
    """The text to send, a shaped base with its marks after it; it has no control or format character."""
    span: Span
    """The cluster in the article's text; empty for a cell that justification added."""
    width: int
    """The width in terminal cells, 1 or 2."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph; columns count cells from its leftmost cell, without any margin."""

    cells: tuple[Cell, ...]
    """The line's cells from left to right."""
    span: Span
    """The line's stretch of the article's text, with the white space at its end; together, lines cover a paragraph."""
    end: int
    """The offset where the invisible white space at the line's end begins; span.end where there is none."""
    base: Base
    width: int
    """The width of all cells together, in terminal cells."""
    ends_paragraph: bool
    indent: int = 0
    """The blank cells before the first cluster in reading order; they belong to no offset."""

    @property
    def end_column(self) -> int:
        """The column just after the last cluster in reading order: -1 right to left, `width` left to right."""
        return -1 if self.base == "rtl" else self.width

    def column_of(self, offset: int) -> int:
        """The first column, in reading order, of the cluster at an offset; end_column after the last cluster."""
        if offset >= self.end or not self.cells:
            return self.end_column
        offset = max(offset, self.span.start)
        column, found = 0, self.end_column
        for cell in self.cells:
            if offset in cell.span:
                if self.base == "ltr":
                    return column
                found = column
            column += cell.width
        return found

    def offset_at(self, column: int) -> int:
        """The offset of the cluster shown at a column.

        Before the first column, in reading order, it is the start of the line, and after the last one its end.
        """
        if 0 <= column < self.width:
            for cell in self.cells:
                column -= cell.width
                if column < 0:
                    return cell.span.start
        if (column < 0) == (self.base == "ltr") and self.cells:
            return self.span.start
        if self.ends_paragraph or self.end < self.span.end:
            return self.end
        # The end is on the next line already, so the nearest offset on this line is that of the last cluster.
        return max(cell.span.start for cell in self.cells)
