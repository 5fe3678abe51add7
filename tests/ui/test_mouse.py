"""Everything the keys do to a commitment's roles, done with the mouse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from notation import marked
from on_screen import QUIET, put_caret, role_bar, screen, start
from textual.pilot import Pilot

from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Decision, Span
from reader.ui.key_reference import name_in_both
from reader.ui.reading.article_view import ArticleView
from reader.ui.reading.role_bar import RoleBar
from reader.ui.widgets.arabic_text import shaped_str

TEXT, (MOSCOW, CUE, ACTION, LAVROV) = marked("⟦موسكو⟧ ⟦تتعهد⟧ ⟦بوقف القصف⟧\n\nقال ⟦سيرغي لافروف⟧ إن الأمر تم.")
PLACED = (
    Annotation(CUE, "pledge", decision=Decision.ACCEPTED, key="pledge"),
    Annotation(LAVROV, "person", decision=Decision.ACCEPTED, key="person"),
)


LOADED = Loaded(Article(TEXT, source="a.txt"), PLACED)

ENGLISH = replace(QUIET, display=replace(QUIET.display, label_language="english"))


async def on_the_cue(pilot: Pilot[None]) -> None:
    put_caret(pilot, CUE.start)
    await pilot.pause()


async def click_in_bar(pilot: Pilot[None], told: str) -> None:
    await pilot.pause()
    await pilot.click(RoleBar, offset=(role_bar(pilot).index(told) + 1, 0))
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


async def test_an_empty_role_is_clicked_and_then_an_entity(database: Path) -> None:
    async with start(LOADED, config=ENGLISH, database=database) as pilot:
        await on_the_cue(pilot)
        await click_in_bar(pilot, "Committer")
        assert "Fill" in role_bar(pilot)
        await pilot.click(ArticleView, offset=cell_of(pilot, LAVROV.start + 2))
        await pilot.pause()
        assert role(pilot, "committer") == LAVROV
        assert "Fill" not in role_bar(pilot)


async def test_what_the_mouse_selects_fills_the_role(database: Path) -> None:
    async with start(LOADED, config=ENGLISH, database=database) as pilot:
        await on_the_cue(pilot)
        await click_in_bar(pilot, "Action")
        await pilot.mouse_down(ArticleView, offset=cell_of(pilot, ACTION.start))
        await pilot.hover(ArticleView, offset=cell_of(pilot, ACTION.end))
        assert role(pilot, "action") is None, "not before the button is let go"
        await pilot.mouse_up(ArticleView, offset=cell_of(pilot, ACTION.end))
        await pilot.pause()
        assert role(pilot, "action") == ACTION


async def test_a_double_click_takes_a_word(database: Path) -> None:
    async with start(LOADED, config=ENGLISH, database=database) as pilot:
        await on_the_cue(pilot)
        await click_in_bar(pilot, "Committer")
        await pilot.click(ArticleView, offset=cell_of(pilot, MOSCOW.start + 1))
        assert role(pilot, "committer") is None, "a click beside every entity only puts the caret"
        await pilot.double_click(ArticleView, offset=cell_of(pilot, MOSCOW.start + 1))
        await pilot.pause()
        assert role(pilot, "committer") == MOSCOW


async def test_enter_and_esc_are_clicked_in_the_bar(database: Path) -> None:
    async with start(LOADED, config=ENGLISH, database=database) as pilot:
        await on_the_cue(pilot)
        await click_in_bar(pilot, "Committer")
        await pilot.click(ArticleView, offset=cell_of(pilot, MOSCOW.start + 1))
        await click_in_bar(pilot, "enter")
        assert role(pilot, "committer") == MOSCOW
        await click_in_bar(pilot, "Action")
        await click_in_bar(pilot, "esc")
        assert screen(pilot).pending.picking is None
        assert role(pilot, "action") is None


async def test_types_and_attributes_are_clicked_in_the_bar(database: Path) -> None:
    async with start(LOADED, config=ENGLISH, database=database) as pilot:
        await on_the_cue(pilot)
        await pilot.press("r")
        await click_in_bar(pilot, "Polarity")
        assert "negative" in role_bar(pilot)
        screen(pilot).session.move_to(ACTION.start)
        await pilot.press("c")
        await click_in_bar(pilot, "Threat")
        assert {each.label for each in screen(pilot).session.overlay} == {"pledge", "person", "threat"}


async def test_a_click_beside_the_choices_does_nothing(database: Path) -> None:
    async with start(LOADED, config=ENGLISH, database=database) as pilot:
        await on_the_cue(pilot)
        await pilot.click(RoleBar, offset=(119, 0))
        await pilot.pause()
        assert screen(pilot).pending.picking is None


async def test_from_the_panel_a_role_is_chosen_as_from_the_text(database: Path) -> None:
    async with start(LOADED, config=ENGLISH, database=database) as pilot:
        await on_the_cue(pilot)
        await pilot.press("tab", "r", "w")
        assert screen(pilot).pending.picking is not None


@pytest.mark.parametrize("width", [200, 120, 80, 60, 40])
async def test_every_choice_has_room_in_any_window(database: Path, width: int) -> None:
    async with start(LOADED, config=ENGLISH, database=database, size=(width, 30)) as pilot:
        await on_the_cue(pilot)
        await pilot.press("r")
        await pilot.pause()
        lines = role_bar(pilot).split("\n")
        assert all(len(line) <= width for line in lines)
        assert screen(pilot).role_bar.size.height == len(lines)
        label = default_labels()["pledge"]
        slots = (*label.roles, *label.attributes)
        keys = {each.english: shaped_str(name_in_both((each.key,)), base="ltr") for each in slots}
        assert all(f"{key} {english}" in role_bar(pilot) for english, key in keys.items())
        await pilot.press("w")
        await pilot.pause()
        assert screen(pilot).role_bar.size.height == 1
        assert all(told in role_bar(pilot) for told in ("Fill", "Committer", "enter", "esc"))
