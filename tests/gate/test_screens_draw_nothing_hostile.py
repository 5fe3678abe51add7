"""No screen sends a terminal what a file, a workspace, a label or a theme orders it to do."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest
from hostile import (
    PAYLOAD,
    fill_workspace,
    find_leaks,
    hostile_annotations,
    hostile_article,
    write_files,
    write_settings,
)
from on_screen import THEMES, build_adjudication, build_reader, rows
from pty_session import PtySession
from rich.cells import cell_len
from rich.text import Text
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static
from waiting import until

from reader.comparing.settlement import Settlement
from reader.labels import LabelSet, read_labels
from reader.library.deadlines import article_day
from reader.library.index.annotation_putting import put_proposals
from reader.library.index.article_putting import put_article
from reader.library.index.library_index import LibraryIndex
from reader.library.queries.saved_queries import SavedQuery
from reader.load import Loaded, LoadError, load_all
from reader.model import Annotation, Article, Span
from reader.outlets import Outlet
from reader.settings.definitions import Config
from reader.store.workspace import Workspace
from reader.ui.actions import ACTIONS, actions_with
from reader.ui.app import ReaderApp
from reader.ui.keys import key_names
from reader.ui.library.search_screen import SearchScreen
from reader.ui.terminal.gated import GatedApp, LineGate
from reader.ui.widgets.arabic_input import ArabicInput
from reader.ui.widgets.arabic_text import notify

SCREENS = [
    "AskScreen",
    "FactsScreen",
    "HelpScreen",
    "HistoryScreen",
    "LedgerScreen",
    "LibraryScreen",
    "OccurrencesScreen",
    "ProblemsScreen",
    "ReaderPalette",
    "ReadingScreen",
    "ReasonsScreen",
    "SearchScreen",
]
LEAVES = ("q", "ctrl+q", "ctrl+c", "ctrl+z")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    write_settings(tmp_path / "XDG_CONFIG_HOME")


@pytest.fixture
def labels(tmp_path: Path) -> LabelSet:
    return read_labels(tmp_path / "XDG_CONFIG_HOME" / "arabic-reader" / "labels.toml")


def sent_for(app: App[None]) -> str:
    """What the terminal would be sent to draw the whole screen as it is."""
    return app.screen._compositor.render_full_update().render_segments(app.console)


async def walk(pilot: Pilot[None], keys: Iterable[str], *, further: Sequence[str] = ("down", "enter")) -> set[str]:
    """Press each key and further ones in whatever it opens, look at each screen, and come back; what was seen."""
    home = pilot.app.screen
    seen = set()
    for key in keys:
        for pressed in (key, *further):
            await pilot.press(pressed)
            name = type(pilot.app.screen).__name__
            assert find_leaks(sent_for(pilot.app)) == [], (key, pressed, name)
            seen.add(name)
        while pilot.app.screen is not home:
            await pilot.press("escape")
        await pilot.press("escape")
    return seen


def fill_index(place: Path, article: Article) -> Path:
    """An index that knows a hostile commitment, and another article with what may be evidence for it."""
    other = replace(article, text=f"{article.text}\nحمت روسيا المدنيين في حلب{PAYLOAD}.", source=PAYLOAD)
    with LibraryIndex(place) as index, index.writing() as connection:
        for each, many in ((article, None), (other, 3)):
            number = put_article(connection, Loaded(each, name=PAYLOAD), read_day=article_day)
            put_proposals(connection, number, each.text, hostile_annotations()[:many], engine=PAYLOAD)
    return place


def hostile_reader(labels: LabelSet, tmp_path: Path, *, has_index: bool = False) -> ReaderApp:
    """The reader on articles, a workspace, themes and problems, and perhaps an index, that are all hostile."""
    database = tmp_path / "reader.db"
    article = fill_workspace(database, source=f"news/{PAYLOAD}.txt")
    loaded = Loaded(article, hostile_annotations(), warnings=(PAYLOAD,), name=PAYLOAD)
    files = load_all([str(path) for path in write_files(tmp_path / "files")])[0]
    return build_reader(
        loaded,
        LoadError(PAYLOAD),
        *files,
        config=Config(),
        themes={**THEMES, PAYLOAD: replace(THEMES["dark"], name=PAYLOAD, english=PAYLOAD, arabic=PAYLOAD)},
        labels=labels,
        database=database,
        who="هدى",
        index=partial(LibraryIndex, fill_index(tmp_path / "index.db", article)) if has_index else None,
        greetings=(PAYLOAD,),
        problems=(PAYLOAD,),
    )


@pytest.mark.parametrize(("size", "further", "has_gate"), [((120, 40), ("down", "enter"), True), ((60, 20), (), False)])
async def test_every_action_of_the_reader(
    size: tuple[int, int],
    further: tuple[str, ...],
    has_gate: bool,
    labels: LabelSet,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing hostile is drawn, and were there no last gate, nothing would be either."""
    if not has_gate:
        monkeypatch.setattr(LineGate, "apply", lambda self, segments, background: segments)
    app = hostile_reader(labels, tmp_path)
    heard = [each for each in actions_with(labels) if each.where in ("reading", "everywhere")]
    actions = [each for each in heard if each.keys and each.name not in ("quit", "panel.swap")]
    # Last, since it goes to another article.
    actions.sort(key=lambda each: each.name == "article.finish")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        notify(app, PAYLOAD, title=PAYLOAD)
        seen = await walk(pilot, [key_names(action.keys[0])[0] for action in actions], further=further)
        assert sorted(seen) == SCREENS


