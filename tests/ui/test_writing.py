"""While another program holds the store: keys go on, what waits is seen to wait, and everything is written in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from on_screen import ready, screen, start, toasts, undecided
from textual.pilot import Pilot
from waiting import until

from reader.load import Loaded
from reader.model import Article, Span
from reader.store.workspace import Workspace

TEXT = "موسكو تتعهد بوقف القصف\n\nقال لافروف في موسكو إن الأمر تم."
OTHER = "خبر آخر عن بيروت"
MOSCOW, PLEDGES = Span(0, 5), Span(6, 11)


class Desk:
    """A workspace that outlives the readers on it."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def start(self, **options: Any) -> AbstractAsyncContextManager[Pilot[None]]:
        loaded = Loaded(Article(TEXT, source="a.txt")), Loaded(Article(OTHER, source="b.txt"))
        # A reader that waited for the lock on the thread of the keys would wait for a minute.
        return start(*loaded, database=self.database, patience=60, **options)

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
def desk(database: Path) -> Desk:
    return Desk(database)


async def written(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: "written" not in screen(pilot).mode)


async def test_what_is_done_meanwhile_builds_on_what_was_done_before(desk: Desk) -> None:
    async with desk.start() as pilot:
        with desk.held():
            # The second 2 takes the first away only if the first is there; so does the redo what the undo took back.
            await pilot.press("2", "2", "3", "4", "u", "u", "U", "ctrl+d", "ctrl+d")
            assert screen(pilot).mode == "9 being written"
            assert [each.label for each in screen(pilot).session.overlay] == ["organization"]
            assert screen(pilot).work.state.flag == "done"
            await pilot.press("w")
            assert screen(pilot).session.caret == PLEDGES.start
        await written(pilot)
        assert screen(pilot).mode == "done"
    assert desk.stored() == [("موسكو", "organization")]
    assert desk.kinds() == ["add", "remove", "add", "change", "change", "remove", "add", "flag", "flag"]


async def test_a_tag_looks_open_until_it_is_on_disk(desk: Desk) -> None:
    async with desk.start() as pilot:
        with desk.held():
            await pilot.press("2")
            await pilot.pause()
            assert len(undecided(pilot)) == len("موسكو")
        await until(pilot, lambda: not undecided(pilot))
        assert desk.stored() == [("موسكو", "place")]


async def test_an_undo_that_reaches_further_back_than_this_reading_waits_and_says_so(desk: Desk) -> None:
    async with desk.start() as pilot:
        await pilot.press("2")
    async with desk.start(notifications=True) as pilot:
        with desk.held():
            await pilot.press("w", "w", "u", "2")
            await pilot.pause()
            assert "but not change anything in it" in toasts(pilot)[-1]
            assert screen(pilot).mode == "1 being written"
            await pilot.press("home")
            assert len(screen(pilot).session.overlay) == 1
        await written(pilot)
        assert (len(screen(pilot).session.overlay), screen(pilot).session.caret) == (0, 0)
        await pilot.press("2")
        assert desk.stored() == [("موسكو", "place")]


async def test_quitting_waits_until_everything_is_written(desk: Desk) -> None:
    async with desk.start() as pilot:
        with desk.held():
            await pilot.press("2", "w", "3", "q")
            await pilot.pause()
            assert pilot.app.return_code is None
        await until(pilot, lambda: pilot.app.return_code is not None)
        assert pilot.app.return_code == 0
    assert desk.stored() == [("موسكو", "place"), ("تتعهد", "organization")]


async def test_another_article_is_opened_while_the_store_is_held(desk: Desk) -> None:
    async with desk.start() as pilot:
        with desk.held():
            await pilot.press("2", "w", "]")
            assert screen(pilot).session.text == OTHER
            await pilot.press("w")
            assert screen(pilot).session.caret == OTHER.index("آخر")
        await ready(pilot)
        await pilot.press("3")
        await written(pilot)
        assert desk.stored(OTHER) == [("آخر", "organization")]
        await pilot.press("[")
        await ready(pilot)
        assert [each.span for each in screen(pilot).session.overlay] == [MOSCOW]
