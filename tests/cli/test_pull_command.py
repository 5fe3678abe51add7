"""`reader pull`: the feeds of the settings, by name or all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from feed_server import FeedServer, fails, item, page, rss, sends
from hostile import MILD, PAYLOAD, find_leaks, print_in_terminal

from reader.cli.command_line import app
from reader.errors import ConfigError


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FeedServer]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "library").mkdir()
    with FeedServer({"/page/1": page(1), "/one": sends(rss([item(1)])), "/two": fails(503)}) as server:
        settings = f'[feeds]\none = "{server.address}/one"\n"خبر" = "{server.address}/two"\n'
        (tmp_path / "config.toml").write_text(settings, "utf-8")
        yield server


def run(tmp_path: Path, *names: str) -> Result:
    return CliRunner().invoke(app, ["pull", *names, "--into", str(tmp_path / "library")])


def test_all_feeds_are_pulled_and_one_that_fails_does_not_stop_the_others(server: FeedServer, tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.stdout == "one: الخبر 1\none: 1 new article.\n"
    assert done.stderr == f"reader: خبر: {server.address}/two: the server failed (status 503); try again later.\n"
    assert done.exit_code == 0
    assert (tmp_path / "library" / "feeds" / "one.jsonl").exists()


def test_only_the_feeds_that_are_named(server: FeedServer, tmp_path: Path) -> None:
    assert run(tmp_path, "one").exit_code == 0
    assert "/two" not in server.paths
    assert run(tmp_path, "خبر").exit_code == 2


def test_a_name_that_is_in_no_settings(server: FeedServer, tmp_path: Path) -> None:
    error = run(tmp_path, "on").exception
    assert isinstance(error, ConfigError)
    assert str(error).endswith("there is no feed on; did you mean one?")
    assert server.paths == []


def test_settings_without_feeds(server: FeedServer, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("", "utf-8")
    error = run(tmp_path).exception
    assert isinstance(error, ConfigError)
    assert "there are no feeds in the settings" in str(error)


def test_a_feed_commands_no_terminal(server: FeedServer, tmp_path: Path) -> None:
    hostile = f"<item><title>{MILD}</title><link>/x{MILD}</link></item><item><title>{PAYLOAD}</title></item>"
    server.pages["/one"] = sends(rss([hostile, "<item/>"], title=PAYLOAD))
    server.pages["/two"] = sends(PAYLOAD)
    printed = print_in_terminal(["pull", "--into", str(tmp_path / "library")])
    assert b"2 new articles" in printed
    assert find_leaks(printed) == []
