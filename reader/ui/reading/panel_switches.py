"""Decides where the panel is, whether it is shown, how wide it is, and which of its tabs is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.ui.reading.action_table import Actions
from reader.ui.reading.changes import Changes, Extent, Relisting
from reader.ui.reading.interfaces import Pane
from reader.ui.reading.page_columns import fit_panel

if TYPE_CHECKING:
    from reader.settings.definitions import Panel
    from reader.store.first_views import View

_NARROW = 76
"""A window narrower than this, in cells, has no room for the panel beside the text."""
_LEAST_PANEL = 20
"""The least width of the panel, in cells."""


class SwitchedPanel(Protocol):
    """The list beside the text."""

    display: bool
    tab: str

    def show_tab(self, tab: str) -> None:
        """Turn to a tab."""
        ...

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        ...

    def stand_at(self, side: str) -> None:
        """Put the panel at the left or the right."""
        ...

    @property
    def side(self) -> str:
        """The side on which the panel is."""
        ...

    @property
    def columns(self) -> int:
        """The width of the panel, in cells."""
        ...

    def set_columns(self, columns: int) -> None:
        """Set the width of the panel, in cells."""
        ...


class PanelSwitches:
    """Shows, hides, moves and widens the panel, and gives it the keyboard."""

    def __init__(
        self, changes: Changes, pane: Pane, panel: SwitchedPanel, *, is_wanted: bool, side: str, columns: int = 0
    ) -> None:
        self._changes = changes
        self._pane = pane
        self._panel = panel
        self._columns = columns
        """The width that the analyst wants, in cells; 0 for one that follows the window."""
        self._is_wanted = is_wanted
        self._window = 0
        self._stand_at(side)

    @property
    def actions(self) -> Actions:
        """The actions that this part runs."""
        return {
            "panel.focus": self.turn_focus,
            "panel.toggle": self.toggle,
            "panel.swap": self.swap_side,
            "panel.here": partial(self._turn_to, "here"),
            "panel.entities": partial(self._turn_to, "entities"),
            "panel.commitments": partial(self._turn_to, "commitments"),
            "panel.notes": partial(self._turn_to, "notes"),
            "panel.wider": partial(self._widen, 4),
            "panel.narrower": partial(self._widen, -4),
        }

    def describe(self) -> dict[str, View]:
        """Where the panel is, whether it is wanted, and which tab is open, by the names of the settings."""
        kept: dict[str, View] = {"panel.side": self._panel.side, "panel.visible": self._is_wanted}
        return kept | {"panel.tab": self._panel.tab, "panel.width": self._columns}

    def take(self, panel: Panel, tab: str) -> None:
        """Put the panel where the settings want it, with one of its tabs open."""
        self._stand_at(panel.side)
        self._columns = panel.width
        self._panel.set_columns(self._fit(self._columns))
        self._panel.show_tab(tab)
        self._is_wanted = panel.visible
        self._show()
        if not self._panel.display:
            self._pane.focus()

    def fit(self, window: int) -> None:
        """Fit a window of the given width in cells; a narrow one shows the panel only on request."""
        self._window = window
        self._panel.set_columns(self._fit(self._columns))
        self._show()

    def turn_focus(self) -> None:
        """Move the keyboard from the text to the panel, or back."""
        if self._pane.has_focus:
            self._bring_up()
            self._panel.focus_list()
        else:
            self._pane.focus()
            self._show()

    def toggle(self) -> None:
        """Show the panel, or hide it."""
        self._is_wanted = not self._panel.display
        self._show(even_narrow=True)
        if not self._panel.display:
            self._pane.focus()

    def swap_side(self) -> None:
        """Move the panel to the other side."""
        self._stand_at("left" if self._panel.side == "right" else "right")

    def _stand_at(self, side: str) -> None:
        """Put the panel at a side, and the position bar of the text at the other, lest it double the panel's border."""
        self._panel.stand_at(side)
        self._pane.bar = "left" if side == "right" else "right"

    def _turn_to(self, tab: str) -> None:
        self._bring_up()
        self._panel.show_tab(tab)
        self._panel.focus_list()

    def _bring_up(self) -> None:
        self._is_wanted = True
        self._show(even_narrow=True)
        self._changes.note(Extent.NOTHING, Relisting.NOW)

    def _widen(self, by: int) -> None:
        columns = self._panel.columns + by
        if _LEAST_PANEL <= columns == self._fit(columns):
            self._columns = columns
            self._panel.set_columns(columns)

    def _fit(self, columns: int) -> int:
        fitting = fit_panel(self._window, wanted=columns, measure=self._pane.measure, margin=self._pane.margin)
        return max(_LEAST_PANEL, fitting)

    def _show(self, *, even_narrow: bool = False) -> None:
        self._panel.display = self._is_wanted and (even_narrow or self._window >= _NARROW)
