from pathlib import Path

import pytest
from on_screen import rows, shown
from textual.app import App
from textual.containers import VerticalScroll

from reader.settings.definitions import Config
from reader.ui.actions import ACTIONS
from reader.ui.actions.action import PLACES
from reader.ui.help_screen import HelpScreen, list_keys
from reader.ui.key_reference import keys_page, name_key, name_twins
from reader.ui.widgets.arabic_text import shaped_str


def test_keys_are_named_as_people_write_them() -> None:
    assert [name_key(key) for key in ("ctrl+left", "pagedown", "?", "+", "ctrl++", "L")] == [
        "ctrl+←",
        "page down",
        "?",
        "+",
        "ctrl++",
        "L",
    ]


def test_twins_are_shown_one_by_one() -> None:
    assert name_twins("n") == ("ى", "ر")
    assert name_twins("W") == ("◌\u064b",)
    assert name_twins("b") == ("ﻻ", "ز")
    assert name_twins("ctrl+p") == ()


def test_the_page_of_the_documentation_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "keys.md"
    assert page.read_text(encoding="utf-8") == keys_page()


def test_the_page_lists_every_action_in_logical_order() -> None:
    page = keys_page()
    for action in ACTIONS:
        assert f"| `{action.name}` |" in page
        assert f"| {action.arabic} |" in page


@pytest.mark.parametrize("width", [40, 71, 72, 100])
def test_every_action_has_its_key_and_both_descriptions(width: int) -> None:
    content = list_keys(ACTIONS, Config(), width)
    lines = content.plain.split("\n")
    assert all(line.cell_length <= width for line in content.split("\n"))
    for action in ACTIONS:
        first = name_key(action.keys[0])
        assert any(line.startswith(first) for line in lines), action
    joined = " ".join(" ".join(lines).split())
    assert shaped_str("الكلمة التالية") in joined
    assert "Next word" in joined


class Asking(App[None]):
    def on_mount(self) -> None:
        self.push_screen(HelpScreen(ACTIONS, Config()))


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
async def test_the_screen_says_where_the_arrows_go_and_scrolls(size: tuple[int, int]) -> None:
    app = Asking()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert "left is forward" in " ".join(shown(pilot).replace("│", " ").split())
        # Wrapped in reading order: the line begins, at the right, with the first word.
        first = next(row for row in rows(pilot) if shaped_str("الأسهم") in row)
        assert shaped_str("مفاتيح الأسهم") in first
        assert all(row.startswith(("   │ w", "     │ w")) for row in rows(pilot) if shaped_str("الكلمة التالية") in row)
        assert shaped_str("المفاتيح") in shown(pilot)
        last = [action for action in ACTIONS if action.where == PLACES[-1].name][-1].english
        assert last not in shown(pilot)
        app.screen.query_one(VerticalScroll).scroll_end(animate=False)
        await pilot.pause()
        assert last in shown(pilot)


@pytest.mark.parametrize("key", ["escape", "question_mark", "arabic_question_mark", "ض"])
async def test_it_closes(key: str) -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert not isinstance(app.screen, HelpScreen)
