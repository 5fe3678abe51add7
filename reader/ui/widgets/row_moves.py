"""Moves the current row of a screen's list by the keys for rows, pages and edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.widgets.row_list import RowList


class RowMoves:
    """What the keys that move through a list do, for a screen whose list is `rows_view`; it comes before the screen."""

    if TYPE_CHECKING:

        @property
        def rows_view(self) -> RowList:
            """The list whose current row is moved."""
            ...

    def _moved(self) -> None:
        """Show what depends on the current row; on some screens, nothing does."""

    def action_move(self, count: int) -> None:
        """Go to the next row (1) or the one before (-1)."""
        self.rows_view.move(count)
        self._moved()

    def action_page(self, count: int) -> None:
        """Go on or back by a page."""
        self.action_move(count * self.rows_view.page())

    def action_edge(self, side: int) -> None:
        """Go to the last row (1) or the first (-1)."""
        self.rows_view.move_to(self.rows_view.count if side > 0 else 0)
        self._moved()
