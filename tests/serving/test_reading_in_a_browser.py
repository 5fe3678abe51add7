"""The reader in headless Chromium: its cells, its keys, its sessions, and what is left when a page is closed."""

from __future__ import annotations

import signal
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Page, ViewportSize, sync_playwright
from served import CHROMIUM, Screen, Served, show_terminal, until

from reader.journal.tagging import tag
from reader.load import load_all
from reader.model import Span
from reader.store.location import where
from reader.store.workspace import Workspace

SIZE: ViewportSize = {"width": 1000, "height": 500}
TITLE = "روسيا تتعهد"
TEXT = f"{TITLE}\n\nتعهدت روسيا بحماية المدنيين في حلب (سوريا) عام 2017.\n\nوُقِّع الاتفاق.\n"

# Written by hand from Unicode's charts, in the order of reading; no program has ordered or joined them.
RUSSIA = ["\ufead", "\ufeed", "\ufeb3", "\ufef4", "\ufe8e"]
PLEDGES = ["\ufe97", "\ufe98", "\ufecc", "\ufeec", "\ufeaa"]
PLEDGED = ["\ufe97", "\ufecc", "\ufeec", "\ufeaa", "\ufe95"]
TO_PROTECT = ["\ufe91", "\ufea4", "\ufee4", "\ufe8e", "\ufef3", "\ufe94"]
CIVILIANS = ["\ufe8d", "\ufedf", "\ufee4", "\ufeaa", "\ufee7", "\ufef4", "\ufef4", "\ufee6"]
IN_ALEPPO = ["\ufed3", "\ufef2", " ", "\ufea3", "\ufee0", "\ufe90"]
SYRIA = [")", "\ufeb3", "\ufeee", "\ufead", "\ufef3", "\ufe8e", "("]
IN_2017 = ["\ufecb", "\ufe8e", "\ufee1", " ", "7", "1", "0", "2", "."]
SIGNED = ["\ufeed\u064f", "\ufed7\u0650\u0651", "\ufeca"]
THE_AGREEMENT = ["\ufe8d", "\ufefb", "\ufe97", "\ufed4", "\ufe8e", "\ufed5", "."]


def from_the_left(*words: list[str]) -> list[str]:
    """The cells of words with a space between them, from the left."""
    return [cell for word in words for cell in (*word, " ")][:-1][::-1]


BODY = from_the_left(PLEDGED, RUSSIA, TO_PROTECT, CIVILIANS, IN_ALEPPO, SYRIA, IN_2017)
LAST = from_the_left(SIGNED, THE_AGREEMENT)
HEADING = from_the_left(RUSSIA, PLEDGES)
IS_THERE = "".join(HEADING)


