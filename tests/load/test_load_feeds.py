"""Feeds as lists of articles, whose pages are fetched when they are opened; and feeds that mean harm."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from feed_server import LONG, FeedServer, breaks_off, drips, fails, floods, item, page, redirects, rss, sends

from reader.errors import LoadError
from reader.load import Loaded, addresses, load_all, load_unfetched, web
from reader.load.feed import is_feed

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title type="html">&lt;b&gt;وكالة&lt;/b&gt;</title>
<entry><id>same</id><title>الخبر 1</title><link href="page/1"/><updated>2024-05-01T10:00:00Z</updated>
<summary>موجز 1</summary></entry></feed>"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with FeedServer({f"/page/{number}": page(number) for number in range(1, 10)}) as server:
        yield server


def read(server: FeedServer, body: str | bytes, kind: str = "application/rss+xml") -> tuple[list[Loaded], list[str]]:
    server.pages["/feed"] = sends(body, kind)
    loaded, errors = load_all([f"{server.address}/feed"])
    return loaded, [str(error).replace(server.address, "") for error in errors]


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "text/xml", "text/html", "text/plain", "application/octet-stream"]
)
def test_a_feed_is_a_list_of_its_items_whatever_type_the_server_names(server: FeedServer, kind: str) -> None:
    (first, second), errors = read(server, rss([item(1), item(2)]), kind)
    assert errors == []
    assert first.article.title == "الخبر 1"
    assert first.article.text == "الخبر 1\n\nموجز 1"
    assert first.article.date == "2024-05-02T10:00:00+00:00"
    assert first.article.source == first.place == f"{server.address}/page/1"
    assert dict(first.article.fields) == {"publisher": "وكالة", "url": f"{server.address}/page/1"}
    assert second.article.source == f"{server.address}/page/2"
    assert server.paths == ["/feed"]


def test_atom(server: FeedServer) -> None:
    (only,), _ = read(server, ATOM, "application/atom+xml")
    assert (only.article.text, only.article.date) == ("الخبر 1\n\nموجز 1", "2024-05-01T10:00:00Z")
    assert dict(only.article.fields) == {"publisher": "وكالة", "url": f"{server.address}/page/1"}


def test_the_page_of_an_item_takes_its_place(server: FeedServer) -> None:
    (first, _), _ = read(server, rss([item(1), item(2)]))
    whole = load_unfetched(first)
    # The title is the feed's: that of the page names the site, too.
    assert whole.article.text.startswith(f"الخبر 1\n\n{LONG} 1.")
    assert whole.article.text.count("الخبر 1") == 1
    assert (whole.article.title, whole.article.date) == (first.article.title, first.article.date)
    assert (whole.article.source, whole.unfetched) == (first.article.source, None)
    assert dict(whole.article.fields)["publisher"] == "وكالة"
    assert load_unfetched(whole) is whole
    assert server.paths == ["/feed", "/page/1"]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "no-such"])
def test_a_wrong_encoding_is_seen_through(server: FeedServer, encoding: str, declared: str) -> None:
    body = rss([item(1)], title="وكالة الأنباء العربية", prolog=f'<?xml version="1.0" encoding="{declared}"?>')
    (only,), errors = read(server, body.encode(encoding))
    assert errors == []
    assert only.article.text == "الخبر 1\n\nموجز 1"


def test_titles_and_texts_are_plain_text(server: FeedServer) -> None:
    more = "<item><title>&lt;b&gt;عاجل&lt;/b&gt; \u202eA&amp;amp;B&#10;5 &lt; 6&lt;script&gt;x()&lt;/script&gt;</title><link>/a</link></item>"
    raw = "<item><title>\x1b]0;x\x07خبر\x00</title><link>/b</link></item>"
    (first, second), _ = read(server, rss([more, raw]))
    assert first.article.title == "عاجل A&B 5 < 6"
    assert second.article.title == "]0;xخبر"
    assert any("2 control characters in the feed left out" in warning for warning in first.warnings)


def test_paragraphs_stay_apart(server: FeedServer) -> None:
    body = "<item><title>عنوان</title><description><![CDATA[أ <b>ب</b><br>ج<p>د<ul><li>ه<li>و</ul><!-- x --><style>s</style>]]></description></item>"
    (only,), _ = read(server, rss([body]))
    assert only.article.text == "عنوان\n\nأ ب ج\n\nد\n\nه\n\nو"


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "javascript:alert(1)", "ftp://x/y", "data:text/html,x", "tel:1"]
)
def test_an_item_never_leads_anywhere_but_to_the_web(server: FeedServer, link: str) -> None:
    (bad, good), errors = read(server, rss([item(1, link), item(2)]))
    assert errors == []
    assert (bad.unfetched, bad.article.text, bad.place) == (None, "الخبر 1\n\nموجز 1", f"{server.address}/feed#item 1")
    assert any("is not an http or https address" in warning for warning in bad.warnings)
    assert good.unfetched is not None


def test_items_without_address_date_or_text(server: FeedServer) -> None:
    body = rss(
        ["<item/>", "<item><title>بلا عنوان ولا تاريخ</title></item>", "<item><link>/x</link></item>", item(1), item(1)]
    )
    articles, errors = read(server, body)
    assert errors == []
    assert [each.article.text for each in articles] == [
        "بلا عنوان ولا تاريخ",
        f"{server.address}/x",
        "الخبر 1\n\nموجز 1",
    ]
    assert [each.article.date for each in articles[:2]] == ["", ""]
    assert any(
        "item 1: it has neither a text nor an address, and was left out." in each for each in articles[0].warnings
    )


def test_a_feed_that_breaks_within_an_item_has_those_before(server: FeedServer) -> None:
    articles, errors = read(server, rss([item(1), item(2), item(3)])[:-60])
    assert errors == []
    assert [each.article.title for each in articles][:2] == ["الخبر 1", "الخبر 2"]


def test_entities_unpack_to_nothing(server: FeedServer) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    prolog = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "حشو">{levels}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    )
    body = rss(["<item><title>قبل &e19; &file; بعد</title></item>", item(1)], prolog=prolog)
    began = time.monotonic()
    articles, errors = read(server, body)
    assert time.monotonic() - began < 5
    assert errors == []
    assert "root:" not in articles[0].article.text
    assert len(articles[0].article.text) < 100
    assert any("declares entities of its own" in warning for warning in articles[0].warnings)


def test_a_long_feed_is_read_to_a_bound(server: FeedServer) -> None:
    articles, _ = read(server, rss(item(number) for number in range(1, 1102)))
    assert len(articles) == 1000
    assert any("only the first 1,000 of 1,101 items were read" in warning for warning in articles[0].warnings)


def test_comments_are_not_divided_in_every_way() -> None:
    assert not is_feed(web.Page(b"<!-- a -->" * 1000 + b"<html>", "http://a.example", "text/html", ""))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (rss([]), "/feed: the feed has no items that can be read; check the address in a browser."),
        (rss(["<item/>"]), "/feed: the feed has no items that can be read; check the address in a browser."),
        ("لا شيء", "/feed: this is neither RSS nor Atom; check the address in a browser."),
        (rss(["<a>" * 100_001]), "/feed: the feed has 100,007 tags, and may have at most 100,000; look for a shorter one."),
        (rss(["&" * 1_000_001]), "/feed: the feed has 1,000,001 references, and may have at most 1,000,000; look for a shorter one."),
        (b"%PDF-1.7", "/feed: this is a PDF; save its text to a file and open that file."),
    ],
)  # fmt: skip
def test_what_is_no_feed_gets_a_sentence(server: FeedServer, body: str | bytes, sentence: str) -> None:
    assert read(server, body) == ([], [sentence])


@pytest.mark.parametrize(
    ("behaviour", "sentence"),
    [
        (redirects("file:///etc/passwd"), "redirects in a circle, or to an address that is neither http nor https"),
        (redirects("/feed"), "redirects in a circle, or to an address that is neither http nor https"),
        (floods, "the page is over 10 MB"),
        (breaks_off(rss([item(1)])), "the connection broke off before the end of the page"),
        (fails(503), "the server failed (status 503)"),
        (fails(429, Retry_After="60"), "the server gets too many requests (status 429); try again later."),
    ],
)
def test_a_server_that_misbehaves_gets_a_sentence(server: FeedServer, behaviour: object, sentence: str) -> None:
    server.pages["/feed"] = behaviour  # type: ignore[assignment]
    articles, errors = load_all([f"{server.address}/feed"])
    assert articles == []
    assert [sentence in str(error) for error in errors] == [True]


def test_a_drip_ends_with_the_time_limit(server: FeedServer) -> None:
    server.pages["/feed"] = drips
    with pytest.raises(LoadError, match=r"did not arrive within 0\.2 seconds"):
        web.fetch(f"{server.address}/feed", time_limit=0.2)


def test_a_public_feed_does_not_lead_inside(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    # Both are this machine; the first connection is taken for one to a public server.
    answers = iter([True, False])
    monkeypatch.setattr(addresses, "is_public", lambda _: next(answers))
    (first,), _ = read(server, rss([item(1)]))
    with pytest.raises(LoadError, match="it leads to an address inside this machine or its network"):
        load_unfetched(first)
    assert server.paths == ["/feed"]


def test_an_item_that_is_itself_a_feed_is_not_taken_for_an_article(server: FeedServer) -> None:
    server.pages["/page/1"] = sends(rss([item(2)]))
    (first,), _ = read(server, rss([item(1)]))
    with pytest.raises(LoadError, match="this is not a page with one article"):
        load_unfetched(first)
