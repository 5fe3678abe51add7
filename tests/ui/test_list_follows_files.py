"""The list of articles follows the files of the library while the reader is open."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from library.indexes import make_folder, refresh, titles, write_news, write_rows
from on_screen import QUIET, press, rows, screen, shown, start
from textual.pilot import Pilot
from waiting import until

from reader.journal.article_marks import Flag, set_flag
from reader.library.index.index_schema import VERSION
from reader.library.index.library_index import LibraryIndex, index_place, open_kept
from reader.load import load_all
from reader.settings.definitions import Library
from reader.store.location import where
from reader.store.workspace import Workspace
from reader.ui.library.index_keeping import IndexedLibrary
from reader.ui.library.library_screen import LibraryScreen

CITIES = ("حلب", "حمص", "درعا")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = make_folder(tmp_path / "news", CITIES)
    write_rows(folder / "feed.jsonl", [{"id": "1", "text": write_news("الرقة")}])
    return folder


@asynccontextmanager
async def listing(news: Path) -> AsyncIterator[Pilot[None]]:
    """The list of a folder whose index is there; the test brings that up to date itself, as the background process does."""
    refresh(news)
    find = partial(LibraryIndex, index_place([str(news)]))
    options = {"index": find, "begins_with_library": True, "until_tagging": False}
    async with start(*load_all([str(news)])[0], database=where(news), **options) as pilot:
        await until(pilot, lambda: pilot.app.workspace is not None and isinstance(pilot.app.screen, LibraryScreen))
        await check_listed(pilot, *CITIES, "الرقة")
        await until(pilot, lambda: all(each.number for each in pilot.app.library.listing.every))
        await until(pilot, lambda: not pilot.app.library._finder.is_behind)
        yield pilot


async def check_listed(pilot: Pilot[None], *cities: str) -> None:
    """Wait until the list has these articles and no others."""
    await until(pilot, lambda: sorted(cities) == sorted(each.title.split()[-1] for each in listed(pilot)))
    assert len(listed(pilot)) == len(cities)


def listed(pilot: Pilot[None]) -> list:
    return list(pilot.app.library.listing.shown)


async def test_a_new_file_is_listed_and_opened(news: Path) -> None:
    async with listing(news) as pilot:
        (news / "new.txt").write_text(write_news("تدمر"), encoding="utf-8")
        refresh(news)
        await check_listed(pilot, *CITIES, "الرقة", "تدمر")
        await press(pilot, "end", "enter")
        assert "تدمر" in screen(pilot).session.text


async def test_a_row_more_and_a_changed_row_of_a_file_are_listed(news: Path) -> None:
    async with listing(news) as pilot:
        write_rows(
            news / "feed.jsonl", [{"id": "1", "text": write_news("منبج")}, {"id": "2", "text": write_news("تدمر")}]
        )
        refresh(news)
        await check_listed(pilot, *CITIES, "منبج", "تدمر")


async def test_a_file_that_is_gone_takes_its_article_along_until_it_is_back(news: Path) -> None:
    async with listing(news) as pilot:
        await press(pilot, "down")
        (news / "1.txt").rename(news.parent / "kept")
        refresh(news)
        await check_listed(pilot, "حلب", "درعا", "الرقة")
        # The cursor stays where it was.
        assert pilot.app.screen.rows_view.at == 1
        (news.parent / "kept").rename(news / "again.txt")
        refresh(news)
        await check_listed(pilot, *CITIES, "الرقة")
        await press(pilot, "end", "enter")
        assert "حمص" in screen(pilot).session.text


async def test_an_article_that_somebody_has_worked_on_stays_and_the_row_says_that_its_file_is_gone(news: Path) -> None:
    async with listing(news) as pilot:
        article = next(each for each in listed(pilot) if each.title.endswith("حمص"))
        loaded = next(each.article for each in pilot.app.articles if each.article.id == article.id)
        with Workspace.open(where(news), who="خالد") as other:
            other.remember(loaded)
            other.apply(set_flag(other.authorship(loaded.id), other.reading_state(loaded.id), Flag.DONE))
        refresh(news)
        assert not any(row.split()[:1] == ["!"] for row in rows(pilot))
        os.remove(news / "1.txt")
        refresh(news)
        await until(pilot, lambda: any(row.strip().startswith("!") for row in rows(pilot)))
        await check_listed(pilot, *CITIES, "الرقة")
        await press(pilot, "home")
        while pilot.app.screen.current.id != loaded.id:
            await press(pilot, "down")
        assert "its file is gone" in shown(pilot)


def test_an_index_that_is_there_is_opened_as_it_is_and_none_is_made(news: Path) -> None:
    place = index_place([str(news)])
    with pytest.raises(FileNotFoundError):
        open_kept(place)
    assert not place.exists()
    refresh(news)
    with open_kept(place) as index:
        assert len(titles(index)) == 4
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    with pytest.raises(FileNotFoundError):
        open_kept(place)
    assert place.exists()


async def test_the_reader_notices_new_and_missing_files_itself(news: Path) -> None:
    library = IndexedLibrary((str(news),), "", "سارة")
    config = replace(QUIET, library=Library(index="text"))
    find = partial(LibraryIndex, index_place([str(news)]))
    options = {"library": library, "config": config, "index": find, "begins_with_library": True}
    async with start(*load_all([str(news)])[0], database=where(news), until_tagging=False, **options) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen))
        await until(pilot, lambda: len(listed(pilot)) == 4 and all(each.number for each in listed(pilot)))
        (news / "new.txt").write_text(write_news("تدمر"), encoding="utf-8")
        os.remove(news / "0.txt")
        await check_listed(pilot, "حمص", "درعا", "الرقة", "تدمر")
