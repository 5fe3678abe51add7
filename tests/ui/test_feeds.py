"""A feed in the reader: a list first, and the page of an item when the analyst opens it, not before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from feed_server import LONG, FeedServer, item, page, rss, sends
from on_screen import press, screen, start
from waiting import until

from reader.load import load_all
from reader.ui.library.library_screen import LibraryScreen


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with FeedServer({f"/page/{number}": page(number) for number in (1, 2)}) as server:
        server.pages["/feed"] = sends(rss(item(number) for number in (1, 2, 3)))
        yield server


async def test_the_page_of_an_item_is_fetched_when_it_is_opened(server: FeedServer, tmp_path: Path) -> None:
    items, _ = load_all([f"{server.address}/feed"])
    async with start(*items, database=tmp_path / "reader.db", until_tagging=False) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen))
        assert server.paths == ["/feed"]
        await press(pilot, "down", "enter")
        await until(pilot, lambda: LONG in screen(pilot).session.text)
        assert screen(pilot).session.text.startswith("الخبر 2\n\n")
        # Only the page is recorded, and it can be tagged.
        await until(pilot, lambda: screen(pilot).work is not None)
        assert server.paths == ["/feed", "/page/2"]


async def test_an_item_without_a_page_stays_as_it_is_in_the_feed(server: FeedServer, tmp_path: Path) -> None:
    items, _ = load_all([f"{server.address}/feed"])
    async with start(*items, database=tmp_path / "reader.db", until_tagging=False) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen))
        await press(pilot, "down", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, type(pilot.app.reading)))
        await until(pilot, lambda: screen(pilot).work is not None)
        assert screen(pilot).session.text == "الخبر 3\n\nموجز 3"
        assert "the server has no such page (status 404)" in pilot.app.articles[2].warnings[-1]


async def test_leaving_the_list_opens_the_first_item(server: FeedServer) -> None:
    items, _ = load_all([f"{server.address}/feed"])
    async with start(*items) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is pilot.app.reading and LONG in screen(pilot).session.text)
        assert screen(pilot).session.text.startswith("الخبر 1\n\n")
