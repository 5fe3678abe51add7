"""While one reads a library, a process of its own keeps the index up to date, says how far it is, and ends with the reader."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from library.indexes import CITIES, make_folder, write_news
from on_screen import QUIET, press, screen, shown, start
from textual.pilot import Pilot
from waiting import until

from reader.library.index.index_schema import VERSION
from reader.library.index.library_index import LibraryIndex, index_place
from reader.load import load_all
from reader.settings.definitions import Library
from reader.store.location import where
from reader.ui.app import ReaderApp
from reader.ui.library.index_keeping import IndexedLibrary, IndexKeeping

TEXT = replace(QUIET, library=Library(index="text"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "news", CITIES[:3])


def reading(news: Path, **options: Any) -> Any:
    """The reader on a folder."""
    library = IndexedLibrary((str(news),), "", "سارة")
    return start(*load_all([str(news)])[0], library=library, **{"config": TEXT, **options})


def count(news: Path, what: str) -> int:
    """How many rows a query finds in the index; 0 while there is none."""
    place = index_place([str(news)])
    if not place.is_file():
        return 0
    with closing(sqlite3.connect(place)) as connection:
        try:
            return int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])
        except sqlite3.Error:
            return 0


def keeping(pilot: Pilot[None]) -> IndexKeeping:
    assert isinstance(pilot.app, ReaderApp)
    return pilot.app.index_keeping


async def settle(pilot: Pilot[None], news: Path, what: str, wanted: int) -> None:
    await until(pilot, lambda: count(news, what) == wanted)


async def test_the_index_is_built_while_one_reads_and_follows_files_and_decisions(news: Path) -> None:
    async with reading(news, database=where(news)) as pilot:
        await settle(pilot, news, "articles", 3)
        (news / "new.txt").write_text(write_news("الرقة"), encoding="utf-8")
        await settle(pilot, news, "articles", 4)
        await press(pilot, "ctrl+d")
        await settle(pilot, news, "marks WHERE layer = 'سارة' AND kind = 'flag'", 1)
        await press(pilot, "u")
        await settle(pilot, news, "marks", 0)
        process = keeping(pilot)._process
        assert process is not None
    assert process.returncode is not None


@pytest.mark.parametrize("extent", ["off", "text"])
async def test_no_index_is_begun_where_none_is_wanted_or_there_is_only_one_article(tmp_path: Path, extent: str) -> None:
    config = replace(QUIET, library=Library(index=extent))  # type: ignore[arg-type]
    folder = make_folder(tmp_path / "news", CITIES[: 3 if extent == "off" else 1])
    async with reading(folder, config=config) as pilot:
        await asyncio.sleep(0.5)
        await pilot.pause()
        assert keeping(pilot)._process is None
        await press(pilot, "ctrl+p")
    assert not index_place([str(folder)]).exists()


async def test_the_status_line_says_how_far_it_is_and_the_index_can_be_paused(news: Path) -> None:
    async with reading(news, notifications=True) as pilot:
        await settle(pilot, news, "articles", 3)
        await until(pilot, lambda: not keeping(pilot)._is_first)
        keeping(pilot)._take({"progress": {"stage": "engine", "done": 1200, "total": 10133}})
        await pilot.pause()
        assert "Index 1,200 of 10,133" in shown(pilot)
        screen(pilot).action_run("article.index")
        await pilot.pause()
        assert "(paused)" in shown(pilot)
        assert "The index waits." in shown(pilot)
        (news / "new.txt").write_text(write_news("الرقة"), encoding="utf-8")
        await asyncio.sleep(2)
        assert count(news, "articles") == 3
        screen(pilot).action_run("article.index")
        await settle(pilot, news, "articles", 4)
        await until(pilot, lambda: "1 new article in the library." in shown(pilot))


async def test_an_index_that_cannot_be_used_is_told_once_and_one_reads_on(news: Path) -> None:
    with LibraryIndex(index_place([str(news)])) as index:
        index.connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    async with reading(news, notifications=True) as pilot:
        await until(pilot, lambda: "newer version" in shown(pilot))
        await until(pilot, lambda: keeping(pilot)._process is not None and keeping(pilot)._process.returncode == 0)
        await press(pilot, "]")
        assert screen(pilot).session.article.title == "خبر من حمص"


async def test_the_process_ends_when_the_reader_is_killed(news: Path) -> None:
    async with reading(news) as pilot:
        await settle(pilot, news, "articles", 3)
        process = keeping(pilot)._process
        assert process is not None
        assert process.stdin is not None
        # What the system does with the pipes of a program that is killed.
        process.stdin.close()
        await asyncio.wait_for(process.wait(), 20)
        assert process.returncode == 0
        with pytest.raises(ProcessLookupError):
            os.kill(process.pid, 0)
