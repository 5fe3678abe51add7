"""The names of the panel's tabs, as they are read from the right, at the widths that the panel has."""

from __future__ import annotations

import pytest
from in_reading_order import read_row
from textual.app import App, ComposeResult

from reader.ui.reading.panel_tabs import Tabs

COUNTS = {"entities": 128, "commitments": 24, "notes": 0}


class Alone(App[None]):
    CSS = "Tabs { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.picked: list[str] = []

    def compose(self) -> ComposeResult:
        yield Tabs()

    def on_tabs_picked(self, message: Tabs.Picked) -> None:
        self.picked.append(message.tab)


@pytest.mark.parametrize(
    ("panel", "shown", "row"),
    [
        (48, "here", "هنا   كيانات 128  التزامات 24  هوامش"),
        (36, "here", "هنا  كيانات 128 التزامات 24 هوامش"),
        (36, "commitments", "هنا كيانات 128  التزامات 24  هوامش"),
        (28, "commitments", "هنا كيانات التزامات هوامش"),
        (26, "here", "هنا كيانات التزامات هامش"),
        (26, "entities", "هنا كيانات التزامات هامش"),
        (20, "here", "هنا كيا… الت… هامش"),
    ],
)
async def test_every_name_is_whole_in_narrow_panels_and_counts_come_with_room(panel: int, shown: str, row: str) -> None:
    async with Alone().run_test(size=(panel - 1, 1)) as pilot:
        tabs = pilot.app.query_one(Tabs)
        tabs.show(COUNTS, shown, language="both")
        drawn = tabs.render().plain
        assert len(drawn) == panel - 1
        assert drawn.startswith(" "), "the first column has no Arabic"
        assert read_row(drawn).strip() == row


async def test_the_names_can_be_english() -> None:
    async with Alone().run_test(size=(25, 1)) as pilot:
        tabs = pilot.app.query_one(Tabs)
        tabs.show(COUNTS, "here", language="english")
        assert tabs.render().plain.split() == ["Note", "Commit.", "Entity", "Here"]


@pytest.mark.parametrize("width", [19, 25, 35, 60])
async def test_a_click_picks_the_tab_whose_name_is_there(width: int) -> None:
    async with Alone().run_test(size=(width, 1)) as pilot:
        tabs = pilot.app.query_one(Tabs)
        tabs.show(COUNTS, "notes", language="both")
        await pilot.pause()
        row = tabs.render().plain
        starts = [at for at, cell in enumerate(row) if cell != " " and not row[at - 1].strip() and not cell.isdecimal()]
        for at in reversed(starts):
            await pilot.click(Tabs, offset=(at, 0))
        assert pilot.app.picked == ["here", "entities", "commitments", "notes"]
