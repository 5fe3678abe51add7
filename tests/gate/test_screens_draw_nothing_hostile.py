"""No screen sends a terminal what a file, a workspace, a label or a theme orders it to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import (
    PAYLOAD,
    fill_workspace,
    find_leaks,
    hostile_annotations,
    write_files,
    write_settings,
)
from textual.app import App
from textual.pilot import Pilot

from reader.labels import read_labels
from reader.load import Loaded, LoadError, load_all
from reader.settings import Config
from reader.settling import Settling
from reader.store.workspace import Workspace
from reader.themes import load_themes
from reader.ui.actions import actions_with
from reader.ui.adjudicating_app import AdjudicatingApp
from reader.ui.app import ReaderApp
from reader.ui.detect import Terminal
from reader.ui.keys import key_names
from reader.ui.text import notify

PLAIN = Terminal("test", "plain", "keep", ())
LEAVES = ("q", "ctrl+q", "ctrl+c", "ctrl+z")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    write_settings(tmp_path / "XDG_CONFIG_HOME")


@pytest.fixture
def labels(tmp_path: Path):
    return read_labels(tmp_path / "XDG_CONFIG_HOME" / "arabic-reader" / "labels.toml")


def sent_for(app: App[None]) -> str:
    """What the terminal would be sent to draw the whole screen as it is."""
    return app.screen._compositor.render_full_update().render_segments(app.console)


async def walk(pilot: Pilot[None], keys: list[str]) -> Iterator[str]:
    """Press each key, whatever it opens, look at all that is offered there, and come back."""
    home = pilot.app.screen
    seen = set()
    for key in keys:
        for again in (key, "down", "tab", "enter", "down", "enter"):
            await pilot.press(again)
            await pilot.pause()
            assert find_leaks(sent_for(pilot.app)) == [], (key, again, type(pilot.app.screen).__name__)
            seen.add(type(pilot.app.screen).__name__)
        for _ in range(6):
            if pilot.app.screen is home:
                break
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("escape")
    return seen


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_every_action_of_the_reader(size: tuple[int, int], labels, tmp_path: Path) -> None:
    database = tmp_path / "reader.db"
    article = fill_workspace(database, source=f"news/{PAYLOAD}.txt")
    loaded = Loaded(article, hostile_annotations(), warnings=(PAYLOAD,), name=PAYLOAD)
    files = load_all([str(path) for path in write_files(tmp_path / "files")])[0]
    themes = load_themes().themes
    app = ReaderApp(
        [loaded, LoadError(PAYLOAD), *files],
        config=Config(),
        themes={**themes, PAYLOAD: replace(themes["dark"], name=PAYLOAD, english=PAYLOAD, arabic=PAYLOAD)},
        labels=labels,
        terminal=PLAIN,
        theme=themes["dark"],
        workspace=lambda: Workspace.open(database, who="هدى"),
        greetings=(PAYLOAD,),
        problems=(PAYLOAD,),
    )
    actions = [each for each in actions_with(labels) if each.keys and each.name not in ("quit", "panel.swap")]
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.5)
        notify(app, PAYLOAD, title=PAYLOAD)
        seen = await walk(pilot, [key_names(action.keys[0])[0] for action in actions])
        assert {"HelpScreen", "LibraryScreen", "HistoryScreen", "ReadingScreen", "ReaderPalette"} <= seen


async def test_every_key_of_adjudication(labels, tmp_path: Path) -> None:
    database = tmp_path / "reader.db"
    layers = ("هدى", "خالد")
    article = fill_workspace(database, source=f"news/{PAYLOAD}.txt", analysts=layers)
    with Workspace.open(database, who="ليلى") as workspace:
        settling = lambda: Settling(workspace, article, layers, result=PAYLOAD, labels=labels)  # noqa: E731
        themes = load_themes().themes
        app = AdjudicatingApp(
            [settling],
            layers,
            PAYLOAD,
            config=Config(),
            themes=themes,
            labels=labels,
            terminal=PLAIN,
            theme=themes["dark"],
        )
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.5)
            keys = [key for key in app.screen.active_bindings if key not in LEAVES]
            assert len(keys) > 10
            await walk(pilot, keys)
