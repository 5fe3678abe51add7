"""Decides in which cell of a line the caret of a text field stands, and where it moves from there."""

from __future__ import annotations

from itertools import accumulate

from reader.layout import Cell, Line
from reader.model import Span


class FieldLine:
    """A line with every place for the caret: its clusters, the white space at its end, and the cell after them.

    The caret covers the cluster that follows it in the text, so that it has one place even where the direction changes.
    """

    def __init__(self, line: Line) -> None:
        tail = [Cell(" ", Span(offset, offset + 1), 1) for offset in range(line.end, line.span.end)]
        if line.ends_paragraph:
            tail.append(Cell(" ", Span(line.span.end, line.span.end), 1))
        self.is_rtl = line.base == "rtl"
        self.cells: tuple[Cell, ...] = (*reversed(tail), *line.cells) if self.is_rtl else (*line.cells, *tail)
        """The cells, from left to right."""
        self.span = line.span
        self.ends_paragraph = line.ends_paragraph
        self._columns = [0, *accumulate(cell.width for cell in self.cells)]

    @property
    def width(self) -> int:
        """The width in cells, including the one after the end."""
        return self._columns[-1]

    @property
    def last(self) -> int:
        """The offset of the caret's last place, in logical order."""
        return max(cell.span.start for cell in self.cells) if self.cells else self.span.start

    def column_of(self, offset: int) -> int:
        """The column of the caret at an offset, from the leftmost cell."""
        return self._columns[self._index_of(offset)]

    def offset_at(self, column: int) -> int:
        """The offset of the caret in a column, or the nearest one."""
        nearest = max(0, min(column, self.width - 1))
        index = next(index for index, start in enumerate(self._columns[1:]) if nearest < start)
        return self.cells[index].span.start

    def step(self, offset: int, count: int) -> int | None:
        """The offset one cluster to the right (1) or left (-1) of an offset; None beyond the line."""
        index = start = self._index_of(offset)
        # A character that is written out over several cells is one place.
        while 0 <= index < len(self.cells) and self.cells[index].span == self.cells[start].span:
            index += count
        return self.cells[index].span.start if 0 <= index < len(self.cells) else None

    def cluster_at(self, offset: int) -> Span:
        """The span of the cluster that the caret at an offset covers; empty at the end."""
        return self.cells[self._index_of(offset)].span

    def _index_of(self, offset: int) -> int:
        end = 0 if self.is_rtl else len(self.cells) - 1
        return next((index for index, cell in enumerate(self.cells) if offset in cell.span), end)
