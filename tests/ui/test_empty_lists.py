"""Every list on every screen, without items and with one, answers every key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from on_screen import screen, start
from textual.screen import Screen
from waiting import until

from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.reading.session import Session
from reader.reading.work import Work
from reader.store.workspace import Workspace
from reader.ui.palette import ReaderPalette
from reader.ui.problems import ProblemsScreen
from reader.ui.reading.history_screen import HistoryScreen
from reader.ui.reading.occurrences_screen import OccurrencesScreen
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.widgets.choice_menu import Choice, ChoiceMenu

TEXT = "موسكو تتعهد"
KEYS = (
    "down", "up", "pagedown", "pageup", "home", "end", "ctrl+home", "ctrl+end", "left", "right", "space", "delete",
    "backspace", "a", "w", "e", "l", "m", "tab", "shift+tab",
)  # fmt: skip
LEAVES = ("enter", "escape")
TABS = {"W": "here", "f5": "entities", "f6": "commitments", "f7": "notes"}


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize(
    "annotations",
    [(), (Annotation(Span(0, 5), "place", note="ملاحظة"),), (Annotation(Span(6, 11), "pledge"),)],
    ids=["none", "an entity", "a commitment"],
)
async def test_a_tab_of_the_panel(tab: str, annotations: tuple[Annotation, ...]) -> None:
    async with start(Loaded(Article(TEXT), annotations), size=(100, 24)) as pilot:
        for key in (*KEYS, *LEAVES):
            await pilot.press(tab)
            assert (screen(pilot).panel.tab, screen(pilot).panel.has_focus_within) == (TABS[tab], True)
            await pilot.press(key)


def _occurrences(quote: Span, text: str) -> Screen[object]:
    return OccurrencesScreen(quote.of(text), "place", here=Article(text), labels=default_labels(), tagged=lambda _: ())


def _history(folder: Path) -> Screen[object]:
    workspace = Workspace.open(folder / "reader.db", who="سارة")
    return HistoryScreen(Work(Session(Article(TEXT)), workspace, default_labels()))


LISTS: dict[str, Callable[[Path], Screen[object]]] = {
    "no choices": lambda _: ChoiceMenu("Label", []),
    "one choice": lambda _: ChoiceMenu("Label", [Choice("one", "1")]),
    "no occurrences": partial(lambda _, **options: _occurrences(**options), quote=Span(0, 1), text="،"),
    "one occurrence": partial(lambda _, **options: _occurrences(**options), quote=Span(0, 5), text=TEXT),
    "no history": _history,
    "no problems": lambda _: ProblemsScreen([]),
    "one problem": lambda _: ProblemsScreen(["one."]),
    "commands": lambda _: ReaderPalette(id="--command-palette"),
}


STAYS = {
    ("no history", "enter"): HistoryScreen,
}
"""Which list is still there after which key."""


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("leave", LEAVES)
async def test_a_list_in_a_box(name: str, leave: str, tmp_path: Path) -> None:
    async with start(Loaded(Article(TEXT)), size=(100, 24)) as pilot:
        app = pilot.app
        await until(pilot, lambda: len(app.screen_stack) == 2)
        app.push_screen(LISTS[name](tmp_path))
        await pilot.pause()
        await pilot.press(*KEYS)
        await pilot.click(offset=(50, 12))
        await pilot.press(leave)
        await pilot.pause()
        assert type(app.screen) is STAYS.get((name, leave), ReadingScreen)
