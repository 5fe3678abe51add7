"""While another program holds the store: keys go on, what waits is seen to wait, and everything is written in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from waiting import until

from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.settings.definitions import Annotate, Config
from reader.settings.themes import load_themes
from reader.store.workspace import Workspace
from reader.ui.app import ReaderApp
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.terminal.detecting import Terminal

TEXT = "موسكو تتعهد بوقف القصف\n\nقال لافروف في موسكو إن الأمر تم."
OTHER = "خبر آخر عن بيروت"
MOSCOW, PLEDGES = Span(0, 5), Span(6, 11)


class Desk:
    """A workspace that outlives the readers on it."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def app(self, *proposals: Annotation) -> ReaderApp:
        loaded = [Loaded(Article(TEXT, source="a.txt"), proposals), Loaded(Article(OTHER, source="b.txt"))]
        return ReaderApp(
            loaded,
            config=Config(annotate=Annotate(on_open=False)),
            themes=load_themes().themes,
            labels=default_labels(),
            terminal=Terminal("test", "plain", "keep", ()),
            theme=load_themes().themes["dark"],
            # Who waited for the lock on the thread of the keys would wait for a minute.
            workspace=lambda: Workspace.open(self.database, who="سارة", patience=60),
        )

    @contextmanager
    def held(self) -> Iterator[None]:
        with closing(sqlite3.connect(self.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield

    def stored(self, text: str = TEXT) -> list[tuple[str, str]]:
        with Workspace.open(self.database, who="سارة") as workspace:
            found = workspace.annotations(Article(text).id)
        return [(each.span.of(text), each.label) for each in sorted(found, key=lambda each: each.span)]

    def kinds(self) -> list[str]:
        """What was done, in the journal's order."""
        with Workspace.open(self.database, who="سارة") as workspace:
            history = workspace.history(Article(TEXT).id)
        return [each.kind.value for each in history if each.kind.value != "position"]


@pytest.fixture
def authorship(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "reader.db")


def screen(pilot: Pilot[None]) -> ReadingScreen:
    found = pilot.app.screen
    assert isinstance(found, ReadingScreen)
    return found


async def ready(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: screen(pilot).work is not None)


async def written(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: "written" not in screen(pilot).mode)


def title(pilot: Pilot[None]) -> str:
    return screen(pilot).view.render_line(0).text


async def test_what_is_done_meanwhile_builds_on_what_was_done_before(authorship: Desk) -> None:
    async with authorship.app().run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        with authorship.held():
            # The second 2 takes the first away only if the first is there; so does the redo what the undo took back.
            await pilot.press("2", "2", "3", "4", "u", "u", "U", "ctrl+d", "ctrl+d")
            assert screen(pilot).mode == "9 being written"
            assert [each.label for each in screen(pilot).session.overlay] == ["organization"]
            assert screen(pilot).work.state.flag == "done"
            await pilot.press("w")
            assert screen(pilot).session.caret == PLEDGES.start
        await written(pilot)
        assert screen(pilot).mode == "done"
    assert authorship.stored() == [("موسكو", "organization")]
    assert authorship.kinds() == ["add", "remove", "add", "change", "change", "remove", "add", "flag", "flag"]


async def test_a_tick_stands_when_it_is_on_disk(authorship: Desk) -> None:
    async with authorship.app().run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        with authorship.held():
            await pilot.press("2")
            await pilot.pause()
            assert "✓" not in title(pilot)
        await until(pilot, lambda: "✓" in title(pilot))
        assert authorship.stored() == [("موسكو", "place")]


async def test_an_undo_that_reaches_further_back_than_this_reading_waits_and_says_so(authorship: Desk) -> None:
    async with authorship.app().run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        await pilot.press("2")
    async with authorship.app().run_test(size=(120, 30), notifications=True) as pilot:
        await ready(pilot)
        with authorship.held():
            await pilot.press("w", "w", "u", "2")
            await pilot.pause()
            assert "nothing can be done in this article" in list(pilot.app._notifications)[-1].message
            assert screen(pilot).mode == "1 being written"
            await pilot.press("home")
            assert len(screen(pilot).session.overlay) == 1
        await written(pilot)
        assert (len(screen(pilot).session.overlay), screen(pilot).session.caret) == (0, 0)
        await pilot.press("2")
        assert authorship.stored() == [("موسكو", "place")]


async def test_quitting_waits_until_everything_is_written(authorship: Desk) -> None:
    async with authorship.app().run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        with authorship.held():
            await pilot.press("2", "w", "3", "q")
            await pilot.pause()
            assert pilot.app.return_code is None
        await until(pilot, lambda: pilot.app.return_code is not None)
        assert pilot.app.return_code == 0
    assert authorship.stored() == [("موسكو", "place"), ("تتعهد", "organization")]


async def test_another_article_is_opened_while_the_store_is_held(authorship: Desk) -> None:
    async with authorship.app().run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        with authorship.held():
            await pilot.press("2", "w", "]")
            assert screen(pilot).session.text == OTHER
            await pilot.press("w")
            assert screen(pilot).session.caret == OTHER.index("آخر")
        await ready(pilot)
        await pilot.press("3")
        await written(pilot)
        assert authorship.stored(OTHER) == [("آخر", "organization")]
        await pilot.press("[")
        await ready(pilot)
        assert [each.span for each in screen(pilot).session.overlay] == [MOSCOW]
