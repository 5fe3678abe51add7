"""A server of the reader as a test starts it, and what a page of it shows, cell by cell."""

from __future__ import annotations

import base64
import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from playwright.sync_api import Page, Route

SETTINGS = "[annotate]\non_open = false\n[library]\nindex = 'off'\nopens = 'article'\n"
CHROMIUM: Any = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}
_LONGEST = 60.0
_MARK = "READER_TEST_MARK"


class Served:
    """`reader serve` on a folder, in a process of its own."""

    def __init__(self, folder: Path, *options: str, home: Path, settings: str = SETTINGS) -> None:
        home.mkdir(exist_ok=True)
        (home / "config.toml").write_text(settings, encoding="utf-8")
        self._mark = uuid.uuid4().hex
        own = {"READER_CONFIG": str(home / "config.toml"), _MARK: self._mark, "LANG": "C.UTF-8"}
        own |= {name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
        line = [sys.executable, "-m", "reader", "serve", str(folder), "--port", "0", *options]
        self.process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=os.environ | own)
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        found = re.search(r"http://\S+", said)
        assert found is not None, said
        self.address = found[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.end(signal.SIGTERM)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def end(self, number: int) -> int:
        """Send the server a signal; the exit code with which it ends."""
        self.process.send_signal(number)
        return self.process.wait(_LONGEST)

    def sessions(self) -> list[int]:
        """The processes that the server or one of its readers has started and that have not ended."""
        return [pid for pid in map(int, filter(str.isdecimal, os.listdir("/proc"))) if self._is_ours(pid)]

    def _is_ours(self, pid: int) -> bool:
        try:
            return pid != self.process.pid and self._mark.encode() in Path(f"/proc/{pid}/environ").read_bytes()
        except OSError:
            return False

    def open(self, page: Page, name: str, *, until: str) -> Screen:
        """Open the reader in a page under a name, and wait until it shows some words."""
        return self.begin(page, name).wait_for(until)

    def begin(self, page: Page, name: str) -> Screen:
        """The same without waiting."""
        # textual-serve keeps its terminal to itself, and the tests have to read its cells.
        page.route("**/textual.js", show_terminal)
        page.goto(f"{self.address}?as={quote(name)}")
        return Screen(page)


def show_terminal(route: Route) -> None:
    """Let textual-serve's script keep its terminal where a test finds it."""
    response = route.fetch()
    script = response.text()
    assert "this.terminal.open(e)" in script
    route.fulfill(
        response=response, body=script.replace("this.terminal.open(e)", "(window.screenOfTest=this.terminal).open(e)")
    )


class Screen:
    """The terminal in a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def rows(self) -> list[str]:
        """Every row, in the order of its cells from the left."""
        return ["".join(each or " " for each in row).rstrip() for row in self.cells()]

    def cells(self) -> list[list[str]]:
        """What stands in each cell of each row."""
        found: list[list[str]] = self.page.evaluate(
            """() => {
                const terminal = window.screenOfTest, buffer = terminal?.buffer.active;
                return Array.from({ length: terminal?.rows ?? 0 }, (_, y) =>
                    Array.from({ length: terminal.cols }, (_, x) => buffer.getLine(y).getCell(x).getChars()));
            }"""
        )
        return found

    def wait_for(self, *words: str) -> Screen:
        """Wait until all the words stand on the screen, as they are drawn."""
        until(lambda: all(each in "\n".join(self.rows()) for each in words), lambda: "\n".join(self.rows()))
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type_on_keyboard(self, letters: str) -> None:
        """Type letters as a keyboard with an Arabic layout does."""
        keyboard = self.page.context.new_cdp_session(self.page)
        for letter in letters:
            for kind in ({"type": "keyDown", "text": letter}, {"type": "keyUp"}):
                keyboard.send("Input.dispatchKeyEvent", {"key": letter, **kind})

    def place_of(self, cells: str) -> tuple[int, int]:
        """The column and the row at which a text begins whose characters have a cell each."""
        rows = ["".join((each or " ")[0] for each in row) for row in self.cells()]
        return next((row.index(cells), y) for y, row in enumerate(rows) if cells in row)

    def cell_size(self) -> tuple[float, float]:
        """The width and the height of a cell, in dots."""
        box = self.page.locator(".xterm-screen").bounding_box()
        assert box is not None
        cells = self.cells()
        return box["width"] / len(cells[0]), box["height"] / len(cells)

    def click(self, column: int, row: int) -> None:
        width, height = self.cell_size()
        self.page.mouse.click((column + 0.5) * width, (row + 0.5) * height)

    def differing(self, expected: list[str], column: int, row: int) -> float:
        """How much of a picture of these cells differs from the page's own picture of the cells at a place.

        0 where every dot is inked in both or in neither; about 1 where they have nothing in common.
        """
        width, height = self.cell_size()
        clip = {"x": column * width, "y": row * height, "width": len(expected) * width, "height": height}
        picture = base64.b64encode(self.page.screenshot(clip=clip)).decode()  # type: ignore[arg-type]
        return float(self.page.evaluate(_COMPARE, [picture, expected, width, height]))


_COMPARE = """async ([picture, cells, width, height]) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (each) => each.charCodeAt(0))]));
    const inked = (draw) => {
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
        draw(context);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        const tone = (at) => data[at] + data[at + 1] + data[at + 2];
        return Array.from({ length: data.length / 4 }, (_, at) => Math.abs(tone(4 * at) - tone(0)) > 250);
    };
    const shown = inked((context) => context.drawImage(image, 0, 0));
    const font = `${window.screenOfTest.options.fontSize}px "Roboto Mono"`;
    // The terminal decides how high in the row it writes.
    const differences = [-2, -1, 0, 1, 2].map((lift) => {
        const drawn = inked((context) => {
            context.fillRect(0, 0, image.width, image.height);
            Object.assign(context, { fillStyle: "#ddd", font, textBaseline: "ideographic" });
            cells.forEach((each, at) => context.fillText(each, at * width, height - lift));
        });
        const either = shown.filter((each, at) => each || drawn[at]).length;
        return shown.filter((each, at) => each !== drawn[at]).length / either;
    });
    return Math.min(...differences);
}"""


def until(is_so: Callable[[], object], describe: Callable[[], object] = lambda: "") -> None:
    """Wait until something is so; what is so instead is shown if it never comes."""
    end = time.monotonic() + _LONGEST
    while not is_so():
        assert time.monotonic() < end, describe()
        time.sleep(0.05)
