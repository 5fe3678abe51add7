"""What turns in the view of the text, and in the panel beside it, without a screen."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from stand_ins import TEXT, Parts

from reader.ui.reading.panel_switches import PanelSwitches


def test_the_view_turns_and_what_was_at_the_top_stays_there() -> None:
    parts = Parts("كَتَبَ الخبر")
    parts.view_switches.turn_tashkeel()
    parts.view_switches.turn_justify()
    parts.view_switches.turn_direction()
    view = parts.session.view
    assert (view.tashkeel, view.justify, view.base) == ("strip", "tatweel", "ltr")
    assert parts.pane.asked == ["lay out at 0"] * 3
    parts.view_switches.actions["view.wider"]()
    parts.view_switches.turn_spacing()
    assert (parts.pane.measure, parts.pane.spacing) == (74, 1)


@dataclass
class StandInPanel:
    """A panel that writes down what it is asked for."""

    display: bool = True
    side: str = ""
    columns: int = 40
    tab: str = ""
    has_focus: bool = False

    def show_tab(self, tab: str) -> None:
        self.tab = tab

    def focus_list(self) -> None:
        self.has_focus = True

    def stand_at(self, side: str) -> None:
        self.side = side

    def set_columns(self, columns: int) -> None:
        self.columns = columns


@pytest.fixture
def panel() -> StandInPanel:
    return StandInPanel()


@pytest.fixture
def switches(panel: StandInPanel) -> PanelSwitches:
    parts = Parts(TEXT)
    return PanelSwitches(parts.changes, parts.pane, panel, is_wanted=True, side="right")


def test_a_narrow_window_shows_the_panel_only_when_it_is_asked_for(
    panel: StandInPanel, switches: PanelSwitches
) -> None:
    switches.fit(60)
    assert not panel.display
    switches.actions["panel.notes"]()
    assert (panel.display, panel.tab, panel.has_focus) == (True, "notes", True)
    switches.fit(120)
    assert panel.display


def test_the_panel_changes_its_side_and_never_takes_all_the_room(panel: StandInPanel, switches: PanelSwitches) -> None:
    switches.fit(66)
    switches.swap_side()
    assert panel.side == "left"
    assert panel.columns == 26
    switches.actions["panel.wider"]()
    assert panel.columns == 30
    switches.actions["panel.wider"]()
    assert panel.columns == 30, "the text keeps 30 cells"
    switches.actions["panel.narrower"]()
    switches.fit(200)
    assert panel.columns == 26, "a width that was chosen stays"
    for _ in range(10):
        switches.actions["panel.narrower"]()
    assert panel.columns == 22, "four less would be too narrow"
