"""Everything can be done while an Arabic keyboard layout is active, in terminals that report ctrl+ل as the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_screen import press, screen, start, status, toasts
from waiting import until

from reader.arabic.words import fold
from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.ui.actions import actions_with
from reader.ui.actions.action import EVERYWHERE, Action
from reader.ui.key_reference import name_in_both
from reader.ui.keys import _LATIN, _LAYOUTS, _typed, key_name, key_names, works_in_arabic
from reader.ui.palette import Command, ReaderPalette

ACTIONS = actions_with(default_labels())
PALETTE = next(action for action in ACTIONS if action.name == "palette")
LAYOUTS = {
    name: dict(zip(_LATIN.split(), map(_typed, tokens.split()), strict=True)) for name, tokens in _LAYOUTS.items()
}


def has_key(action: Action, layout: str) -> bool:
    """Whether one of the action's keys arrives as it is bound, when it is pressed in a layout."""
    typed = LAYOUTS[layout]
    for key in filter(works_in_arabic, action.keys):
        if key not in typed or (len(typed[key]) == 1 and key_name(typed[key]) in key_names(key)):
            return True
    return False


def is_found(action: Action, query: str) -> bool:
    """Whether the palette finds the action for what is typed."""
    return Command(action.english, action.arabic, (), lambda: None).score(fold(query)) > 0


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_every_action_has_a_key_in_every_arabic_layout_or_is_in_the_palette(action: Action, layout: str) -> None:
    # ctrl+c quits the adjudication as q does.
    same = [each for each in ACTIONS if each.arabic == action.arabic and each.where in (action.where, EVERYWHERE)]
    assert any(has_key(each, layout) for each in same) or (action.palette and is_found(action, action.arabic))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_palette_opens_with_a_sign_of_every_layout_and_where_text_is_typed_with_a_function_key(layout: str) -> None:
    assert has_key(PALETTE, layout)
    assert "f11" in PALETTE.keys


def test_a_key_with_ctrl_and_a_letter_does_not_count() -> None:
    by_keys = {keys: works_in_arabic(keys) for keys in ("ctrl+n", "alt+n", "n", "ctrl+left", "f11", "shift+f3", "b")}
    assert by_keys == {
        "ctrl+n": False,
        "alt+n": False,
        "n": True,
        "ctrl+left": True,
        "f11": True,
        "shift+f3": True,
        # It types two letters, لا, on Windows.
        "b": False,
    }


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        (("a",), "a/ش"),
        (("ctrl+s", "f2"), "ctrl+s/f2"),
        (("enter",), "enter"),
        (("1",), "1"),
        (("/", "ctrl+f"), "/ ظ"),
        (("ctrl+n",), "ctrl+n"),
        ((), ""),
    ],
)
def test_prompts_name_the_arabic_key_beside_the_latin_one(keys: tuple[str, ...], named: str) -> None:
    assert name_in_both(keys) == named


@pytest.mark.parametrize("opens", ["colon", "f11"])
@pytest.mark.parametrize("query", ["تصفية المراجعة", "تصفيه المراجعه", "تصفية"])
async def test_a_command_without_an_arabic_key_is_run_by_its_arabic_name(
    opens: str, query: str, database: Path
) -> None:
    loaded = Loaded(Article("موسكو", source="a.txt"), (Annotation(Span(0, 5), "place", source="names", rule="list"),))
    async with start(loaded, database=database) as pilot:
        await press(pilot, opens)
        assert isinstance(pilot.app.screen, ReaderPalette)
        await press(pilot, *("space" if letter == " " else letter for letter in query))
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ReaderPalette))
        await until(pilot, lambda: bool(toasts(pilot)))
        assert toasts(pilot) == ["Reviewing places only (1)."]
        assert "Reviewing places only" in status(pilot)
        assert screen(pilot).pending.review is not None


async def test_a_note_is_written_and_saved_without_a_latin_letter(database: Path) -> None:
    async with start(Loaded(Article("موسكو", source="a.txt")), database=database) as pilot:
        await press(pilot, "colon", *"ملاحظة", "space", *"على", "space", *"المقال")
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "enter")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 3 and not isinstance(pilot.app.screen, ReaderPalette))
        await press(pilot, *"مهم", "f2")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        work = screen(pilot).work
        assert work is not None
        assert work.state.note == "مهم"
