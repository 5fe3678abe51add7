"""Keys typed ahead: what follows a key that opens something belongs to what it opens, and nothing acts on the article."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from on_screen import start
from pty_session import KEYS, PtySession
from test_adjudicating import app as adjudicating_app
from test_adjudicating import workspace as workspace  # noqa: PLC0414 - a fixture
from test_ledger_screen import folder as folder  # noqa: PLC0414 - a fixture
from test_ledger_screen import reader as indexed_reader
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from waiting import until

from reader.journal.article_marks import ReadingState, add_tag
from reader.library.index.library_index import LibraryIndex
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.store.workspace import Workspace
from reader.ui.actions import ACTIONS
from reader.ui.actions.action import Action
from reader.ui.adjudicating.adjudicating_app import AdjudicatingApp
from reader.ui.adjudicating.adjudicating_screen import AdjudicatingScreen
from reader.ui.app import ReaderApp
from reader.ui.keys import twins
from reader.ui.reading.pending import ChoosingSlot, ChoosingType
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.widgets.arabic_input import ArabicInput
from reader.ui.widgets.arabic_text import shaped_str
from reader.ui.widgets.choice_menu import ChoiceMenu
from reader.ui.widgets.row_list import RowList

TEXT = "موسكو تتعهد بوقف القصف\n\nقال سيرغي لافروف في موسكو إن الأمر تم. الرقم 24 في الخبر، و2024 سنة.\n"
MARKED = "T1\tplace 0 5\tموسكو\nT2\tpledge 6 11\tتتعهد\n"
READING = [action for action in ACTIONS if action.where in ("reading", "everywhere")]
ADJUDICATING = [action for action in ACTIONS if action.where == "adjudicating"]
OPENING = [action for action in READING if action.opens]
OF_THE_INDEX = ("annotation.entity",)
"""What opens something only where there is an index, which the session in a terminal has not."""
FIRST = {"tag.role": "n"}
"""What has to be pressed before: roles belong to commitments."""
SHOWN = {
    "help": "─ Help ─",
    "article.history": "─ History ─",
    "tag.everywhere": "─ All occurrences ─",
    "word.card": "esc closes",
    "word.explain": "esc closes",
    "article.library": "esc back",
    "article.ledger": "esc back",
    "article.problems": "─ Problems ─",
    "tag.commitment": "",
    "tag.role": "",
}
"""What is on the screen then, where it is not what was typed; nothing where one key answers what is opened."""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[PtySession]:
    folders = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    settings = tmp_path / "XDG_CONFIG_HOME" / "arabic-reader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[annotate]\non_open = false\n", encoding="utf-8")
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(TEXT, encoding="utf-8")
    (news / "a.ann").write_text(MARKED, encoding="utf-8")
    with PtySession([sys.executable, "-m", "reader", str(news)], environment=folders) as session:
        # The status line tells the article's flag as soon as its workspace is open.
        session.wait_for(lambda session: session.shows("unread"))
        yield session


def _status(session: PtySession) -> str:
    return session.row(session.screen.lines - 2)


def _arabic(action: Action) -> str | None:
    """The key in the Arabic layout, where a terminal sends another one."""
    return next((twin for key in action.keys for twin in twins(key) if len(twin) == 1), None)


CASES = [
    (action.name, next(key for key in action.keys if len(key) == 1 or key in KEYS), "2 abc")
    for action in OPENING
    if action.name not in OF_THE_INDEX
]
CASES += [
    (action.name, key, "٢ ابت") for action in OPENING if action.name not in OF_THE_INDEX and (key := _arabic(action))
]


@pytest.mark.parametrize(("name", "key", "text"), CASES)
def test_what_is_typed_after_a_key_that_opens_something_goes_there(
    session: PtySession, name: str, key: str, text: str
) -> None:
    session.press(*FIRST.get(name, ""))
    session.read(0.3)
    before = _status(session)
    one_key = SHOWN.get(name) == ""
    session.press_at_once(key, text[0] if one_key else text)
    if one_key:
        session.read(0.5)
    else:
        shown = SHOWN.get(name) or shaped_str(text)
        session.wait_for(lambda session: session.shows(shown))
        session.press("escape")
        session.read(0.3)
        session.press("escape")
    session.wait_for(lambda session: _status(session) == before)
    assert session.shows("2 open")


def test_what_follows_the_end_of_a_search_is_for_the_text(session: PtySession) -> None:
    """The search for 2024 ends at its hit; n goes on from there, and there is no annotation after it."""
    session.press_at_once("/2024", "enter", "n")
    session.wait_for(lambda session: session.shows("There is no annotation after this one"))
    session.wait_for(lambda session: "1 match" in _status(session))
    assert "1 match" in _status(session)


def test_a_field_that_is_closed_and_opened_again_has_what_was_kept(session: PtySession) -> None:
    session.press_at_once("ctrl+e", "first", "\x13", "ctrl+e", " second", "\x13", "ctrl+g", "tag", "enter", "ctrl+e")
    session.wait_for(lambda session: session.shows("first second"))
    assert session.shows("Note on the article")
    session.press("escape")
    session.read(0.3)
    # The note and the tag are what the last tab of the panel counts.
    session.press("f7")
    session.wait_for(lambda session: "2 ﺶﻣﺍﻮﻫ" in session.row(0))


def test_a_key_that_quits_after_a_note_finds_the_note_kept(session: PtySession) -> None:
    session.press_at_once("ctrl+e", "kept quit", "\x13", "q")
    assert session.wait_for_exit() == 0


LOADED = Loaded(Article(TEXT, title="موسكو"), (Annotation(Span(0, 5), "place"), Annotation(Span(0, 5), "pledge")))


async def _opens(pilot: Pilot[None], action: Action) -> bool:
    """Whether an action leaves something open to which the next key belongs."""
    app = pilot.app
    assert isinstance(app, ReaderApp)
    await until(pilot, lambda: app.reading.work is not None)
    target = app if action.where == "everywhere" else app.reading
    app.call_later(target.action_run, action.name)
    await until(pilot, app.is_at_rest)
    screen = app.screen
    if not isinstance(screen, ReadingScreen):
        return True
    return isinstance(app.focused, ArabicInput) or isinstance(screen.pending.waiting, ChoosingType | ChoosingSlot)


@pytest.mark.parametrize("action", OPENING, ids=[action.name for action in OPENING])
async def test_what_opens_something_according_to_the_registry_does(action: Action, database: Path) -> None:
    index = partial(LibraryIndex, database.with_name("index.db"))
    async with start(LOADED, database=database, size=(100, 30), index=index) as pilot:
        assert await _opens(pilot, action)


async def test_nothing_else_opens_anything(database: Path) -> None:
    """A new action that opens a field or a box joins the tests above, since the registry has to say so."""
    index = partial(LibraryIndex, database.with_name("index.db"))
    async with start(LOADED, database=database, size=(100, 30), index=index) as pilot:
        for action in READING:
            if not action.opens and action.name not in ("quit", "annotation.run"):
                assert not await _opens(pilot, action), action.name


LISTS = {
    "library": ("k",),
    "entities": ("k", "@"),
    "entity": ("k", "@", "enter"),
    "ledger": ("$", "end"),
    "results": ("&", *"روسيا", "enter"),
}
"""The keys that lead to each list of the library, and to a row of it on which every action can act."""
IN_LISTS = [each for each in ACTIONS if each.where in LISTS and each.opens and each.name != "entities.merge"]
"""All but one that needs two entities: see test_entity_screens."""


@pytest.mark.parametrize("action", IN_LISTS, ids=[action.name for action in IN_LISTS])
async def test_what_is_typed_after_a_key_of_a_list_goes_to_what_it_opens(action: Action, folder: Path) -> None:
    async with indexed_reader(folder) as pilot:
        app = pilot.app
        for key in LISTS[action.where]:
            await pilot.press(key)
            await until(pilot, lambda: app.has_handed_on_everything() and app.ledger.is_idle)
        if action.where == "results":
            await until(pilot, lambda: app.search_keeping.found.is_complete and bool(app.search_keeping.found.lines))
        if action.where == "entities":
            await until(pilot, lambda: bool(app.entities.rows))
        article = app.articles[0].article.id
        app.workspace.apply(add_tag(app.workspace.authorship(article), ReadingState(), "مهم"))
        there, before = app.screen, app.workspace.latest()
        # "u" would take the tag back if it went to the list; what these open has such a key too.
        after = "home" if action.name in ("library.ledger", "library.entities", "ledger.evidence") else "u"
        for key in (action.keys[0], after):
            app.post_message(
                events.Key(_character_to_key(key) if len(key) == 1 else key, key if len(key) == 1 else None)
            )
        await until(pilot, lambda: app.has_handed_on_everything() and app.ledger.is_idle)
        assert app.screen is not there or isinstance(app.focused, ArabicInput)
        assert app.workspace.latest() == before


def test_only_these_places_have_actions_that_open_something() -> None:
    places = {"reading", "everywhere", "adjudicating", *LISTS}
    assert {action.where for action in ACTIONS if action.opens} == places


@pytest.mark.parametrize("action", [each for each in ADJUDICATING if each.opens], ids=lambda action: action.name)
async def test_what_is_typed_after_a_key_of_adjudication_goes_to_the_menu(action: Action, workspace: Workspace) -> None:
    app = adjudicating_app(workspace)
    async with app.run_test(size=(150, 30)) as pilot:
        adjudicating = await _begin_adjudicating(pilot, app)
        for key in (action.keys[0], "n", "down"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: isinstance(app.screen, ChoiceMenu) and app.has_handed_on_everything())
        assert app.screen.query_one(RowList).at == 1
        assert (adjudicating.at, adjudicating.settlement.count()[0]) == (0, 0)


async def test_nothing_else_opens_anything_in_adjudication(workspace: Workspace) -> None:
    app = adjudicating_app(workspace, articles=2)
    async with app.run_test(size=(150, 30)) as pilot:
        adjudicating = await _begin_adjudicating(pilot, app)
        for action in ADJUDICATING:
            if not action.opens and action.name != "adjudicate.quit":
                await app.run_action(action.runs, adjudicating)
                await until(pilot, app.is_at_rest)
                assert app.screen is adjudicating, action.name


async def _begin_adjudicating(pilot: Pilot[None], app: AdjudicatingApp) -> AdjudicatingScreen:
    await until(pilot, lambda: isinstance(app.screen, AdjudicatingScreen) and app.is_at_rest())
    assert isinstance(app.screen, AdjudicatingScreen)
    return app.screen
