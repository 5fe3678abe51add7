"""A workspace that something has damaged: the reader opens, says what is left out, and shows the rest."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot
from waiting import until

from reader.errors import StoreError
from reader.journal import article_marks, tagging
from reader.journal.article_marks import ReadingState
from reader.journal.operation_json import encode
from reader.journal.operations import KeptAnnotation
from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.settings.definitions import Annotate, Config
from reader.settings.themes import load_themes
from reader.store.workspace import Workspace
from reader.ui.app import ReaderApp
from reader.ui.reading.reading_screen import ReadingScreen
from reader.ui.terminal.detecting import Terminal

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان.\n\nنهاية الخبر.", title="خبر", source="a.txt")
END = len(ARTICLE.text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news" / ".reader" / "reader.db"
    with Workspace.open(path, who="huda") as workspace:
        workspace.remember(ARTICLE)
        authorship = workspace.authorship(ARTICLE.id)
        workspace.apply(tagging.tag(authorship, Span(5, 8), "place"))
        workspace.apply(tagging.tag(authorship, Span(25, 32), "place"))
        workspace.apply(article_marks.set_bookmark(authorship, ReadingState(), 9, "هنا"))
        workspace.apply(article_marks.keep_position(authorship, ReadingState(), 7))
    return path


def annotation(start: int, end: int) -> str:
    return encode(KeptAnnotation(Annotation(Span(start, end), "place", (("committer", Span(start, end)),))))


DAMAGE = {
    "an annotation that is none": ("annotations SET value = '{}' WHERE rowid = 1", True),
    "a span that is reversed": (f"annotations SET value = '{json.dumps({'span': [8, 5]})}' WHERE rowid = 1", True),
    "text that is no UTF-8": ("annotations SET value = CAST(x'7bff' AS TEXT) WHERE rowid = 1", True),
    "an operation of no kind": ("journal SET kind = 'moved' WHERE sequence = 1", False),
    "an operation at no time": ("journal SET at = 'yesterday' WHERE sequence = 1", False),
    "a position in words": ("marks SET value = '\"x\"' WHERE kind = 'position'", True),
    "a position after the text": (f"marks SET value = '{END * 9}' WHERE kind = 'position'", False),
    "a bookmark after the text": (f"marks SET key = '{END * 9}' WHERE kind = 'bookmark'", False),
    "a span that ends after the text": (
        f"annotations SET value = '{annotation(END - 3, END * 9)}' WHERE rowid = 1",
        False,
    ),
    "a span after the text": (f"annotations SET value = '{annotation(END * 9, END * 10)}' WHERE rowid = 1", False),
    "a bookmark that was put after the text": (f"journal SET key = '{END * 9}' WHERE kind = 'bookmark'", False),
    "an operation on a span after the text": (
        f"journal SET after = '{annotation(END * 9, END * 10)}' WHERE sequence = 1",
        False,
    ),
}


def opened(path: Path) -> ReaderApp:
    return ReaderApp(
        [Loaded(ARTICLE)],
        config=Config(annotate=Annotate(on_open=False)),
        themes=load_themes().themes,
        labels=default_labels(),
        terminal=Terminal("test", "plain", "keep", ()),
        theme=load_themes().themes["dark"],
        workspace=lambda: Workspace.open(path, who="huda"),
    )


@pytest.mark.parametrize(("change", "is_told"), DAMAGE.values(), ids=DAMAGE.keys())
async def test_the_reader_opens_with_the_rest(path: Path, change: str, is_told: bool) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(f"UPDATE {change}").rowcount == 1
        connection.commit()
    app = opened(path)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: screen(pilot) is not None and screen(pilot).work is not None)
        if is_told:
            await until(pilot, lambda: any("cannot be read" in each.message for each in pilot.app._notifications))
        assert {each.span for each in screen(pilot).work.decided} >= {Span(25, 32)}
        for key in ("w", "w", "2", "u", "U", "n", "n", "n", "p", "m", "escape", "ctrl+end", "u", "u", "u", "U"):
            await pilot.press(key)
            await pilot.pause()
        kept = path.parent / "backups"
        await until(pilot, lambda: any(each.suffix == ".db" for each in kept.glob("reader-*")))
    assert app.return_code in (None, 0)


async def test_damage_that_the_copy_of_the_day_finds_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_damage(*_: object) -> None:
        raise StoreError("the workspace is damaged; see `reader check`.")

    monkeypatch.setattr("reader.store.daily.keep_daily", find_damage)
    async with opened(path).run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: any("is damaged" in each.message for each in pilot.app._notifications))


def screen(pilot: Pilot[None]) -> ReadingScreen:
    found = pilot.app.screen
    assert isinstance(found, ReadingScreen)
    return found