def letters(cells: list[str]) -> str:
    """The cells without their marks."""
    return "".join(each[0] for each in cells)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=SIZE) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def served(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(folder, home=tmp_path_factory.mktemp("home")) as served:
        yield served


def tagged(folder: Path, name: str) -> list[tuple[str, str]]:
    """What an analyst has tagged: the words and their labels."""
    article = load_all([str(folder)])[0][0].article
    with Workspace.open(where(folder), who=name) as workspace:
        return [(each.span.of(article.text), each.label) for each in workspace.annotations(article.id)]


@dataclass(frozen=True, slots=True)
class Opened:
    """A page with the reader, and what it has asked for and complained of."""

    screen: Screen
    asked: list[str]
    said: list[str]


@pytest.fixture(scope="module")
def opened(served: Served, browser: Browser) -> Iterator[Opened]:
    """One page for all tests that leave no work behind."""
    with browser.new_context(viewport=SIZE, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield Opened(served.open(page, "هدى", until=IS_THERE), asked, said)


def test_every_cell_is_what_was_written_by_hand(opened: Opened) -> None:
    screen = opened.screen
    ends = set()
    for expected in (HEADING, BODY, LAST):
        column, row = screen.place_of(letters(expected))
        assert screen.cells()[row][column : column + len(expected)] == expected
        ends.add(column + len(expected))
    assert len(ends) == 1


def test_the_picture_shows_these_cells_joined(opened: Opened) -> None:
    screen = opened.screen
    for expected in (BODY, LAST):
        column, row = screen.place_of(letters(expected))
        assert screen.differing(expected, column, row) < 0.2
        # The comparison can fail: the line read backwards, and letters that do not join, look otherwise.
        assert screen.differing(expected[::-1], column, row) > 0.4
        assert screen.differing([unicodedata.normalize("NFKC", each) for each in expected], column, row) > 0.4


def test_nothing_is_asked_of_other_servers_and_the_policy_stops_nothing(served: Served, opened: Opened) -> None:
    assert any(each.endswith("DejaVuSansMono.woff2") for each in opened.asked)
    assert [each for each in opened.asked if not each.startswith(served.address)] == []
    assert [each for each in opened.said if not each.startswith("ping=")] == []


def test_keys_in_arabic_the_mouse_and_the_clipboard(opened: Opened) -> None:
    screen, page = opened.screen, opened.screen.page
    screen.click(*screen.place_of(letters(from_the_left(CIVILIANS))))
    screen.press("y")
    screen.wait_for("Sent to the browser")
    assert page.evaluate("navigator.clipboard.readText()") == "المدنيين"
    screen.type_on_keyboard("ظ")
    screen.wait_for("ﻅ search")
    page.evaluate("navigator.clipboard.writeText('حلب')")
    screen.press("Control+v")
    screen.wait_for("1/1")
    screen.press("Control+a")
    screen.type_on_keyboard("روسيا")
    screen.wait_for("/2")
    screen.press("Escape")


def test_another_size_of_the_window_is_another_size_of_the_screen(opened: Opened) -> None:
    screen = opened.screen
    before = screen.cells()
    screen.page.set_viewport_size({"width": 700, "height": 380})
    until(lambda: len(screen.cells()[0]) < len(before[0]) and "quit" in screen.rows()[-1], screen.rows)
    column, _ = screen.place_of(letters(HEADING))
    assert column + len(HEADING) <= len(screen.cells()[0])
    assert len(screen.cells()) < len(before)
    screen.page.set_viewport_size(SIZE)


def test_a_tag_made_there_is_in_the_store_under_the_name(served: Served, folder: Path, browser: Browser) -> None:
    for name, key, label in (("Sara", "1", "person"), ("خالد", "2", "place")):
        with browser.new_context() as context:
            served.open(context.new_page(), name, until=IS_THERE).press(key)
            until(lambda name=name: tagged(folder, name))
        assert tagged(folder, name) == [("روسيا", label)]


def test_eight_read_at_once_and_the_ninth_is_told_why_not(served: Served, browser: Browser) -> None:
    # Those of the tests before may still be ending.
    until(lambda: len(served.sessions()) <= 1, served.sessions)
    with browser.new_context() as context:
        pages = [context.new_page() for _ in range(8 - len(served.sessions()))]
        for number, page in enumerate(pages):
            served.begin(page, f"analyst {number}")
        for number, page in enumerate(pages):
            Screen(page).wait_for(IS_THERE, f"@analyst {number}")
        late = context.new_page()
        answer = late.goto(f"{served.address}?as=late")
        assert answer is not None
        assert answer.status == 503
        assert "8 sessions are open" in late.inner_text("main")
        pages[0].close()
        until(lambda: late.goto(f"{served.address}?as=late").status == 200)  # type: ignore[union-attr]


def test_a_closed_page_loses_nothing_and_leaves_no_process(served: Served, folder: Path, page: Page) -> None:
    before = set(served.sessions())
    screen = served.open(page, "ليلى", until=IS_THERE)
    began = set(served.sessions()) - before
    assert began
    screen.press("3", "n", "Control+n")
    screen.type_on_keyboard("نصف ملاحظة")
    page.close()
    until(lambda: not began & set(served.sessions()), served.sessions)
    assert tagged(folder, "ليلى") == [("روسيا", "organization")]


def test_the_reader_ends_by_its_own_key_and_goes_on_by_a_link(served: Served, page: Page) -> None:
    screen = served.open(page, "ليلى", until=IS_THERE)
    screen.press("q")
    page.get_by_text("The reader has ended. What you did is kept.").wait_for()
    page.get_by_role("link", name="Read on").click()
    screen.wait_for(IS_THERE)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_with_the_server_every_reader_ends(number: int, folder: Path, tmp_path: Path, page: Page) -> None:
    with Served(folder, home=tmp_path / "home") as served:
        served.open(page, "Sara", until=IS_THERE)
        assert served.sessions()
        assert served.end(number) == (-number if number == signal.SIGKILL else 0)
        until(lambda: not served.sessions(), served.sessions)


def test_the_ledger_is_written_to_a_download_and_not_on_the_servers_disk(
    tmp_path: Path, context: BrowserContext
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    (folder / "other.txt").write_text("خبر آخر\n\nنص.\n", encoding="utf-8")
    article = next(each.article for each in load_all([str(folder)])[0] if each.article.text.startswith(TITLE))
    at = article.text.index("تعهدت")
    with Workspace.open(where(folder), who="Sara") as workspace:
        workspace.remember(article)
        workspace.apply(tag(workspace.authorship(article.id), Span(at, at + len("تعهدت")), "pledge"))
    downloads: list[Download] = []
    # The terminal opens a page for the file.
    context.on("page", lambda page: page.on("download", lambda download: downloads.append(download)))
    settings = "[annotate]\non_open = false\n[library]\nindex = 'text'\nopens = 'ledger'\n"
    with Served(folder, home=tmp_path / "home", settings=settings) as served:
        page = context.new_page()
        screen = served.open(page, "Sara", until="Ledger: 1/1")
        screen.press("w")
        screen.wait_for("Write 1 entry to")
        screen.press("Control+u")
        page.keyboard.type(str(tmp_path / "made.csv"))
        screen.press("Enter")
        until(lambda: page.wait_for_timeout(50) or downloads, screen.rows)
        assert downloads[0].suggested_filename == "made.csv"
        assert TITLE in Path(downloads[0].path()).read_text(encoding="utf-8-sig")
    assert not (tmp_path / "made.csv").exists()


def test_a_hostile_name_is_a_name_and_nothing_else(served: Served, folder: Path, page: Page) -> None:
    name = "--store=x' \"; touch pwned; $(touch pwned) `touch pwned` | /../%2e <script>alert(1)</script> {{ 7*7 }}"
    name = name[:60]
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(served.address)
    page.get_by_role("textbox").fill(name)
    page.route("**/textual.js", show_terminal)
    page.get_by_role("button").click()
    Screen(page).wait_for(IS_THERE).press("1")
    until(lambda: tagged(folder, name))
    assert not list(Path().glob("pwned"))
    assert not list(folder.glob("pwned"))


def test_a_name_that_cannot_be_one_is_asked_for_again(served: Served, page: Page) -> None:
    page.goto(f"{served.address}?as=%1b%5b2J<b>")
    assert "control character" in page.get_by_role("alert").inner_text()
    assert page.locator("b").count() == 0