@pytest.mark.parametrize(
    ("where", "opened_by"),
    [
        ("library", "k"),
        ("facets", "k f"),
        ("occurrences", ";"),
        ("history", "f3"),
        ("problems", "!"),
        ("card", "f12"),
        ("keys", "f1"),
        ("ledger", "$"),
        ("evidence", "$ e"),
    ],
)
async def test_every_key_of_the_dialogs(where: str, opened_by: str, labels: LabelSet, tmp_path: Path) -> None:
    app = hostile_reader(labels, tmp_path, has_index=where in ("ledger", "evidence"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: len(app.screen_stack) > 1 and app.reading.work is not None and app.is_at_rest())
        for action in ACTIONS:
            if action.where != where:
                continue
            for key in opened_by.split():
                await pilot.press(key)
                await until(pilot, lambda: app.has_handed_on_everything() and app.ledger.is_idle)
            assert type(app.screen).__name__.lower().startswith(where) or where in ("card", "keys")
            await pilot.press(key_names(action.keys[0])[0])
            await until(pilot, lambda: app.has_handed_on_everything() and app.ledger.is_idle)
            assert find_leaks(sent_for(app)) == [], action.name
            while app.screen is not app.reading:
                await pilot.press("escape")


async def test_every_key_of_the_search(labels: LabelSet, tmp_path: Path) -> None:
    """Hostile articles are found, drawn and opened, and a hostile query is refused, kept and listed."""
    app = hostile_reader(labels, tmp_path)
    search = app.search_keeping
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.reading.work is not None and app.is_at_rest())
        await pilot.press("&")
        app.screen.query_one(ArabicInput).value = "date:>1900 OR -قققق"
        await until(pilot, lambda: bool(search.found.lines) and not search.is_behind)
        search.kept.save(SavedQuery(PAYLOAD, PAYLOAD))
        search.kept.note(PAYLOAD)
        await pilot.press("enter")
        for action in (each for each in ACTIONS if each.where in ("results", "saved", "query")):
            await pilot.press("l" if action.where == "saved" else "tab" if action.where == "query" else "end")
            await until(pilot, app.has_handed_on_everything)
            assert find_leaks(sent_for(app)) == [], action.name
            await pilot.press(key_names(action.keys[0])[0])
            await until(pilot, app.has_handed_on_everything)
            assert find_leaks(sent_for(app)) == [], action.name
            while not isinstance(app.screen, SearchScreen):
                await pilot.press("escape" if app.screen is not app.reading else "&")
            app.screen.set_focus(None)
        app.screen.query_one(ArabicInput).value = f"{PAYLOAD}:"
        await until(pilot, app.has_handed_on_everything)
        assert search.error is not None
        assert find_leaks(sent_for(app)) == []


async def test_every_key_of_adjudication(labels: LabelSet, tmp_path: Path) -> None:
    database = tmp_path / "reader.db"
    layers = ("هدى", "خالد")
    article = fill_workspace(database, source=f"news/{PAYLOAD}.txt", analysts=layers)
    with Workspace.open(database, who="ليلى") as workspace:
        settlement = lambda: Settlement(workspace, article, layers, result=PAYLOAD, labels=labels)  # noqa: E731
        app = build_adjudication([settlement], layers, result=PAYLOAD, labels=labels)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            keys = [key for key in app.screen.active_bindings if key not in LEAVES]
            own = {key_names(key)[0] for each in ACTIONS if each.where == "adjudicating" for key in each.keys}
            assert own - set(LEAVES) <= set(keys)
            await walk(pilot, keys)


