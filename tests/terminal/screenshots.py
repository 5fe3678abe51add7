"""Shows a command in a real terminal on a display of its own, and takes a picture of what is to be seen.

    python tests/terminal/screenshots.py vte out.png -- reader seeds/
    python tests/terminal/screenshots.py xterm out.png --keys "Down Down Return" -- reader seeds/

Needs Xvfb, ImageMagick (import, convert), DejaVu Sans Mono, xdotool for keys, and the terminals.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, get_args

Kind = Literal["xterm", "vte", "konsole", "mlterm"]
Ready = Literal["file", "steady"]

FONT, POINTS = "DejaVu Sans Mono", 13
PIXELS = 17
"""The same size for mlterm, which counts in pixels."""


class Grid(NamedTuple):
    """Where the cells of a terminal's window are, in pixels, in that font at 96 dots an inch."""

    left: int
    top: int
    width: int
    height: int


GRIDS: dict[Kind, Grid] = {
    "xterm": Grid(2, 2, 10, 22),
    "vte": Grid(0, 0, 10, 22),
    "konsole": Grid(2, 32, 10, 21),
    "mlterm": Grid(2, 2, 10, 20),
}
_TOOLS = ("Xvfb", "import", "convert")
_PROGRAMS = {
    "xterm": ("xterm",),
    "vte": ("xfce4-terminal", "dbus-run-session"),
    "konsole": ("konsole", "dbus-run-session"),
    "mlterm": ("mlterm",),
}
_LIMIT = 60
"""Seconds until a picture is given up."""
_LONGER = 22
"""How many pictures in a row are the same only where no message is about to go."""
_INK = 0.002
"""The share of pixels that must differ from the background before a screen counts as drawn."""
_DARK = 115
"""Grey, 0 to 255, below which a pixel counts as background."""


