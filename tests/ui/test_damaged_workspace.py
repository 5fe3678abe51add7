"""A workspace that something has damaged: the reader opens, says what is left out, and shows the rest."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from on_screen import screen, start, toasts
from waiting import until

from reader.errors import StoreError
from reader.journal import article_marks, tagging
from reader.journal.article_marks import ReadingState
from reader.journal.operation_json import encode
from reader.journal.operations import KeptAnnotation
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.store.workspace import Workspace

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


@pytest.mark.parametrize(("change", "is_told"), DAMAGE.values(), ids=DAMAGE.keys())
async def test_the_reader_opens_with_the_rest(path: Path, change: str, is_told: bool) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(f"UPDATE {change}").rowcount == 1
        connection.commit()
    async with start(Loaded(ARTICLE), database=path, who="huda") as pilot:
        if is_told:
            await until(pilot, lambda: "cannot be read" in " ".join(toasts(pilot)))
        assert {each.span for each in screen(pilot).work.decided} >= {Span(25, 32)}
        for key in ("w", "w", "2", "u", "U", "n", "n", "n", "p", "m", "escape", "ctrl+end", "u", "u", "u", "U"):
            await pilot.press(key)
            await pilot.pause()
        kept = path.parent / "backups"
        await until(pilot, lambda: any(each.suffix == ".db" for each in kept.glob("reader-*")))
    assert pilot.app.return_code is None


async def test_damage_that_the_copy_of_the_day_finds_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_damage(*_: object) -> None:
        raise StoreError("the workspace is damaged; see `reader check`.")

    monkeypatch.setattr("reader.store.daily.keep_daily", find_damage)
    async with start(Loaded(ARTICLE), database=path, who="huda") as pilot:
        await until(pilot, lambda: bool(toasts(pilot)))
        assert toasts(pilot) == ["the workspace is damaged; see `reader check`."]
