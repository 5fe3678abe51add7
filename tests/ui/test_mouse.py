"""Everything the keys do to a commitment's roles, done with the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from notation import marked
from textual.pilot import Pilot
from waiting import until

from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Decision, Span
from reader.settings.definitions import Annotate, Config
from reader.settings.themes import load_themes
from reader.store.workspace import Workspace
from reader.ui.app import ReaderApp
from reader.ui.reading.article_view import ArticleView
from reader.ui.reading.changes import Extent
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.reading.role_bar import RoleBar
from reader.ui.terminal.detecting import Terminal

TEXT, (MOSCOW, CUE, ACTION, LAVROV) = marked("⟦موسكو⟧ ⟦تتعهد⟧ ⟦بوقف القصف⟧\n\nقال ⟦سيرغي لافروف⟧ إن الأمر تم.")
PLACED = (
    Annotation(CUE, "pledge", decision=Decision.ACCEPTED, key="pledge"),
    Annotation(LAVROV, "person", decision=Decision.ACCEPTED, key="person"),
)


@pytest.fixture
def app(tmp_path: Path) -> ReaderApp:
    return ReaderApp(
        [Loaded(Article(TEXT, source="a.txt"), PLACED)],
        config=Config(annotate=Annotate(on_open=False)),
        themes=load_themes().themes,
        labels=default_labels(),
        terminal=Terminal("test", "plain", "keep", ()),
        theme=load_themes().themes["dark"],
        workspace=lambda: Workspace.open(tmp_path / "reader.db", who="سارة"),
    )


def screen(pilot: Pilot[None]) -> ReadingScreen:
    found = pilot.app.screen
    assert isinstance(found, ReadingScreen)
    return found


async def on_the_cue(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: screen(pilot).work is not None)
    screen(pilot).session.move_to(CUE.start)
    screen(pilot).changes.note(Extent.CARET)
    await pilot.pause()


def bar(pilot: Pilot[None]) -> str:
    return str(screen(pilot).role_bar.render())


async def click_in_bar(pilot: Pilot[None], told: str) -> None:
    await pilot.pause()
    await pilot.click(RoleBar, offset=(bar(pilot).index(told) + 1, 0))
    await pilot.pause()


def cell_of(pilot: Pilot[None], offset: int) -> tuple[int, int]:
    view = screen(pilot).view
    return next(
        (x, y)
        for y in range(view.size.height)
        for x in range(view.size.width)
        if view._offset_at(x, y) == offset and view.window.rows[y].place is not None
    )


def role(pilot: Pilot[None], name: str) -> Span | None:
    (pledge,) = (each for each in screen(pilot).session.overlay if each.label == "pledge")
    return pledge.role(name)


async def test_an_empty_role_is_clicked_and_then_an_entity(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await on_the_cue(pilot)
        await click_in_bar(pilot, "Committer")
        assert "Fill" in bar(pilot)
        await pilot.click(ArticleView, offset=cell_of(pilot, LAVROV.start + 2))
        await pilot.pause()
        assert role(pilot, "committer") == LAVROV
        assert "Fill" not in bar(pilot)


async def test_what_the_mouse_selects_fills_the_role(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await on_the_cue(pilot)
        await click_in_bar(pilot, "Action")
        await pilot.mouse_down(ArticleView, offset=cell_of(pilot, ACTION.start))
        await pilot.hover(ArticleView, offset=cell_of(pilot, ACTION.end))
        assert role(pilot, "action") is None, "not before the button is let go"
        await pilot.mouse_up(ArticleView, offset=cell_of(pilot, ACTION.end))
        await pilot.pause()
        assert role(pilot, "action") == ACTION


async def test_a_double_click_takes_a_word(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await on_the_cue(pilot)
        await click_in_bar(pilot, "Committer")
        await pilot.click(ArticleView, offset=cell_of(pilot, MOSCOW.start + 1))
        assert role(pilot, "committer") is None, "a click beside every entity only puts the caret"
        await pilot.double_click(ArticleView, offset=cell_of(pilot, MOSCOW.start + 1))
        await pilot.pause()
        assert role(pilot, "committer") == MOSCOW


async def test_enter_and_esc_are_clicked_in_the_bar(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await on_the_cue(pilot)
        await click_in_bar(pilot, "Committer")
        await pilot.click(ArticleView, offset=cell_of(pilot, MOSCOW.start + 1))
        await click_in_bar(pilot, "enter")
        assert role(pilot, "committer") == MOSCOW
        await click_in_bar(pilot, "Action")
        await click_in_bar(pilot, "esc")
        assert screen(pilot).pending.picking is None
        assert role(pilot, "action") is None


async def test_types_and_attributes_are_clicked_in_the_bar(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await on_the_cue(pilot)
        await pilot.press("r")
        await click_in_bar(pilot, "Polarity")
        assert "negative" in bar(pilot)
        screen(pilot).session.move_to(ACTION.start)
        await pilot.press("c")
        await click_in_bar(pilot, "Threat")
        assert {each.label for each in screen(pilot).session.overlay} == {"pledge", "person", "threat"}


async def test_a_click_beside_the_choices_does_nothing(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await on_the_cue(pilot)
        await pilot.click(RoleBar, offset=(119, 0))
        await pilot.pause()
        assert screen(pilot).pending.picking is None


async def test_from_the_panel_a_role_is_chosen_as_from_the_text(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await on_the_cue(pilot)
        await pilot.press("tab", "r", "w")
        assert screen(pilot).pending.picking is not None


@pytest.mark.parametrize("width", [200, 120, 80, 60, 40])
async def test_every_choice_has_room_in_any_window(app: ReaderApp, width: int) -> None:
    async with app.run_test(size=(width, 30)) as pilot:
        await on_the_cue(pilot)
        await pilot.press("r")
        await pilot.pause()
        lines = bar(pilot).split("\n")
        assert all(len(line) <= width for line in lines)
        assert screen(pilot).role_bar.size.height == len(lines)
        label = default_labels()["pledge"]
        assert all(f"{each.key} {each.english}" in bar(pilot) for each in (*label.roles, *label.attributes))
        await pilot.press("w")
        await pilot.pause()
        assert screen(pilot).role_bar.size.height == 1
        assert all(told in bar(pilot) for told in ("Fill", "Committer", "enter", "esc"))
