"""Feeds pulled into a library: each article once, whole lines only, politely, whatever the servers do."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from feed_server import LONG, FeedServer, breaks_off, fails, floods, item, keeps_version, page, redirects, rss, sends

from reader.errors import LoadError, StoreError
from reader.library.feeds.politeness import Politeness
from reader.library.feeds.pulled_library import opened_library
from reader.library.feeds.pulling import PullOutcome
from reader.load import load_all
from reader.load.web import StatusError


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with FeedServer({f"/page/{number}": page(number) for number in range(1, 60)}) as server:
        yield server


def pull(
    server: FeedServer, folder: Path, name: str = "agency", path: str = "/feed", most: int = 100
) -> tuple[PullOutcome, list[str]]:
    complaints: list[str] = []
    with opened_library(folder, announce=lambda *_: None, complain=complaints.append, pause=0) as puller:
        puller.most = most
        outcome = puller.pull(name, f"{server.address}{path}")
    return outcome, [each.replace(server.address, "") for each in complaints]


def titles(folder: Path) -> list[str]:
    loaded, errors = load_all([str(folder)])
    assert errors == []
    return [each.article.title for each in loaded]


def test_new_articles_are_added_and_read_back_as_they_are(server: FeedServer, tmp_path: Path) -> None:
    server.pages["/feed"] = sends(rss([item(1), item(2)]))
    outcome, complaints = pull(server, tmp_path)
    assert (outcome.describe(), complaints) == ("2 new articles.", [])
    rows = [json.loads(line) for line in (tmp_path / "feeds" / "agency.jsonl").read_text("utf-8").splitlines()]
    assert list(rows[0]) == ["id", "title", "date", "source", "url", "text"]
    assert (rows[0]["source"], rows[0]["url"]) == ("وكالة", f"{server.address}/page/1")
    (first, _), _ = load_all([str(tmp_path)])
    assert first.article.text == rows[0]["text"]
    assert first.article.text.startswith(f"الخبر 1\n\n{LONG} 1.")
    assert first.article.date == "2024-05-02T10:00:00+00:00"


def test_nothing_is_added_twice(server: FeedServer, tmp_path: Path) -> None:
    server.pages["/feed"] = sends(rss([item(1), item(2), item(1)]))
    server.pages["/copy"] = page(1)
    pull(server, tmp_path)
    # The same again, one under another address, and one without any address, from two feeds.
    bare = "<item><title>خبر بلا عنوان</title></item>"
    server.pages["/feed"] = server.pages["/other"] = sends(
        rss([item(2), item(1, "/copy"), item(3), bare]).replace("الخبر 1", "الخبر 1")
    )
    assert pull(server, tmp_path)[0].describe() == "2 new articles, 1 known under another address."
    assert pull(server, tmp_path, "other", "/other")[0].added == 0
    assert sorted(titles(tmp_path)) == ["الخبر 1", "الخبر 2", "الخبر 3", "خبر بلا عنوان"]


def test_a_server_is_asked_for_what_has_changed(server: FeedServer, tmp_path: Path) -> None:
    server.pages["/feed"] = keeps_version(rss([item(1)]), '"v1"')
    pull(server, tmp_path)
    assert pull(server, tmp_path)[0].describe() == "0 new articles."
    assert server.paths == ["/feed", "/page/1", "/feed"]
    assert server.asked[2][1]["if-none-match"] == '"v1"'
    assert server.asked[2][1]["if-modified-since"] == "Wed, 01 May 2024 10:00:00 GMT"
    # An analyst who has removed the file wants the articles again.
    (tmp_path / "feeds" / "agency.jsonl").unlink()
    assert pull(server, tmp_path)[0].added == 1


def test_what_one_pull_does_not_take_waits_for_the_next(server: FeedServer, tmp_path: Path) -> None:
    server.pages["/feed"] = keeps_version(rss(item(number) for number in range(1, 6)), '"v1"')
    assert pull(server, tmp_path, most=2)[0].describe() == "2 new articles, 3 waiting for the next pull."
    assert pull(server, tmp_path, most=2)[0].describe() == "2 new articles, 1 waiting for the next pull."
    assert pull(server, tmp_path, most=2)[0].describe() == "1 new article."
    assert titles(tmp_path) == [f"الخبر {number}" for number in range(1, 6)]


def test_a_page_that_cannot_be_had_is_tried_again_and_the_text_of_the_feed_is_kept_in_the_end(
    server: FeedServer, tmp_path: Path
) -> None:
    server.pages["/feed"] = keeps_version(rss([item(1), item(2)]), '"v1"')
    server.pages["/page/1"] = fails(500)
    for _ in range(2):
        outcome, complaints = pull(server, tmp_path)
        assert outcome.waiting == 1
        assert complaints == [
            "agency: /page/1: the server failed (status 500); try again later. The next pull tries again."
        ]
    outcome, (complaint,) = pull(server, tmp_path)
    assert (outcome.added, outcome.waiting) == (1, 0)
    assert complaint.endswith("The text in the feed is kept instead.")
    assert load_all([str(tmp_path)])[0][1].article.text == "الخبر 1\n\nموجز 1"


@pytest.mark.parametrize("behaviour", [fails(404), fails(403), fails(410)])
def test_a_page_that_is_gone_is_not_asked_for_again(server: FeedServer, tmp_path: Path, behaviour: object) -> None:
    server.pages["/feed"] = sends(rss([item(1)]))
    server.pages["/page/1"] = behaviour  # type: ignore[assignment]
    assert pull(server, tmp_path)[0].added == 1
    assert pull(server, tmp_path)[0].added == 0
    assert server.paths.count("/page/1") == 1


def test_a_host_that_asks_for_a_rest_is_left_alone(server: FeedServer, tmp_path: Path) -> None:
    server.pages["/feed"] = sends(rss([item(1), item(2), item(3)]))
    server.pages["/page/2"] = fails(429, Retry_After="3600")
    outcome, _ = pull(server, tmp_path)
    assert (outcome.added, outcome.waiting) == (1, 2)
    assert server.paths == ["/feed", "/page/1", "/page/2"]
    outcome, (complaint,) = pull(server, tmp_path)
    assert outcome.has_failed
    assert "asks to be left alone until" in complaint
    assert len(server.paths) == 3


@pytest.mark.parametrize(
    ("behaviour", "sentence"),
    [
        (fails(503), "the server failed (status 503); try again later."),
        (redirects("file:///etc/passwd"), "neither http nor https"),
        (redirects("/feed"), "redirects in a circle"),
        (floods, "the page is over 10 MB"),
        (breaks_off(rss([item(1)])), "the connection broke off"),
        (sends("<html><body>لا شيء</body></html>", "text/html"), "this is neither RSS nor Atom"),
        (sends(rss([])), "the feed has no items that can be read"),
    ],
)
def test_a_feed_that_fails_gets_one_sentence_and_loses_nothing(
    server: FeedServer, tmp_path: Path, behaviour: object, sentence: str
) -> None:
    server.pages["/feed"] = sends(rss([item(1)]))
    pull(server, tmp_path)
    server.pages["/feed"] = behaviour  # type: ignore[assignment]
    outcome, (complaint,) = pull(server, tmp_path)
    assert outcome.has_failed
    assert sentence in complaint
    assert titles(tmp_path) == ["الخبر 1"]


def test_a_file_of_items_on_this_machine_is_not_read(server: FeedServer, tmp_path: Path) -> None:
    server.pages["/feed"] = sends(rss([item(1, "file:///etc/passwd")]))
    outcome, (complaint,) = pull(server, tmp_path)
    assert outcome.added == 1
    assert "is not an http or https address" in complaint
    assert "root:" not in (tmp_path / "feeds" / "agency.jsonl").read_text("utf-8")


def test_a_damaged_state_and_a_broken_line_are_survived(server: FeedServer, tmp_path: Path) -> None:
    server.pages["/feed"] = keeps_version(rss([item(1)]), '"v1"')
    pull(server, tmp_path)
    (tmp_path / ".reader" / "feeds.json").write_text('{"feeds": {"x": 3}}', "utf-8")
    with (tmp_path / "feeds" / "agency.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"text": ')
    server.pages["/feed"] = sends(rss([item(1), item(2)]))
    outcome, (complaint,) = pull(server, tmp_path)
    assert complaint.endswith("this cannot be read, so every feed is read again; it is made anew.")
    assert outcome.added == 1
    lines = (tmp_path / "feeds" / "agency.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(lines[at])["title"] for at in (0, 2)] == ["الخبر 1", "الخبر 2"]


def test_two_pulls_at_once_and_no_folder(server: FeedServer, tmp_path: Path) -> None:
    server.pages["/feed"] = sends(rss([item(1)]))
    with (
        opened_library(tmp_path, announce=lambda *_: None, complain=print),
        pytest.raises(StoreError, match="another pull is at work in this folder"),
    ):
        pull(server, tmp_path)
    with pytest.raises(StoreError, match="there is no such folder"):
        pull(server, tmp_path / "none")


def test_what_cannot_be_written_waits_until_it_can(server: FeedServer, tmp_path: Path) -> None:
    server.pages["/feed"] = sends(rss([item(1)]))
    (tmp_path / "feeds").write_text("in the way", "utf-8")
    with pytest.raises(StoreError, match="the file cannot be written"):
        pull(server, tmp_path)
    (tmp_path / "feeds").unlink()
    server.pages["/feed"] = sends(rss([item(2)]))
    assert pull(server, tmp_path)[0].added == 2


_PULLING = """
import sys
from pathlib import Path
from reader.library.feeds.pulled_library import opened_library
with opened_library(Path(sys.argv[1]), announce=print, complain=print, pause=0) as puller:
    puller.pull("agency", sys.argv[2])
