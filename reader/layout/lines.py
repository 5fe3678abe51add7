"""Decides which cell of a line shows which offset, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from reader.layout.ordering import Base
from reader.model import Span


class Cell(NamedTuple):
    """What a terminal shows at one place: one cluster, or a part of one that is written out over several cells."""

    glyph: str
    """Safe to send: a shaped base with its marks after it, no control or format character."""
    span: Span
    """The cluster in the article's text; empty for a cell that justification put in."""
    width: int
    """Terminal cells, 1 or 2."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph; columns count cells from its leftmost cell, without any margin."""

    cells: tuple[Cell, ...]
    """From left to right."""
    span: Span
    """The stretch of the article's text, with the white space at its end; the lines of a paragraph tile it."""
    end: int
    """The offset where the white space that hangs, unseen, at the line's end begins; span.end where there is none."""
    base: Base
    width: int
    """Cells used."""
    ends_paragraph: bool

    @property
    def end_column(self) -> int:
        """The column just beyond the last cluster in reading order: -1 right to left, width left to right."""
        return -1 if self.base == "rtl" else self.width

    def column_of(self, offset: int) -> int:
        """The column where the cluster at an offset is first met in reading order; end_column after the last."""
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
        """The start of the cluster shown at a column; of the line before its first column, its end after its last."""
        if 0 <= column < self.width:
            for cell in self.cells:
                column -= cell.width
                if column < 0:
                    return cell.span.start
        if (column < 0) == (self.base == "ltr") and self.cells:
            return self.span.start
        if self.ends_paragraph or self.end < self.span.end:
            return self.end
        # The next offset is on the next line, so the nearest here is that of the last cluster.
        return max(cell.span.start for cell in self.cells)