def list_missing(kind: Kind, *others: str) -> list[str]:
    """The programs that a picture of this kind of terminal needs, and others, that are not installed."""
    return [program for program in (*_TOOLS, *_PROGRAMS[kind], *others) if not shutil.which(program)]


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen in grey, one byte a pixel."""

    width: int
    pixels: bytes
    grid: Grid

    @property
    def is_drawn(self) -> bool:
        """Whether more is to be seen than a background."""
        (_, background), *_ = Counter(self.pixels).most_common(1)
        return len(self.pixels) - background > len(self.pixels) * _INK

    def row(self, number: int, columns: range) -> bytes:
        """The light and dark pixels of a stretch of cells, row and columns counted from 0."""
        left, right = (self.grid.left + column * self.grid.width for column in (columns.start, columns.stop))
        top = self.grid.top + number * self.grid.height
        lines = range(top, top + self.grid.height)
        crop = b"".join(self.pixels[line * self.width + left : line * self.width + right] for line in lines)
        return bytes(pixel > _DARK for pixel in crop)


def read_picture(kind: Kind, path: Path) -> Picture:
    """A picture file that shows a terminal of a kind."""
    size = subprocess.run(["identify", "-format", "%w", str(path)], capture_output=True, check=True, text=True).stdout
    grey = subprocess.run(
        ["convert", str(path), "-colorspace", "gray", "-depth", "8", "gray:-"], capture_output=True, check=True
    )
    return Picture(int(size), grey.stdout, GRIDS[kind])


def count_differing(one: Picture, other: Picture, row: int, columns: range) -> int:
    """How many pixels of a stretch of cells are light in one picture and dark in the other."""
    return sum(a != b for a, b in zip(one.row(row, columns), other.row(row, columns), strict=True))


def shot(
    kind: Kind,
    command: Sequence[str],
    picture: Path,
    *,
    columns: int = 84,
    rows: int = 24,
    ready: Ready = "steady",
    keys: Sequence[str] = (),
    alike: int = 3,
    environment: dict[str, str] | None = None,
) -> Picture:
    """Run a command in a terminal of that kind and write a picture of the screen.

    With `ready="file"` the command creates the file named by $READY when it has drawn; in any case the screen must
    then stand still for `alike` pictures in a row, 0.3 seconds apart. `keys` are pressed after that, by xdotool's names,
    each once the screen stands still again; several with spaces between them are typed ahead, and an
    empty one waits until messages are gone.
    """
    with tempfile.TemporaryDirectory() as folder, open_display(columns, rows) as display:
        home = Path(folder)
        signalled = home / "ready"
        _choose_font_of_mlterm(home)
        surroundings = _surroundings(home, display, environment or {}) | {"READY": str(signalled)}
        with _started(_terminal(kind, command, columns, rows), surroundings) as terminal:
            if ready == "file":
                _wait_until(signalled.exists, terminal, f"the command never created {signalled}")
            seen = _wait_until_steady(kind, picture, terminal, surroundings, alike=alike)
            for key in keys:
                if key:
                    subprocess.run(["xdotool", "key", "--clearmodifiers", *key.split()], env=surroundings, check=True)
                seen = _wait_until_steady(kind, picture, terminal, surroundings, alike=3 if key else _LONGER)
            return seen


def _surroundings(home: Path, display: str, extra: dict[str, str]) -> dict[str, str]:
    """An environment that tells of no other terminal than the one to be started."""
    kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV", "FONTCONFIG_PATH") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "DISPLAY": display,
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "COLORTERM": "truecolor",
        "NO_AT_BRIDGE": "1",
        # The screen has to stand still.
        "READER_INDEX": "off",
        "QT_QPA_PLATFORM": "xcb",
        **extra,
    }


def _choose_font_of_mlterm(home: Path) -> None:
    """Write the file in which alone mlterm looks for the names of its fonts."""
    folder = home / ".mlterm"
    folder.mkdir()
    names = {"DEFAULT": FONT, "ISO10646_UCS4_1": FONT, "ISO10646_UCS4_1_BOLD": f"{FONT}:bold"}
    (folder / "aafont").write_text("".join(f"{kind} = {font}\n" for kind, font in names.items()), encoding="utf-8")


def _terminal(kind: Kind, command: Sequence[str], columns: int, rows: int) -> list[str]:
    # xterm takes COLORTERM out of the environment of what it runs.
    inner = ["env", "COLORTERM=truecolor", *command]
    size = f"{columns}x{rows}+0+0"
    match kind:
        case "xterm":
            look = ["-fa", FONT, "-fs", str(POINTS), "-bg", "black", "-fg", "white", "+sb", "-tn", "xterm-256color"]
            return ["xterm", *look, "-geometry", size, "-e", *inner]
        case "vte":
            look = ["--disable-server", "--hide-menubar", "--hide-toolbar", "--hide-scrollbar", "--hide-borders"]
            shape = [f"--geometry={size}", f"--font={FONT} {POINTS}"]
            return ["dbus-run-session", "--", "xfce4-terminal", *look, *shape, "-x", *inner]
        case "konsole":
            look = [
                f"TerminalColumns={columns}",
                f"TerminalRows={rows}",
                f"Font={FONT},{POINTS}",
                "ScrollBarPosition=2",
            ]
            options = [option for setting in look for option in ("-p", setting)]
            bare = ["--nofork", "--separate", "--hide-menubar", "--hide-tabbar", "--notransparency"]
            return ["dbus-run-session", "--", "konsole", *bare, *options, "-e", *inner]
        case "mlterm":
            # Slanted, the font has no Arabic, and mlterm would look for it in no other.
            letters = ["--type=xft", f"--fontsize={PIXELS}", "--itfont=false"]
            look = ["--sb=false", "--bg=black", "--fg=white", f"--geometry={size}"]
            return ["mlterm", *letters, *look, "-e", *inner]


@contextlib.contextmanager
def open_display(columns: int, rows: int) -> Iterator[str]:
    """The name of an X display of its own, with room for a terminal of that size."""
    read, write = os.pipe()
    screen = f"{columns * 10 + 20}x{rows * 22 + 40}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-dpi", "96", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as numbers:
            yield ":" + numbers.readline().strip()
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def _started(command: Sequence[str], surroundings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, env=surroundings, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _wait_until(condition: Callable[[], bool], terminal: subprocess.Popen[bytes], complaint: str) -> None:
    end = time.monotonic() + _LIMIT
    while not condition():
        if time.monotonic() > end or terminal.poll() is not None:
            raise RuntimeError(complaint)
        with contextlib.suppress(subprocess.TimeoutExpired):
            terminal.wait(0.05)


def _wait_until_steady(
    kind: Kind, picture: Path, terminal: subprocess.Popen[bytes], surroundings: dict[str, str], *, alike: int = 3
) -> Picture:
    """The screen once that many pictures in a row, 0.3 seconds apart, are drawn and the same."""
    seen: list[Picture] = []

    def is_steady() -> bool:
        with contextlib.suppress(subprocess.TimeoutExpired):
            terminal.wait(0.3)
        subprocess.run(["import", "-window", "root", str(picture)], env=surroundings, check=True)
        seen.append(read_picture(kind, picture))
        return len(seen) >= alike and seen[-1].is_drawn and len({shown.pixels for shown in seen[-alike:]}) == 1

    _wait_until(is_steady, terminal, f"the screen never stood still; its last state is in {picture}")
    return seen[-1]


def main() -> None:
    """Take one picture, as the command line asks."""
    parser = argparse.ArgumentParser(description="Take a picture of a command in a real terminal.")
    parser.add_argument("kind", choices=get_args(Kind))
    parser.add_argument("picture", type=Path)
    parser.add_argument("--columns", type=int, default=84)
    parser.add_argument("--rows", type=int, default=24)
    parser.add_argument("--ready", choices=["file", "steady"], default="steady")
    parser.add_argument("--keys", default="", help="keys to press, by xdotool's names, separated by spaces")
    parser.add_argument("command", nargs="+", help="after --")
    asked = parser.parse_args()
    size = {"columns": asked.columns, "rows": asked.rows}
    shot(asked.kind, asked.command, asked.picture, ready=asked.ready, keys=asked.keys.split(), **size)
    print(asked.picture)


if __name__ == "__main__":
    main()
