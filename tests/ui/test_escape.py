"""Escape leaves one level at a time, the innermost first, on every screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from notation import marked
from on_screen import build_adjudication, press, role_bar, screen, start, status
from textual.pilot import Pilot
from waiting import until

from reader.comparing.settlement import Settlement
from reader.journal import tagging
from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article
from reader.store.workspace import Workspace
from reader.ui.adjudicating.adjudicating_screen import AdjudicatingScreen
from reader.ui.help_screen import HelpScreen
from reader.ui.library.library_screen import LibraryScreen
from reader.ui.palette import ReaderPalette
from reader.ui.widgets.arabic_text import shaped_str
from reader.ui.widgets.choice_menu import ChoiceMenu

TEXT, (MOSCOW, CUE, LAVROV) = marked("⟦موسكو⟧ ⟦تتعهد⟧ بوقف القصف فورا. قال ⟦لافروف⟧ إن الأمر تم.")
ARTICLE = Article(TEXT, title="الأول", source="a.txt")
LOADED = Loaded(
    ARTICLE,
    (
        Annotation(MOSCOW, "place", source="names", score=0.9),
        Annotation(CUE, "pledge", source="names", score=0.8),
        Annotation(LAVROV, "person", source="names", score=0.4),
    ),
)


def in_review(pilot: Pilot[None]) -> bool:
    return screen(pilot).pending.review is not None


async def test_a_role_is_left_back_to_the_commitment_in_the_review_that_goes_on(database: Path) -> None:
    async with start(LOADED, database=database) as pilot:
        await press(pilot, "f2", "n", "r", "a", "w", "w")
        assert "Fill" in role_bar(pilot)
        await press(pilot, "escape")
        assert role_bar(pilot).rstrip().endswith(f"80% {shaped_str('تعهّد')}  2/3")
        assert screen(pilot).session.caret == CUE.start
        assert in_review(pilot)
        await press(pilot, "escape")
        assert not in_review(pilot)


async def test_the_choice_of_a_role_is_left_without_the_review(database: Path) -> None:
    async with start(LOADED, database=database) as pilot:
        await press(pilot, "f2", "n", "r", "escape")
        assert in_review(pilot)
        await press(pilot, "c", "escape")
        assert in_review(pilot)


async def test_a_selection_is_left_before_the_review(database: Path) -> None:
    async with start(LOADED, database=database) as pilot:
        await press(pilot, "f2", "x", "x")
        assert "selected" in status(pilot)
        await press(pilot, "escape")
        assert "selected" not in status(pilot)
        assert in_review(pilot)


async def test_one_escape_closes_the_search_line_and_takes_its_marks_and_the_caret_back(database: Path) -> None:
    async with start(LOADED, database=database) as pilot:
        await press(pilot, "f2", "/", *"الأمر")
        await until(pilot, lambda: bool(screen(pilot).session.hits))
        await press(pilot, "escape")
        assert not screen(pilot).search.display
        assert screen(pilot).session.hits == ()
        assert screen(pilot).session.caret == MOSCOW.start
        assert in_review(pilot)


async def test_the_marks_of_a_search_are_left_before_the_review_and_come_back_with_the_next_match(
    database: Path,
) -> None:
    async with start(LOADED, database=database) as pilot:
        await press(pilot, "f2", "/", *"الأمر", "enter")
        assert "1 match" in status(pilot)
        caret = screen(pilot).session.caret
        await press(pilot, "escape")
        assert "match" not in status(pilot)
        assert screen(pilot).session.caret == caret
        assert in_review(pilot)
        await press(pilot, ".")
        assert "1 match" in status(pilot)


async def test_the_panel_is_left_for_the_text_and_nothing_else_is_left_with_it(database: Path) -> None:
    async with start(LOADED, database=database) as pilot:
        await press(pilot, "f2", "x", "tab")
        assert screen(pilot).panel.listed.has_focus
        await press(pilot, "escape")
        assert screen(pilot).view.has_focus
        assert "selected" in status(pilot)
        assert in_review(pilot)


async def test_nothing_is_left_at_the_bottom_of_the_ladder(database: Path) -> None:
    async with start(LOADED, database=database) as pilot:
        caret = screen(pilot).session.caret
        await press(pilot, "escape", "escape")
        assert screen(pilot).session.caret == caret
        assert pilot.app.return_code is None


@pytest.mark.parametrize("key", ["?", "f3", "f4", "f12", "ctrl+n", "ctrl+p"])
async def test_a_dialog_is_left_without_what_is_behind_it(key: str, database: Path) -> None:
    async with start(LOADED, database=database) as pilot:
        await press(pilot, "f2", "x", key)
        assert len(pilot.app.screen_stack) == 3
        await press(pilot, "escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        assert "selected" in status(pilot)
        assert in_review(pilot)


@pytest.mark.parametrize(("key", "above"), [("f1", HelpScreen), ("f11", ReaderPalette)])
async def test_what_is_opened_over_a_dialog_is_left_first(key: str, above: type, database: Path) -> None:
    async with start(LOADED, database=database) as pilot:
        await press(pilot, "f4", "/", "ا", key)
        assert isinstance(pilot.app.screen, above)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen))
        # Then the filter, and then the list.
        assert pilot.app.screen.line.field.value == "ا"
        await press(pilot, "escape")
        assert pilot.app.screen.line.field.value == ""
        await press(pilot, "escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)


async def test_adjudication_leaves_a_menu_and_then_nothing(database: Path) -> None:
    for who, label in (("هدى", "place"), ("خالد", "group")):
        with Workspace.open(database, who=who) as workspace:
            workspace.remember(ARTICLE)
            workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id), MOSCOW, label))
    with Workspace.open(database, who="سارة") as workspace:
        layers = ("هدى", "خالد")
        settlement = Settlement(workspace, ARTICLE, layers, result="adjudicated", labels=default_labels())
        app = build_adjudication([lambda: settlement], layers)
        async with app.run_test(size=(120, 30)) as pilot:
            await pilot.pause()
            for key, above in (("l", ChoiceMenu), ("?", HelpScreen)):
                await press(pilot, key)
                assert isinstance(app.screen, above)
                await press(pilot, "escape")
                await until(pilot, lambda: isinstance(app.screen, AdjudicatingScreen))
            await press(pilot, "escape", "escape")
            assert isinstance(app.screen, AdjudicatingScreen)
            assert app.return_code is None
            assert settlement.result == ()
