"""Keys of the user's own, on every screen: they answer in every layout, and the old ones no longer do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from on_screen import build_reader, toasts
from test_adjudicating import app as adjudicating_app
from test_adjudicating import workspace as workspace  # noqa: PLC0414 - a fixture
from textual.command import CommandList
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from ui.monkey import QuickEngine
from waiting import until

from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.settings.definitions import Annotate, Config
from reader.store.workspace import Workspace
from reader.ui.actions import ACTIONS
from reader.ui.actions.action import PLACES
from reader.ui.adjudicating.adjudicating_screen import AdjudicatingScreen
from reader.ui.app import ReaderApp
from reader.ui.help_screen import HelpScreen
from reader.ui.library.library_screen import LibraryScreen
from reader.ui.palette import ReaderPalette
from reader.ui.problems import ProblemsScreen
from reader.ui.reading.history_screen import HistoryScreen
from reader.ui.reading.occurrences_screen import OccurrencesScreen
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.widgets.arabic_text import shaped_str
from reader.ui.widgets.asking import AskScreen, FactsScreen
from reader.ui.widgets.choice_menu import Choice, ChoiceMenu
from reader.ui.widgets.key_line import KeyLine
from reader.ui.widgets.notes_input import NotesInput

TEXT = "موسكو تتعهد بوقف القصف\n\nقال سيرغي لافروف في موسكو إن الأمر تم.\n"
PLACE, PLEDGE = Annotation(Span(0, 5), "place"), Annotation(Span(6, 11), "pledge")

Keys = dict[str, str]


def config_with(keys: Keys) -> Config:
    return Config(annotate=Annotate(on_open=False), keys=tuple((name, (key,)) for name, key in keys.items()))


@pytest.fixture
def reader(tmp_path: Path) -> Callable[[Keys], ReaderApp]:
    def build(keys: Keys) -> ReaderApp:
        loaded = Loaded(Article(TEXT, title="موسكو"), (PLACE, PLEDGE)), Loaded(Article("خبر آخر.\n", title="آخر"))
        return build_reader(*loaded, config=config_with(keys), database=tmp_path / "own.db")

    return build


Reader = Callable[[Keys], ReaderApp]


async def begin(pilot: Pilot[None], app: ReaderApp) -> ReadingScreen:
    """Wait until the article can be worked on."""
    await until(pilot, lambda: len(app.screen_stack) > 1 and app.reading.work is not None and app.is_at_rest())
    return app.reading


async def press(pilot: Pilot[None], *keys: str) -> Screen[object]:
    """Press keys and wait until all they begin is done; the screen that is shown then."""
    await pilot.press(*keys)
    app = pilot.app
    assert hasattr(app, "has_handed_on_everything")
    await until(pilot, app.has_handed_on_everything)
    return app.screen


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def test_the_reading_screen_in_every_layout(reader: Reader) -> None:
    app = reader({"move.word_forward": "z"})
    async with app.run_test(size=(120, 30)) as pilot:
        reading = await begin(pilot, app)
        carets = []
        for key in ("z", "w", "ص", "ئ", "ظ"):
            await press(pilot, key)
            carets.append(reading.session.caret)
        assert carets == [6, 6, 6, 12, 17]


async def test_a_label(reader: Reader) -> None:
    app = reader({"label.person": "z"})
    async with app.run_test(size=(120, 30)) as pilot:
        reading = await begin(pilot, app)
        await press(pilot, "w", "w", "1")
        assert [each.label for each in reading.session.overlay] == ["place", "pledge"]
        await press(pilot, "ئ")
        assert [each.label for each in reading.session.overlay] == ["place", "pledge", "person"]


async def test_the_panel_and_the_key_that_leads_there(reader: Reader) -> None:
    app = reader({"panel.focus": "v", "panel.next_tab": "z"})
    async with app.run_test(size=(120, 30)) as pilot:
        reading = await begin(pilot, app)
        await press(pilot, "tab")
        assert reading.view.has_focus
        await press(pilot, "v")
        assert reading.panel.listed.has_focus
        await press(pilot, "left")
        assert reading.panel.tab == "here"
        await press(pilot, "z")
        assert reading.panel.tab == "entities"


async def test_the_search_line(reader: Reader) -> None:
    app = reader({"search.whole_words": "ctrl+l"})
    async with app.run_test(size=(120, 30)) as pilot:
        reading = await begin(pilot, app)
        await press(pilot, "/")
        assert "ctrl+l: whole words" in shown(pilot)
        await press(pilot, *"وسكو", "f2")
        await until(pilot, lambda: "1/2" in str(reading.search.count.render()))
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: "no matches words" in str(reading.search.count.render()))


async def test_the_list_of_articles(reader: Reader) -> None:
    app = reader({"library.open": "z", "library.down": "ctrl+n", "article.library": "z"})
    async with app.run_test(size=(120, 30)) as pilot:
        await begin(pilot, app)
        await until(pilot, lambda: len(app.articles) == 2)
        assert isinstance(await press(pilot, "k"), ReadingScreen)
        assert isinstance(await press(pilot, "z"), LibraryScreen)
        assert "z open" in shown(pilot)
        assert isinstance(await press(pilot, "down", "enter"), LibraryScreen)
        assert isinstance(await press(pilot, "ctrl+n", "z"), ReadingScreen)
        assert app.at == 1


async def test_all_occurrences(reader: Reader) -> None:
    app = reader({"occurrences.toggle": "t"})
    async with app.run_test(size=(120, 30)) as pilot:
        await begin(pilot, app)
        listed = await press(pilot, "a", "ctrl+home", ";")
        assert isinstance(listed, OccurrencesScreen)
        assert "t/ﻑ tick · a/ﺵ all or none" in shown(pilot)
        await press(pilot, "down", "space")
        assert len(listed.chosen) == 1
        await press(pilot, "t")
        assert listed.chosen == []


@pytest.mark.parametrize(
    ("name", "opened", "old"),
    [
        ("history.leave", HistoryScreen, ("escape", "q")),
        ("problems.leave", ProblemsScreen, ("escape", "enter", "q", "!")),
        ("menu.leave", ChoiceMenu, ("escape",)),
        ("card.close", FactsScreen, ("escape", "enter", "q", "f12")),
        ("keys.close", HelpScreen, ("escape", "enter", "q", "?", "f1")),
    ],
)
async def test_a_dialog_is_left(reader: Reader, name: str, opened: type[Screen[None]], old: tuple[str, ...]) -> None:
    app = reader({name: "z"})
    async with app.run_test(size=(120, 30)) as pilot:
        await begin(pilot, app)
        await open_dialog(pilot, name.partition(".")[0])
        for key in old:
            # What the key does outside of the dialog, it does not do from within: help is left out, since it opens.
            if key not in ("?", "f1") or opened is HelpScreen:
                assert isinstance(await press(pilot, key), opened), key
        assert isinstance(await press(pilot, "ئ"), ReadingScreen)


async def test_a_choice_of_a_menu(reader: Reader) -> None:
    app = reader({"menu.down": "j", "menu.pick": "z"})
    async with app.run_test(size=(120, 30)) as pilot:
        await begin(pilot, app)
        picked: list[int | None] = []
        app.push_screen(ChoiceMenu("Two", [Choice("one"), Choice("two")]), picked.append)
        await press(pilot, "down", "enter", "j", "z")
        assert picked == [1]


async def test_the_fields(reader: Reader) -> None:
    app = reader({"field.erase_back": "ctrl+o", "notes.submit": "ctrl+g", "field.cancel": "f9"})
    async with app.run_test(size=(120, 30)) as pilot:
        await begin(pilot, app)
        asked = await press(pilot, "ctrl+e", "a", "b", "backspace", "ctrl+o")
        assert isinstance(asked, AskScreen)
        assert asked.query_one(NotesInput).value == "a"
        assert "ctrl+g saves · f9 cancels" in shown(pilot)
        assert isinstance(await press(pilot, "ctrl+s", "ctrl+j", "escape"), AskScreen)
        assert isinstance(await press(pilot, "ctrl+g"), ReadingScreen)
        assert app.reading.work is not None
        assert app.reading.work.state.note == "a"


async def test_what_works_everywhere_also_where_textual_has_a_key_for_it(reader: Reader) -> None:
    app = reader({"help": "f11", "palette": "ctrl+v", "quit": "z"})
    async with app.run_test(size=(120, 30)) as pilot:
        await begin(pilot, app)
        assert isinstance(await press(pilot, "?", "f1", "ctrl+p", "q", "ctrl+q"), ReadingScreen)
        assert app.is_running
        assert isinstance(await press(pilot, "f11"), HelpScreen)
        await press(pilot, "escape")
        # In dialogs too.
        assert isinstance(await press(pilot, "f3", "f1", "ctrl+p"), HistoryScreen)
        assert isinstance(await press(pilot, "ctrl+v"), ReaderPalette)
        await press(pilot, "escape", "escape")
        await pilot.press("ئ")
        await until(pilot, lambda: app.return_code == 0)


async def test_adjudication(workspace: Workspace) -> None:
    app = adjudicating_app(workspace, config=config_with({"adjudicate.next": "z", "adjudicate.take_first": "6"}))
    async with app.run_test(size=(150, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, AdjudicatingScreen) and app.is_at_rest())
        screen = app.screen
        assert isinstance(screen, AdjudicatingScreen)
        at = []
        for key in ("n", "ى", "z", "ئ"):
            await press(pilot, key)
            at.append(screen.at)
        assert at == [0, 0, 1, 2]
        await press(pilot, "1")
        assert screen.settlement.count()[0] == 0
        assert "6  هدى" in shown(pilot) or "6  ﻯﺪﻫ" in shown(pilot)
        await press(pilot, "6")
        await until(pilot, lambda: screen.settlement.count()[0] == 1)


async def test_a_message_names_the_key_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.annotate.process.background.BackgroundEngine", QuickEngine)
    app = build_reader(Loaded(Article("خبر آخر.\n" * 40_000)), config=config_with({"annotation.run": "ctrl+b"}))
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await until(pilot, lambda: len(app.screen_stack) > 1 and app.is_at_rest())
        await pilot.press("ctrl+b")
        await until(pilot, lambda: bool(toasts(pilot)))
        assert "ctrl+b does another part" in toasts(pilot)[0]


async def test_an_action_without_a_key_stays_in_the_palette() -> None:
    config = Config(annotate=Annotate(on_open=False), keys=(("help", ()), ("move.word_forward", ())))
    app = build_reader(Loaded(Article(TEXT)), config=config)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: len(app.screen_stack) > 1 and app.is_at_rest())
        await press(pilot, "?", "f1", "w")
        assert app.reading.session.caret == 0
        assert "help" not in app.screen.query_one(KeyLine).render().plain
        await press(pilot, "ctrl+p", *"next word")
        await until(pilot, lambda: len(offered(pilot)) == 1)
        await press(pilot, "enter")
        await until(pilot, lambda: app.reading.session.caret == 6)


async def test_the_key_line_shows_them_in_the_same_order(reader: Reader) -> None:
    app = reader({"annotation.next": "z", "help": "f11"})
    async with app.run_test(size=(120, 30)) as pilot:
        await begin(pilot, app)
        line = app.screen.query_one(KeyLine).render().plain
        assert line == " z next  p previous  c commitment  a accept  ⌫ reject  / search  f11 help  q quit "


async def test_the_key_line_of_adjudication_begins_with_its_own_keys(workspace: Workspace) -> None:
    app = adjudicating_app(workspace)
    async with app.run_test(size=(150, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, AdjudicatingScreen) and app.is_at_rest())
        line = app.screen.query_one(KeyLine).render().plain
        assert line == (
            " n next  p back  1 take  a all  del none  l label  r role  u undo  o open  ] article  ? help  q quit "
        )


# What help and palette offer where one is


OPENED_BY = {
    "reading": (),
    "panel": ("tab",),
    "search": ("/",),
    "library": ("k",),
    "filter": ("k", "/"),
    "facets": ("k", "f"),
    "occurrences": (";",),
    "history": ("f3",),
    "problems": ("!",),
    "keys": ("?",),
}
HERE = [*OPENED_BY, "menu", "card"]


async def open_dialog(pilot: Pilot[None], where: str) -> None:
    match where:
        case "menu":
            pilot.app.push_screen(ChoiceMenu("Two", [Choice("one"), Choice("two")]))
        case "card":
            pilot.app.push_screen(FactsScreen("موسكو"))
    await press(pilot, *OPENED_BY.get(where, ()))


def offered(pilot: Pilot[None]) -> list[str]:
    options = pilot.app.screen.query_one(CommandList).options
    return [option.prompt.plain if isinstance(option.prompt, Content) else str(option.prompt) for option in options]


def sections(pilot: Pilot[None]) -> list[str]:
    """The headings that the list of keys shows first."""
    titles = [place.english for place in PLACES]
    lines = shown(pilot).split("\n")
    return [title for line in lines for title in titles if re.search(rf"│  {re.escape(title)} *│", line)]


async def check_its_actions(pilot: Pilot[None], where: str) -> None:
    """Check the palette and the help of the place that has the keyboard."""
    wanted = {shaped_str(action.english, base="ltr") for action in ACTIONS if action.where == where and action.palette}
    await press(pilot, "ctrl+p")
    await until(pilot, lambda: len(offered(pilot)) >= len(wanted))
    found = offered(pilot)
    assert {name for name in wanted if not any(line.startswith(name) for line in found)} == set()
    await press(pilot, "escape")
    assert isinstance(await press(pilot, "f1"), HelpScreen)
    assert sections(pilot)[0] == next(place.english for place in PLACES if place.name == where)


@pytest.mark.parametrize("where", [each for each in HERE if each != "keys"])
async def test_palette_and_help_begin_with_what_can_be_done_here(reader: Reader, where: str) -> None:
    app = reader({})
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, app)
        await open_dialog(pilot, where)
        await check_its_actions(pilot, where)


async def test_palette_and_help_of_adjudication(workspace: Workspace) -> None:
    app = adjudicating_app(workspace)
    async with app.run_test(size=(150, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, AdjudicatingScreen) and app.is_at_rest())
        await check_its_actions(pilot, "adjudicating")


async def test_a_command_of_the_palette_runs_on_what_had_the_keyboard(reader: Reader) -> None:
    app = reader({})
    async with app.run_test(size=(120, 40)) as pilot:
        reading = await begin(pilot, app)
        await press(pilot, "tab", "ctrl+p", *"next tab")
        await until(pilot, lambda: len(offered(pilot)) == 1)
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is reading)
        assert reading.panel.tab == "entities"