@pytest.mark.parametrize("mode", ["plain", "lro", "kitty"])
def test_the_reader_itself_in_a_terminal(mode: str, tmp_path: Path) -> None:
    folder = tmp_path / f"news{PAYLOAD}"
    write_files(folder)
    own = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    command = [sys.executable, "-m", "reader", "read", str(folder)]
    with PtySession(command, environment={**own, "READER_BIDI": mode, "READER_ANALYST": "هدى"}) as session:
        session.wait_for(lambda shown: b"quit" in shown.sent, seconds=60)
        for key in (
            # The list of articles, with its filter and its facets; then the first article.
            "f",
            "escape",
            "/",
            "escape",
            "enter",
            "tab",
            "down",
            "\x1bOS",
            "down",
            "escape",
            "escape",
            "?",
            "escape",
            "\x10",
            "escape",
            "]",
            "]",
            "q",
        ):
            session.press(key)
            while session.read(0.3):
                pass
        session.wait_for_exit()
        sent = session.sent.decode()
    # What the reader means: its questions, and in these modes marks around Arabic and sizes for its letters.
    for own_sequence in ("\x05", "\u200e\u202d") if mode == "lro" else ("\x05",):
        sent = sent.replace(own_sequence, "")
    assert find_leaks(re.sub("\x1b]66;w=1:h=[12];([^\x07\x1b]*)\x07", r"\1", sent)) == []


def test_the_last_words_after_a_crash() -> None:
    app = GatedApp()
    app._exit_renderables.append(Text(PAYLOAD, style="red"))
    out = io.StringIO()
    with patch.object(sys, "stderr", Outlet(out)):
        app._print_error_renderables()
    assert find_leaks(out.getvalue()) == []
    assert "\\x1b]52;c;QUJD" in out.getvalue()


async def test_a_widget_that_forgets_the_stand_ins() -> None:
    """What a widget draws as it is loses what commands the terminal, and the line keeps its width."""

    class Careless(GatedApp):
        def compose(self) -> ComposeResult:
            yield Static(Content("قبل\x1b]52;c;QUJD\x07\xad بعد"))

    async with Careless().run_test(size=(40, 2)) as pilot:
        assert find_leaks(sent_for(pilot.app)) == []
        first = rows(pilot)[0]
        assert first.startswith("قبل]52;c;QUJD بعد")
        assert cell_len(first) == 40


@pytest.mark.parametrize("where", ["entities", "entity", "picture"])
async def test_every_key_of_the_entities_and_the_pictures(where: str, labels: LabelSet, tmp_path: Path) -> None:
    article = replace(hostile_article(), date="2017-01-02")
    with LibraryIndex(tmp_path / "index.db") as index, index.writing() as connection:
        number = put_article(connection, Loaded(article), read_day=article_day)
        connection.execute("INSERT INTO places SELECT place, '', number, 1 FROM articles")
        named = Annotation(Span(0, 9), "person", attributes=(("entity", PAYLOAD), ("gloss", PAYLOAD)))
        proposals = (named, *hostile_annotations())
        put_proposals(connection, number, article.text, proposals, engine="1", labels=labels)
    app = build_reader(
        Loaded(article, hostile_annotations()),
        Loaded(Article("خبر")),
        labels=labels,
        index=lambda: LibraryIndex(tmp_path / "index.db"),
        database=tmp_path / "reader.db",
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.reading.work is not None and app.is_at_rest())
        app.entities.open_list()
        await until(pilot, lambda: bool(app.entities.rows) and app.is_at_rest())
        if where == "entity":
            await pilot.press("enter")
        elif where == "picture":
            await pilot.press("P")
        await until(pilot, lambda: app.has_handed_on_everything())
        await pilot.pause(0.3)
        home = app.screen
        for action in ACTIONS:
            if action.where != where or not action.keys or action.name.endswith(".leave"):
                continue
            await pilot.press(key_names(action.keys[0])[0])
            await until(pilot, app.has_handed_on_everything)
            assert find_leaks(sent_for(app)) == [], action.name
            while app.screen is not home and home in app.screen_stack:
                await pilot.press("escape")
            if home not in app.screen_stack:
                # Enter has led to the article.
                return
