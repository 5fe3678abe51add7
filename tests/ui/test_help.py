from pathlib import Path

import pytest
from on_screen import pieces, press, screen, shown, start
from textual.app import App
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from waiting import until

from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.settings.definitions import Annotate, Config
from reader.ui.actions import ACTIONS
from reader.ui.actions.action import GROUPS, PLACES
from reader.ui.help_screen import HelpScreen, list_keys
from reader.ui.key_reference import keys_page, name_key, name_twins
from reader.ui.palette import ReaderPalette
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
def test_every_action_has_its_key_and_its_description(width: int) -> None:
    content = list_keys(ACTIONS, Config(), width)
    lines = content.plain.split("\n")
    assert all(line.cell_length <= width for line in content.split("\n"))
    for action in ACTIONS:
        first = name_key(action.keys[0])
        assert any(line.startswith(first) for line in lines), action
    joined = " ".join(" ".join(lines).split())
    assert "Next word" in joined
    assert shaped_str("الكلمة التالية") not in joined


class Asking(App[None]):
    def on_mount(self) -> None:
        self.push_screen(HelpScreen(ACTIONS, Config()))


@pytest.mark.parametrize("size", [(100, 30), (60, 24)])
async def test_the_screen_says_where_the_arrows_go_and_scrolls(size: tuple[int, int]) -> None:
    app = Asking()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert "Help" in shown(pilot)
        app.screen.query_one(VerticalScroll).scroll_to_widget(
            app.screen.query_one("#help-text"), animate=False, top=True
        )
        await pilot.pause()
        assert "left is forward" in " ".join(shown(pilot).replace("│", " ").split())
        last = [action for action in ACTIONS if action.where == PLACES[-1].name][-1].english
        assert last not in shown(pilot)
        app.screen.query_one(VerticalScroll).scroll_end(animate=False)
        await pilot.pause()
        assert last in shown(pilot)


ENTITY, CUE = Annotation(Span(0, 5), "place", source="names"), Annotation(Span(6, 11), "pledge", source="names")
LOADED = Loaded(Article("موسكو تتعهد بوقف القصف", source="a.txt"), (ENTITY, CUE))


async def open_help(pilot: Pilot[None]) -> str:
    await press(pilot, "?")
    await until(pilot, lambda: "Every day" in shown(pilot))
    return shown(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_first_page_has_the_ten_keys_of_every_day_and_the_whole_legend(size: tuple[int, int]) -> None:
    async with start(LOADED, size=size) as pilot:
        page = await open_help(pilot)
        first = page.index("Every day")
        assert [
            name
            for name in ("space", "n/ﻯ", "a/ﺵ", "⌫", "1–7", "c/ﺅ", "r/ﻕ", "/ ﻅ", "]/ﺩ", "u/ﻉ")
            if name not in page[first : page.index("Colours")]
        ] == []
        named = [label.english for label in default_labels().values()]
        named += [role.english for role in default_labels()["pledge"].roles]
        named += ["binds itself", "wants of others", "refuses or threatens", "agrees"]
        named += ["open", "accepted", "nested", "in hand", "bookmark", "note"]
        assert [name for name in named if name not in page] == []
        assert "…" not in page[first:]


@pytest.mark.parametrize("theme", ["dark", "light", "ansi16", "mono"])
async def test_the_legend_is_drawn_as_the_page_is(theme: str) -> None:
    async with start(LOADED, size=(120, 40), theme=theme) as pilot:
        await press(pilot, "ctrl+end")
        view = screen(pilot).view
        segments = [each for row in range(view.size.height) for each in view.render_line(row)]
        on_page = next(each.style for each in segments if each.text == shaped_str("موسكو"))
        await open_help(pilot)
        # Those before them are in the article, which is dimmed behind the list.
        *_, opened, accepted = [style for text, style in pieces(pilot) if text == shaped_str("موسكو")]
        # Open first, as in the article, and then accepted, in the same colour and bold.
        samples = [opened, accepted]
        if theme in {"ansi16", "mono"}:
            assert f"‹{shaped_str('موسكو')}›" in shown(pilot)
            assert f"[{shaped_str('موسكو')}]" in shown(pilot)
        else:
            assert not on_page.bold
            assert [bool(style.bold) for style in samples] == [False, True]
            assert len({(style.color, style.bgcolor) for style in samples}) == 1
        person = default_labels()["person"]
        label = next(style for text, style in pieces(pilot) if text == shaped_str(person.arabic))
        assert (label.color, label.bgcolor) == (samples[1].color, samples[1].bgcolor)


async def test_the_keys_of_every_day_are_the_ones_in_force() -> None:
    config = Config(annotate=Annotate(on_open=False), keys=(("review.accept", ("z",)), ("tag.undo", ())))
    async with start(LOADED, size=(80, 24), config=config) as pilot:
        page = await open_help(pilot)
        assert "z/ﺉ" in page
        assert "a/ﺵ" not in page
        assert "u/ﻉ" not in page


async def test_the_actions_of_reading_are_in_groups() -> None:
    listed = list_keys(ACTIONS, Config(), 100).plain.split("\n")
    assert [group for group in GROUPS if group not in map(str.strip, listed)] == []
    assert {each.group for each in ACTIONS if each.where == "reading"} == set(GROUPS)


@pytest.mark.parametrize(
    ("keys", "named"), [((), "Press : instead, in a text field f11"), ((("palette", ("f9",)),), "Press f9 instead")]
)
def test_it_says_what_to_press_instead_of_ctrl_in_an_arabic_layout(
    keys: tuple[tuple[str, tuple[str, ...]], ...], named: str
) -> None:
    assert named in " ".join(list_keys(ACTIONS, Config(keys=keys), 100).plain.split())


@pytest.mark.parametrize("key", ["/", "ظ", ":", "f11"])
async def test_a_command_is_found_by_its_name_from_there(key: str) -> None:
    async with start(LOADED) as pilot:
        await open_help(pilot)
        await press(pilot, {"/": "slash", ":": "colon"}.get(key, key))
        await until(pilot, lambda: isinstance(pilot.app.screen, ReaderPalette))
        assert len(pilot.app.screen_stack) == 3


async def test_the_keys_of_a_dialog_come_before_the_legend() -> None:
    async with start(LOADED, size=(80, 40)) as pilot:
        await press(pilot, "k", "f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        await pilot.pause()
        assert "List of articles" in shown(pilot)
        assert "Every day" not in shown(pilot)


@pytest.mark.parametrize("key", ["escape", "question_mark", "arabic_question_mark", "ض"])
async def test_it_closes(key: str) -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert not isinstance(app.screen, HelpScreen)
