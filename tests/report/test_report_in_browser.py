"""The page of a report in a browser: read, filtered, sorted, searched, printed; with and without script."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from library.ledger_library import ARTICLES, HOSPITAL, PLEDGED
from library.small_library import commitment
from playwright.sync_api import Browser, Page, expect
from report.reported_library import hostile_articles, write_library, write_report

from reader.model import Annotation, Article, Span

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@contextmanager
def page_of(browser: Browser, file: Path, **options: Any) -> Iterator[Page]:
    """The page in a window of its own; nothing may be asked of the network, and no script may fail."""
    context = browser.new_context(**({"viewport": DESK} | options))
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else troubles.append(asked.url))
    page.goto(file.as_uri())
    yield page
    assert troubles == []
    context.close()


@pytest.fixture
def report(news: Path, tmp_path: Path) -> Path:
    write_report(news, "-o", tmp_path / "report.html")
    return tmp_path / "report.html"


def listed(page: Page) -> list[str]:
    """The committers in the rows of the ledger that are shown."""
    rows = page.locator("#ledger-rows tr:visible")
    return [rows.nth(at).locator("td").nth(1).inner_text().strip() for at in range(rows.count())]


def test_the_page_has_all_sections_and_no_trouble(browser: Browser, report: Path) -> None:
    with page_of(browser, report) as page:
        assert page.title() == "Report: news"
        assert page.locator("h2").all_text_contents() == [
            "Summary",
            "Ledger of commitments",
            "Pictures",
            "Entities",
            "Articles",
        ]
        assert page.locator(".figures dd").all_inner_texts() == ["4", "1", "3", "2"]
        assert page.locator("article.a").count() == len(ARTICLES)
        assert page.locator("svg.chart").count() == 3
        assert page.locator("#n1 h3").text_content() == "روسيا"


def test_the_ledger_is_filtered_searched_and_sorted(browser: Browser, report: Path) -> None:
    with page_of(browser, report) as page:
        tools = page.locator(".tools[data-rows=ledger-rows]")
        assert tools.locator("output").inner_text() == "2 of 2"
        assert sorted(listed(page)) == ["روسيا", "وزير الصحة"]
        tools.get_by_label("Outcome").select_option("kept")
        assert listed(page) == ["روسيا"]
        assert tools.locator("output").inner_text() == "1 of 2"
        tools.get_by_label("Outcome").select_option("")
        tools.get_by_label("Decision").select_option("proposed")
        assert listed(page) == ["وزير الصحة"]
        tools.get_by_label("Decision").select_option("")
        tools.get_by_label("Search").fill("الصحه")
        assert listed(page) == ["وزير الصحة"]
        tools.get_by_label("Search").fill("")
        head = page.locator("th", has_text="Committer")
        head.get_by_role("button").click()
        assert (head.get_attribute("aria-sort"), listed(page)) == ("ascending", ["روسيا", "وزير الصحة"])
        head.get_by_role("button").press("Enter")
        assert (head.get_attribute("aria-sort"), listed(page)) == ("descending", ["وزير الصحة", "روسيا"])


def test_roles_are_shown_when_the_pointer_or_the_keyboard_comes_to_a_cue(browser: Browser, report: Path) -> None:
    with page_of(browser, report) as page:
        cue = page.locator("mark", has_text="وعد")
        tip = page.locator(f"#{cue.get_attribute('aria-describedby')}")
        assert not tip.is_visible()
        cue.hover()
        assert tip.is_visible()
        assert "وزير الصحة" in tip.inner_text()
        assert page.locator(".r.on").all_inner_texts() == ["وزير الصحة", "ببناء مستشفى في درعا", "خلال شهرين"]
        page.mouse.move(0, 0)
        expect(tip).to_be_hidden()
        cue.focus()
        assert tip.is_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "In the ledger"
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()


def test_an_entity_says_what_it_is(browser: Browser, report: Path) -> None:
    with page_of(browser, report) as page:
        entity = page.locator("a.e").first
        entity.focus()
        shown = entity.evaluate("each => getComputedStyle(each, '::after').content")
        assert shown == '"Place"'
        page.keyboard.press("Enter")
        assert page.url.endswith("#n1")


def test_the_colours_can_be_switched_without_script(browser: Browser, report: Path) -> None:
    with page_of(browser, report, java_script_enabled=False, color_scheme="light") as page:
        before = page.screenshot()
        page.get_by_label("Dark").check()
        assert page.screenshot() != before


def test_everything_can_be_read_without_script(browser: Browser, report: Path) -> None:
    with page_of(browser, report, java_script_enabled=False) as page:
        assert sorted(listed(page)) == ["روسيا", "وزير الصحة"]
        assert not page.locator(".tools").first.is_visible()
        article = page.locator("article.a", has_text="تعهدت").first
        article.scroll_into_view_if_needed()
        # It is laid out when it has come into sight.
        expect(article).to_contain_text(PLEDGED.text, use_inner_text=True)
        expect(article).to_contain_text("rows.jsonl", use_inner_text=True)
        assert str(report.parent) not in page.content()
        cue = page.locator("mark", has_text="وعد")
        cue.focus()
        assert page.locator(f"#{cue.get_attribute('aria-describedby')}").is_visible()


def test_the_page_is_printed_on_a4_with_its_head_and_the_addresses(
    browser: Browser, report: Path, tmp_path: Path
) -> None:
    with page_of(browser, report) as page:
        page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    said = subprocess.run(["pdftotext", "-layout", tmp_path / "report.pdf", "-"], capture_output=True, check=True)
    pages = said.stdout.decode().rstrip("\f").split("\f")
    assert len(pages) >= 5
    assert all("Report: news" in each for each in pages)
    assert pages[0].split()[-1].endswith(f"/{len(pages)}")
    about = subprocess.run(["pdfinfo", tmp_path / "report.pdf"], capture_output=True, check=True)
    assert b"A4" in about.stdout


def test_the_headings_of_the_ledger_are_repeated_on_each_printed_page(browser: Browser, tmp_path: Path) -> None:
    text = "تعهدت روسيا بسحب قواتها من حلب"
    pledge = commitment(text, "تعهدت", "pledge", committer="روسيا", action="بسحب قواتها من حلب")
    rows = [(Article(f"{text} {at}", f"خبر {at}", f"{at}.txt"), [pledge]) for at in range(60)]
    write_report(write_library(tmp_path / "many", rows), "-o", tmp_path / "many.html")
    with page_of(browser, tmp_path / "many.html") as page:
        # Each is one of its own, whatever the ledger takes for one.
        page.evaluate(
            "() => { const [row] = document.querySelectorAll('#ledger-rows tr');"
            " for (let at = 0; at < 60; at++) row.after(row.cloneNode(true)); }"
        )
        page.pdf(path=tmp_path / "many.pdf", prefer_css_page_size=True)
    said = subprocess.run(
        ["pdftotext", "-layout", "-f", "2", "-l", "3", tmp_path / "many.pdf", "-"], capture_output=True, check=True
    )
    assert said.stdout.decode().count("Counterparty") == 2


def test_an_article_with_an_address_is_printed_with_it(browser: Browser, tmp_path: Path) -> None:
    article = Article("نص", "خبر", "a.txt", "2017-01-01", (("url", "https://example.org/news/1"),))
    write_report(write_library(tmp_path / "one", [(article, [])]), "-o", tmp_path / "one.html")
    with page_of(browser, tmp_path / "one.html") as page:
        page.emulate_media(media="print")
        shown = page.locator(".o a").evaluate("each => getComputedStyle(each, '::after').content")
        assert "https://example.org/news/1" in page.locator(".o a").get_attribute("href")
        assert "attr(href)" in shown or "https://example.org/news/1" in shown


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_is_wider_than_the_window(browser: Browser, report: Path, size: dict[str, int]) -> None:
    with page_of(browser, report, viewport=size) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_to_complain_of(
    browser: Browser, news: Path, tmp_path: Path, language: Any, scheme: Any, size: Any
) -> None:
    write_report(news, "-o", tmp_path / "report.html", language=language)
    with page_of(browser, tmp_path / "report.html", color_scheme=scheme, viewport=size, bypass_csp=True) as page:
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        for focused in ("#ledger", "mark"):
            page.locator(focused).first.focus()
            found = Axe().run(page)
            assert found.response["violations"] == [], found.generate_report()


def test_axe_finds_nothing_on_the_page_of_an_article(browser: Browser, news: Path, tmp_path: Path) -> None:
    write_report(news, "-o", f"{tmp_path}/pages/")
    for page in (tmp_path / "pages" / "articles" / "1.html", tmp_path / "pages" / "index.html"):
        with page_of(browser, page, bypass_csp=True) as opened:
            found = Axe().run(opened)
            assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize("output", ["hostile.html", "hostile/"])
def test_hostile_texts_stay_texts(browser: Browser, tmp_path: Path, output: str) -> None:
    folder = write_library(tmp_path / "news", hostile_articles())
    labels = tmp_path / "XDG_CONFIG_HOME" / "arabic-reader" / "labels.toml"
    labels.parent.mkdir(parents=True)
    names = 'english = "</style><script>window.hurt=1</script>\\"}*{x"\narabic = "\\\\</style>"\n'
    labels.write_text(f'[place]\n{names}key = "2"\ncolour = "place"\n', encoding="utf-8")
    write_report(folder, "-o", f"{tmp_path}/{output}")
    pages = [tmp_path / output] if output.endswith("html") else sorted((tmp_path / output).rglob("*.html"))
    assert len(pages) == (1 if output.endswith("html") else 3)
    for each in pages:
        with page_of(browser, each) as page:
            assert page.evaluate("window.hurt") is None
            assert page.locator("img").count() == 0
            assert page.locator("script").count() == page.locator("style").count() == 1
            hrefs = page.locator("a[href]").evaluate_all("all => all.map(each => each.getAttribute('href'))")
            assert not [href for href in hrefs if ":" in href and not href.startswith("https://")]
            written = page.content()
            assert "\u202e" not in written
            assert "\x1b" not in written
            assert ">49<" not in written
            assert "onclick=" not in written.replace("&quot;", '"').split("<body")[0]
    text = "".join(each.read_text(encoding="utf-8") for each in pages)
    assert "{{7*7}}" in text


def test_a_folder_of_pages_is_linked_there_and_back(browser: Browser, news: Path, tmp_path: Path) -> None:
    write_report(news, "-o", f"{tmp_path}/pages/")
    with page_of(browser, tmp_path / "pages" / "index.html") as page:
        assert page.locator("article.a").count() == 0
        page.locator("#article-rows a", has_text=HOSPITAL.title).click()
        page.wait_for_url("**/articles/*.html")
        page.locator("mark").first.focus()
        page.get_by_role("link", name="In the ledger").click()
        page.wait_for_url("**/index.html#l*")
        assert page.locator("tr:target").count() == 1


def test_a_cue_that_a_role_crosses_is_one_cue_in_two_pieces(browser: Browser, tmp_path: Path) -> None:
    text = "تعهدت روسيا اليوم بسحب قواتها"
    crossing = Annotation(Span(0, 11), "pledge", (("committer", Span(6, 17)), ("action", Span(12, 29))), source="x")
    write_report(
        write_library(tmp_path / "one", [(Article(text, "", "a.txt"), [crossing])]), "-o", tmp_path / "one.html"
    )
    with page_of(browser, tmp_path / "one.html") as page:
        body = page.locator("article.a .b")
        assert body.inner_text().strip() == text
        assert body.locator("mark").all_inner_texts() == ["تعهدت ", "روسيا"]
        assert body.locator("mark[aria-describedby]").count() == 1


def test_the_library_can_be_empty(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    write_report(tmp_path / "none", "-o", tmp_path / "none.html")
    with page_of(browser, tmp_path / "none.html") as page:
        assert "There are no articles." in page.locator("#articles").inner_text()
