"""Takes the picture of docs/serve.md: the sample article in a page of Chromium, with the engine's proposals.

uv run python tests/serving/browser_picture.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "serving")]

from served import CHROMIUM, Served, until  # noqa: E402

TARGET = ROOT / "docs" / "pictures" / "browser.png"
KEYS = ("F6", "ArrowDown", "ArrowDown", "Enter")
"""To a commitment in the body, with its card beside it."""
COLOURS = 64
STEADY = 5
"""How many pictures in a row must be the same, so that the engine has finished before the last of them."""


def take(folder: Path) -> bytes:
    """The picture, with a folder for what is made on the way."""
    shutil.copytree(ROOT / "seeds", folder / "news")
    with (
        Served(folder / "news", home=folder / "home", settings="[library]\nindex = 'off'\n") as served,
        sync_playwright() as playwright,
        playwright.chromium.launch(**CHROMIUM) as browser,
    ):
        page = browser.new_page(viewport={"width": 1200, "height": 792}, color_scheme="dark")
        screen = served.open(page, "سارة", until="decided")
        screen.press(*KEYS)
        pictures: list[bytes] = []

        def is_steady() -> bool:
            page.wait_for_timeout(400)
            pictures.append(page.screenshot())
            return len(pictures) >= STEADY and len(set(pictures[-STEADY:])) == 1

        until(is_steady)
        return pictures[-1]


def main() -> None:
    """Take the picture, in few colours."""
    with tempfile.TemporaryDirectory() as folder:
        picture = take(Path(folder))
    few = ["+dither", "-colors", str(COLOURS), "-strip", "-define", "png:compression-level=9"]
    subprocess.run(["convert", "png:-", *few, f"PNG8:{TARGET}"], input=picture, check=True)


if __name__ == "__main__":
    main()
