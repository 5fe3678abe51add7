"""A feed in the reader: a list first, and the page of an item when the analyst opens it, not before."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from feed_server import LONG, FeedServer, item, page, rss, sends
from on_screen import press, screen, start
from textual.pilot import Pilot
from waiting import until

from reader.load import load_all
from reader.ui.library.library_screen import LibraryScreen


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with FeedServer({f"/page/{number}": page(number) for number in (1, 2)}) as server:
        server.pages["/feed"] = sends(rss(item(number) for number in (1, 2, 3)))
        yield server


async def listed(pilot: Pilot[None]) -> None:
    """Wait until all items of the feed are in the list."""
    await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen))
    await until(pilot, lambda: len(pilot.app.library.listing.every) == 3)


async def test_the_page_of_an_item_is_fetched_when_it_is_opened(server: FeedServer, tmp_path: Path) -> None:
    items, _ = load_all([f"{server.address}/feed"])
    async with start(*items, database=tmp_path / "reader.db", until_tagging=False) as pilot:
        await listed(pilot)
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
        await listed(pilot)
        await press(pilot, "down", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, type(pilot.app.reading)))
        await until(pilot, lambda: screen(pilot).work is not None)
        assert screen(pilot).session.text == "الخبر 3\n\nموجز 3"
        assert "the server has no such page (status 404)" in pilot.app.articles[2].warnings[-1]
        server.pages["/page/3"] = page(3)
        await press(pilot, "R")
        await until(pilot, lambda: LONG in screen(pilot).session.text)


async def test_leaving_the_list_opens_the_first_item(server: FeedServer) -> None:
    items, _ = load_all([f"{server.address}/feed"])
    async with start(*items) as pilot:
        await listed(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is pilot.app.reading and LONG in screen(pilot).session.text)
        assert screen(pilot).session.text.startswith("الخبر 1\n\n")


async def test_a_page_that_comes_late_is_not_shown_over_another_article(server: FeedServer) -> None:
    is_wanted = threading.Event()

    def late(handler: Any) -> None:
        is_wanted.wait(10)
        page(1)(handler)

    server.pages["/page/1"] = late
    items, _ = load_all([f"{server.address}/feed"])
    async with start(*items) as pilot:
        await listed(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "/page/1" in server.paths)
        await press(pilot, "right_square_bracket")
        assert screen(pilot).session.text == "الخبر 2\n\nموجز 2"
        is_wanted.set()
        await until(pilot, lambda: LONG in screen(pilot).session.text)
        assert screen(pilot).session.text.startswith("الخبر 2\n\n")
        assert pilot.app.at == 1
        # Going back needs no second request.
        await press(pilot, "left_square_bracket")
        assert screen(pilot).session.text.startswith(f"الخبر 1\n\n{LONG}")
        assert server.paths == ["/feed", "/page/1", "/page/2"]
