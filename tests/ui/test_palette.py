import pytest
from textual.app import App
from textual.command import CommandList
from textual.content import Content
from textual.screen import Screen
from waiting import until

from reader.arabic.words import fold
from reader.ui.actions import ACTIONS
from reader.ui.bindings import bindings_of
from reader.ui.palette import Command, ReaderCommands, ReaderPalette, _ShapedInput
from reader.ui.widgets.arabic_text import shaped_str

HERE = [action for action in ACTIONS if action.where in ("reading", "everywhere")]


class Desk(Screen[None]):
    BINDINGS = bindings_of("reading")

    def __init__(self) -> None:
        super().__init__()
        self.ran: list[str] = []

    def action_run(self, name: str) -> None:
        self.ran.append(name)


class Palette(App[None]):
    COMMANDS = {ReaderCommands}
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings_of("everywhere")

    def __init__(self) -> None:
        super().__init__()
        self.ran: list[str] = []
        self.authorship = Desk()

    def on_mount(self) -> None:
        self.push_screen(self.authorship)

    def action_run(self, name: str) -> None:
        if name == "palette":
            self.push_screen(ReaderPalette(id="--command-palette"))
        else:
            self.ran.append(name)

    def offered(self) -> list[str]:
        options = self.screen.query_one(CommandList).options
        return [option.prompt.plain if isinstance(option.prompt, Content) else str(option.prompt) for option in options]


def command(english: str, arabic: str) -> Command:
    return Command(english, arabic, (), lambda: None)


@pytest.mark.parametrize(
    ("query", "fits"),
    [("next", True), ("التالية", True), ("الكلمه", True), ("كلمة", True), ("word next", True), ("previous", False)],
)
def test_both_names_are_searched_differences_of_spelling_aside(query: str, fits: bool) -> None:
    assert bool(command("Next word", "الكلمةُ التالية").score(fold(query))) == fits


def test_names_that_begin_with_the_query_come_first() -> None:
    next_hit, search = command("Next hit", "النتيجة التالية"), command("Search next", "بحث")
    assert next_hit.score("next") > search.score("next") > command("Annexed text", "").score("next")


def test_markup_in_a_name_is_shown() -> None:
    display = command("Theme: [red]x[/red]", "[/x] سمة").draw(80)
    assert "[red]x[/red]" in display.plain
    assert "[/x]" in display.plain


def test_a_command_keeps_to_its_line_and_its_arabic_name_is_cut_at_its_end() -> None:
    long = command("Select the word, clause, sentence, paragraph", "تحديد الكلمة فالعبارة فالجملة")
    assert long.draw(80).plain.endswith(shaped_str("تحديد الكلمة فالعبارة فالجملة"))
    assert long.draw(60).plain.endswith(shaped_str("الكلمة") + " " + shaped_str("تحديد"))
    assert long.draw(60).cell_length <= 60
    assert long.draw(50).plain == long.english


async def test_no_command_takes_two_lines_in_a_narrow_window() -> None:
    app = Palette()
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("ctrl+p")
        wanted = sum(action.palette for action in HERE)
        await until(pilot, lambda: len(app.offered()) >= wanted)
        commands = app.screen.query_one(CommandList)
        assert commands.virtual_size.height == len(commands.options)


async def test_every_action_is_offered_before_anything_is_typed() -> None:
    app = Palette()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("ctrl+p")
        wanted = sum(action.palette for action in HERE)
        await until(pilot, lambda: len(app.offered()) >= wanted)
        offered = "\n".join(app.offered())
        for action in HERE:
            assert (shaped_str(action.arabic) in offered) == action.palette, action


async def test_an_action_is_found_in_arabic_and_run_where_it_belongs() -> None:
    app = Palette()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", *"الكلمه")
        await until(pilot, lambda: "".join(app.offered()[:1]).count(shaped_str("الكلمة التالية")) == 1)
        field = app.screen.query_one(_ShapedInput)
        assert field.render_line(0).text.strip() == shaped_str("الكلمه")
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.authorship.ran))
        assert app.authorship.ran == ["move.word_forward"]


async def test_actions_of_every_screen_run_on_the_application() -> None:
    app = Palette()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", *"quit")
        await until(pilot, lambda: len(app.offered()) == 1)
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.ran))
        assert app.ran == ["quit"]


async def test_themes_are_found() -> None:
    app = Palette()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", *"nord")
        await until(pilot, lambda: len(app.offered()) == 1)
        await pilot.press("enter")
        await until(pilot, lambda: app.theme == "nord")
        assert app.theme == "nord"