"""


def test_a_pull_that_is_killed_leaves_whole_lines_and_loses_nothing(server: FeedServer, tmp_path: Path) -> None:
    server.pages["/feed"] = keeps_version(rss(item(number) for number in range(1, 41)), '"v1"')
    for more in (5, 14, 23):
        before = len(server.asked)
        command = [sys.executable, "-c", _PULLING, str(tmp_path), f"{server.address}/feed"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
            while len(server.asked) < before + more and child.poll() is None:
                time.sleep(0.002)
            child.kill()
        for path in (tmp_path / "feeds").glob("*.jsonl"):
            assert all(json.loads(line)["text"] for line in path.read_text("utf-8").splitlines())
    pull(server, tmp_path)
    assert sorted(titles(tmp_path)) == sorted(f"الخبر {number}" for number in range(1, 41))
    assert not [*tmp_path.rglob("*.part")]


def test_requests_to_one_host_are_a_pause_apart() -> None:
    now, slept = [1000.0], list[float]()
    polite = Politeness({}, pause=1.0, clock=lambda: now[0], sleep=slept.append)
    for url in ("http://a/1", "http://a/2", "http://b/1"):
        polite.wait(url)
        polite.note(url)
        now[0] += 0.25
    assert slept == [0.75]


@pytest.mark.parametrize(
    ("retry_after", "rest"),
    [("60", 60), ("Thu, 01 Jan 1970 00:20:00 GMT", 200), ("99999999999999", 86400), ("-5", 0), ("bald", 0), ("", 0)],
)
def test_how_long_a_host_rests(retry_after: str, rest: float) -> None:
    now, rests = [1000.0], dict[str, float]()
    polite = Politeness(rests, clock=lambda: now[0])
    polite.note("http://a/1", StatusError("x", status=429, retry_after=retry_after))
    assert rests == ({"a": 1000.0 + rest} if rest else {})
    if rest:
        with pytest.raises(LoadError, match="a asks to be left alone until"):
            polite.wait("http://a/2")
        now[0] += rest
        polite.wait("http://a/2")
