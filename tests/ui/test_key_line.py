"""The keys in the last line: whole ones, as many as fit, and a click presses them."""

from __future__ import annotations

from typing import ClassVar

import pytest
from on_screen import press, rows, start
from textual.app import ComposeResult
from textual.binding import Binding

from reader.load import Loaded
from reader.model import Article
from reader.ui.typed_layout import TypedLayout
from reader.ui.widgets.arabic_text import shaped_str
from reader.ui.widgets.key_line import KeyLine


class Keys(TypedLayout):
    BINDINGS: ClassVar = [
        Binding("n", "press('n')", "next"),
        Binding("p", "press('p')", "previous"),
        Binding("ى", "press('n')", "next", show=False),
        Binding("a", "press('a')", "accept"),
        Binding("q", "press('q')", "quit"),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []

    def compose(self) -> ComposeResult:
        yield KeyLine("quit", "accept")

    def action_press(self, key: str) -> None:
        self.pressed.append(key)


def shaped_letters(line: str) -> str:
    """A line as it is drawn: each Arabic letter in it is alone."""
    return "".join(shaped_str(each) if each.isalpha() else each for each in line)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, " n next  p previous  a accept  q quit"),
        (38, " n next  p previous  a accept  q quit"),
        (37, " n next  a accept  q quit"),
        (26, " n next  a accept  q quit"),
        (25, " a accept  q quit"),
        (12, " q quit"),
        (7, ""),
    ],
)
async def test_whole_keys_the_most_needed_first(width: int, shown: str) -> None:
    async with Keys().run_test(size=(width, 4)) as pilot:
        await pilot.pause()
        assert rows(pilot)[-1].rstrip() == shaped_letters(shown)


async def test_a_wider_window_shows_more() -> None:
    async with Keys().run_test(size=(20, 4)) as pilot:
        await pilot.resize_terminal(40, 4)
        await pilot.pause()
        assert rows(pilot)[-1].rstrip() == " n next  p previous  a accept  q quit"


async def test_a_click_presses_the_key() -> None:
    app = Keys()
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        await pilot.click(KeyLine, offset=(3, 0))
        await pilot.click(KeyLine, offset=(21, 0))
        await pilot.click(KeyLine, offset=(60, 0))
        await pilot.pause()
        assert app.pressed == ["n", "a"]


@pytest.mark.parametrize(
    ("width", "keys"),
    [
        (120, " n next  p previous  c commitment  a accept  ⌫ reject  / search  ? help  q quit"),
        (80, " n next  p previous  c commitment  a accept  ⌫ reject  / search  ? help  q quit"),
        (60, " n next  c commitment  a accept  ⌫ reject  ? help  q quit"),
        (40, " n next  a accept  ⌫ reject  ? help"),
        (24, " a accept  ? help"),
    ],
)
async def test_the_keys_of_the_reading_screen_in_narrow_windows(width: int, keys: str) -> None:
    async with start(Loaded(Article("خبر عاجل")), size=(width, 20)) as pilot:
        await pilot.pause()
        assert rows(pilot)[-1].rstrip() == shaped_letters(keys)


async def test_after_an_arabic_letter_the_keys_are_named_as_an_arabic_keyboard_types_them() -> None:
    async with start(Loaded(Article("خبر عاجل")), size=(80, 20)) as pilot:
        await press(pilot, "ى")
        arabic = " ى next  ح previous  ؤ commitment  ش accept  ⌫ reject  ظ search  ؟ help  ض quit"
        assert rows(pilot)[-1].rstrip() == shaped_letters(arabic)
        await press(pilot, "down", "1")
        assert rows(pilot)[-1].rstrip() == shaped_letters(arabic), "these keys are the same in every layout"
        await press(pilot, "n")
        assert rows(pilot)[-1].rstrip().startswith(" n next  p previous")
