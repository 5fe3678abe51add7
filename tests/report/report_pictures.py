"""Takes the pictures of a report in docs/: uv run python tests/report/report_pictures.py

Needs Chromium and ImageMagick; the articles are those of the other pictures in docs/ (tests/terminal/pictures.py).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "tests" / "terminal" / "small_library.jsonl"
CHROMIUM = "/usr/bin/chromium"
ANALYST = "سارة"


@dataclass(frozen=True, slots=True)
class View:
    """What one picture shows."""

    name: str
    language: str
    scheme: str
    size: tuple[int, int]
    place: str
    """The part of the page at its top."""
    focus: str = ""
    """What the keyboard has come to."""


VIEWS = (
    View("report-ledger", "en", "light", (1200, 760), "#ledger"),
    View("report-article", "ar", "light", (1000, 520), "article:has(#c1)", "#c1"),
    View("report-pictures", "ar", "dark", (1000, 720), "#pictures"),
    View("report-phone", "ar", "dark", (390, 780), "#ledger"),
)


def main() -> None:
    """Take all of them."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        pages = {language: write_page(folder, language) for language in ("en", "ar")}
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for view in VIEWS:
            context = browser.new_context(
                color_scheme=view.scheme,  # type: ignore[arg-type]
                viewport={"width": view.size[0], "height": view.size[1]},
            )
            page = context.new_page()
            page.goto(pages[view.language].as_uri())
            if view.focus:
                page.focus(view.focus)
            for _ in range(2):
                # The parts above get their height when they come into sight.
                page.evaluate("place => document.querySelector(place).scrollIntoView()", view.place)
                page.wait_for_timeout(300)
            target = ROOT / "docs" / "pictures" / f"{view.name}.png"
            page.screenshot(path=folder / "taken.png")
            subprocess.run(
                ["convert", folder / "taken.png", "+dither", "-colors", "64", "-strip", f"PNG8:{target}"], check=True
            )
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")
            context.close()
        browser.close()


def write_page(folder: Path, language: str) -> Path:
    """The page of a report in a language, in which one commitment is accepted and kept."""
    news = folder / language / "news"
    news.mkdir(parents=True)
    shutil.copy(LIBRARY, news)
    environment = os.environ | {"READER_ANALYST": ANALYST, "PYTHONPATH": str(ROOT), "READER_LANG": language}
    page = folder / f"{language}.html"
    for command in (["index", str(news)], ["report", str(news), "-o", str(page)]):
        subprocess.run(
            [sys.executable, "-m", "reader", *command], env=environment, check=True, stdout=subprocess.DEVNULL
        )
    return page


if __name__ == "__main__":
    main()
