"""Who is let in: by the name under which the server is asked for, the page that asks, and the token."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestServer

from reader.errors import ReaderError
from reader.serving.browser_session import BrowserSession
from reader.serving.page_server import PageServer, hand_on
from reader.serving.serving_plan import ServingPlan, check_name, check_paths, make_plan

TOKEN = "0123456789abcdef-right"
HERE = make_plan(())
WITH_TOKEN = make_plan((), token=TOKEN)


@asynccontextmanager
async def serving(plan: ServingPlan) -> AsyncIterator[tuple[str, ClientSession]]:
    """The address of a server, and a browser that keeps cookies of it."""
    jar = CookieJar(unsafe=True)
    async with TestServer(PageServer(plan).make_application()) as server, ClientSession(cookie_jar=jar) as browser:
        yield str(server.make_url("/")), browser


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", "", "[", "192.0.2.1"])
async def test_a_name_that_is_not_the_servers_own_is_refused(host: str) -> None:
    async with serving(HERE) as (address, browser), browser.get(address, headers={"Host": host}) as answer:
        assert answer.status in (400, 403)


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:8000"])
async def test_its_own_names_are_not(host: str) -> None:
    async with serving(HERE) as (address, browser), browser.get(address, headers={"Host": host}) as answer:
        assert answer.status == 200
        assert "Under which name" in await answer.text()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "http://127.0.0.1:1", "http://[", None])
async def test_another_sites_page_gets_no_session(origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    async with serving(HERE) as (address, browser):
        with pytest.raises(WSServerHandshakeError) as refused:
            await browser.ws_connect(f"{address}ws/dark/Sara", headers=headers)
        assert refused.value.status == 403


@pytest.mark.parametrize(
    "path", ["", "?as=Sara", "?token=", "?token=0123456789abcdef-wrong", "web/page.css", "ws/dark/S"]
)
async def test_without_the_token_nothing_is_shown(path: str) -> None:
    async with serving(WITH_TOKEN) as (address, browser), browser.get(address + path) as answer:
        assert answer.status == 403
        assert "Under which name" not in await answer.text()


async def test_the_token_becomes_a_cookie_and_leaves_the_address() -> None:
    async with serving(WITH_TOKEN) as (address, browser):
        async with browser.get(f"{address}?token={TOKEN}&as=Sara", allow_redirects=False) as answer:
            assert answer.status == 303
            assert answer.headers["Location"] == "/?as=Sara"
            cookie = SimpleCookie(answer.headers["Set-Cookie"])
            (kept,) = cookie.values()
            assert kept["httponly"]
            assert kept["samesite"] == "Lax"
            assert TOKEN not in answer.headers["Set-Cookie"]
        async with browser.get(f"{address}?as=Sara") as answer:
            assert answer.status == 200
            assert 'data-name="Sara"' in await answer.text()
        browser.cookie_jar.clear()
        async with browser.get(f"{address}?as=Sara", cookies={kept.key: "wrong"}) as answer:
            assert answer.status == 403


async def test_pages_have_a_strict_policy() -> None:
    async with serving(HERE) as (address, browser), browser.get(f"{address}?as=Sara") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        text = await answer.text()
        assert "https://" not in text
        assert "<script>" not in text


async def test_a_hostile_name_is_escaped_in_the_page() -> None:
    name = '"><script>alert(1)</script>{{ 7*7 }}'
    async with serving(HERE) as (address, browser), browser.get(address, params={"as": name}) as answer:
        text = await answer.text()
        assert answer.status == 200
        assert "<script>alert" not in text
        assert 'data-name="%22%3E%3Cscript%3E' in text
    async with serving(HERE) as (address, browser), browser.get(address, params={"as": name * 3}) as answer:
        assert answer.status == 400
        assert "&#34;&gt;&lt;script&gt;" in await answer.text()


async def test_with_one_analyst_no_name_is_asked_for_and_none_is_taken() -> None:
    plan = make_plan((), who="هدى")
    async with serving(plan) as (address, browser), browser.get(f"{address}?as=Sara") as answer:
        text = await answer.text()
        assert "Sara" not in text
        assert "%D9%87%D8%AF%D9%89" in text


async def test_where_no_session_is_left_the_page_says_so() -> None:
    plan = replace(HERE, most_sessions=0)
    async with serving(plan) as (address, browser):
        async with browser.get(f"{address}?as=Sara") as answer:
            assert answer.status == 503
            assert "this server allows no more" in await answer.text()
        with pytest.raises(WSServerHandshakeError) as refused:
            await browser.ws_connect(f"{address}ws/dark/Sara", headers={"Origin": address.rstrip("/")})
        assert refused.value.status == 503


class _Deaf(BrowserSession):
    """A session without a process."""

    def __init__(self) -> None:
        self.heard: list[object] = []

    async def send_bytes(self, data: bytes) -> bool:
        self.heard.append(data)
        return True

    async def send_meta(self, data: Mapping[str, object]) -> bool:
        self.heard.append(data)
        return True


@pytest.mark.parametrize(
    "sent", ["[", "{}", "[]", "7", '["stdin"]', '["stdin", 1]', '["resize", {"width": "9"}]', '["no"]', "[" * 100_000]
)
async def test_what_no_page_sends_ends_the_session(sent: str) -> None:
    session = _Deaf()
    assert not await hand_on(sent, session)
    assert session.heard == []


async def test_what_pages_send_reaches_the_reader() -> None:
    session = _Deaf()
    for sent in (["stdin", "ش\ud800"], ["resize", {"width": -5, "height": 10**9}], ["focus"], ["blur"], ["ping", "1"]):
        assert await hand_on(json.dumps(sent), session)
    assert session.heard == [
        "ش?".encode(),
        {"type": "resize", "width": 1, "height": 1000},
        {"type": "focus"},
        {"type": "blur"},
    ]


async def test_nonsense_closes_the_page_and_leaves_no_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبر\n", encoding="utf-8")
    async with serving(make_plan(("--", str(tmp_path)))) as (address, browser):
        own = {"Origin": address.rstrip("/")}
        async with browser.ws_connect(f"{address}ws/dark/Sara", headers=own) as socket, asyncio.timeout(60):
            await socket.send_str("[")
            assert [each.type async for each in socket if each.type is not WSMsgType.BINARY] == []
            assert socket.closed
    lines = list(command_lines())
    assert lines
    assert not [line for line in lines if str(tmp_path).encode() in line]


def command_lines() -> Iterator[bytes]:
    """The command lines of all processes."""
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        # A process may end meanwhile.
        with suppress(OSError):
            yield line.read_bytes()


def test_another_address_always_has_a_token() -> None:
    assert HERE.token == ""
    assert make_plan((), host="localhost").token == ""
    for host in ("0.0.0.0", "::", "192.0.2.1", "example.org"):
        assert len(make_plan((), host=host).token) >= 32
    assert make_plan((), host="0.0.0.0", token=TOKEN).token == TOKEN
    # Behind a proxy, this machine's address is everybody's.
    plan = make_plan((), public="https://reader.example.org")
    assert plan.token
    assert plan.is_secure
    assert plan.address(8000) == "https://reader.example.org/"
    assert plan.is_own_name("reader.example.org")
    assert not plan.is_own_name("evil.example")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"token": "short"}, "could be guessed"),
        ({"public": "reader.example.org"}, "no address of a server"),
        ({"public": "https://user@example.org"}, "no address of a server"),
        ({"public": "https://[::1"}, "no address of a server"),
        ({"who": "\x1b[2J"}, "control character"),
    ],
)
def test_options_that_do_not_fit_are_explained(options: dict[str, str], why: str) -> None:
    with pytest.raises(ReaderError, match=why):
        make_plan((), **options)  # type: ignore[arg-type]


def test_names() -> None:
    assert check_name("  سارة ") == "سارة"
    assert check_name("می\u200cخواهم") == "می\u200cخواهم"
    for wrong in ("", "  ", "a\nb", "a\x00", "\u202eb", "\ud800", "x" * 61):
        with pytest.raises(ReaderError):
            check_name(wrong)


def test_nothing_to_read_is_said_before_anybody_opens_a_page(tmp_path: Path) -> None:
    for wrong in ([str(tmp_path)], [str(tmp_path / "absent")], ["-"]):
        with pytest.raises(ReaderError):
            check_paths(wrong)
    (tmp_path / "a.txt").write_text("خبر\n", encoding="utf-8")
    check_paths([str(tmp_path)])
    check_paths([])
