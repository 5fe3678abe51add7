"""Takes the pictures in docs/: the one in the README, and the page in every theme in windows of three sizes.

    uv run python tests/terminal/pictures.py              # all of them, in a few minutes
    uv run python tests/terminal/pictures.py screenshot   # only those whose names begin so

Needs what screenshots.py needs for xterm.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from screenshots import GRIDS, list_missing, shot

from reader.settings.themes import load_themes

ROOT = Path(__file__).parents[2]
DOCS, SEEDS = ROOT / "docs", ROOT / "seeds"
LIBRARY = Path(__file__).with_name("small_library.jsonl")
"""Articles of our own, for the pictures of the list."""
ANALYST = "سارة"
STEADY = 10
"""How many pictures in a row must be the same, so that the engine has finished before the last of them."""
COLOURS, MOST_COLOURS = 32, 64
"""The colours of one window (those of a theme, and a few between each and the background at the edges of letters), and
of several together."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What one picture shows."""

    columns: int
    rows: int
    keys: Sequence[str] = ()
    theme: str = ""
    """The name of a theme; empty for the one that the reader chooses."""
    language: str = "en"
    has_library: bool = False
    """Whether it shows several articles, which stand in the index with the engine's proposals, instead of the seed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture of one or more windows."""

    name: str
    """Its path in docs/, without the suffix."""
    scenes: Sequence[Scene]
    across: int = 1
    percent: int = 100
    """The size of a window in the picture, in percent of its size on the screen."""


IN_THE_LIST = ("Down", "space", "space", "d", "d", "asterisk", "asterisk", "Down", "d", "p", "n")
"""Two articles are done, one is in progress, and the current one is unread."""
IN_THE_FACETS = (*IN_THE_LIST, "f", *["Down"] * 6, "space")
IN_THE_LEDGER = ("dollar", "End", "Up", "a", "Down", "n", "n", "n")
IN_THE_EVIDENCE = (*IN_THE_LEDGER, "e", "3")
IN_THE_ENTITIES = ("at", "Down")
_KEYS = {":": "colon", "|": "bar", " ": "space"}
_QUERY = "type:pledge | type:demand | type:refusal"
IN_THE_SEARCH = ("ampersand", *(_KEYS.get(each, each) for each in _QUERY), "Return", "Down", "Down")
IN_THE_TEXT = ("F6", "Down", "Down", "Return")
"""To a commitment in the body, with its card beside it."""


def list_sheets(themes: Sequence[str]) -> Iterator[Sheet]:
    """All the pictures."""
    yield Sheet("screenshot", [Scene(120, 36, IN_THE_TEXT)])
    for theme in themes:
        yield Sheet(f"pictures/80x24-{theme}", [Scene(80, 24, IN_THE_TEXT, theme)])
    yield Sheet("pictures/arabic", [Scene(120, 30, IN_THE_TEXT, language="ar")])
    yield Sheet("pictures/arabic-help", [Scene(120, 30, (*IN_THE_TEXT, "F1"), "light", language="ar")])
    yield Sheet("pictures/list", [Scene(120, 24, IN_THE_LIST, has_library=True)])
    yield Sheet("pictures/facets", [Scene(120, 24, IN_THE_FACETS, has_library=True)])
    yield Sheet("pictures/ledger", [Scene(120, 30, IN_THE_LEDGER, has_library=True)])
    yield Sheet("pictures/evidence", [Scene(120, 30, IN_THE_EVIDENCE, has_library=True)])
    yield Sheet("pictures/entities", [Scene(120, 24, IN_THE_ENTITIES, has_library=True)])
    yield Sheet("pictures/entity", [Scene(120, 30, (*IN_THE_ENTITIES, "Home", "Return", "n"), has_library=True)])
    yield Sheet("pictures/timeline", [Scene(120, 24, ("P",), has_library=True)])
    yield Sheet("pictures/search", [Scene(120, 24, IN_THE_SEARCH, has_library=True)])
    yield Sheet("pictures/120x40", [Scene(120, 40, IN_THE_TEXT, theme) for theme in themes], across=2, percent=40)
    yield Sheet("pictures/200x50", [Scene(200, 50, IN_THE_TEXT, theme) for theme in themes], across=2, percent=28)


def take(sheet: Sheet, folder: Path) -> Path:
    """Take one picture, with a folder for what is made on the way, and return its path."""
    tiles = [_take_scene(scene, folder / f"{number}.png") for number, scene in enumerate(sheet.scenes)]
    target = DOCS / f"{sheet.name}.png"
    target.parent.mkdir(exist_ok=True)
    if len(tiles) == 1:
        source = ["convert", str(tiles[0])]
    else:
        edge = ["-background", "#808080", "-geometry", "+6+6", "-tile", f"{sheet.across}x"]
        subprocess.run(["montage", *map(str, tiles), "-resize", f"{sheet.percent}%", *edge, str(target)], check=True)
        source = ["convert", str(target)]
    few = ["+dither", "-colors", str(min(MOST_COLOURS, COLOURS * len(tiles))), "-strip"]
    small = ["-define", "png:compression-level=9", "-define", "png:compression-filter=0"]
    subprocess.run([*source, *few, *small, f"PNG8:{target}"], check=True)
    return target


def _take_scene(scene: Scene, picture: Path) -> Path:
    # Each window has a folder of its own, since the reader keeps its workspace there.
    articles = picture.with_suffix("") / "news"
    environment = {"READER_ANALYST": ANALYST, "READER_LANG": scene.language, "PYTHONPATH": str(ROOT)}
    if scene.has_library:
        articles.mkdir(parents=True)
        shutil.copy(LIBRARY, articles)
        environment |= {"READER_INDEX": "text"}
        build = [sys.executable, "-m", "reader", "index", str(articles)]
        subprocess.run(build, env=os.environ | environment, check=True, stdout=subprocess.DEVNULL)
    else:
        shutil.copytree(SEEDS, articles)
    theme = {"READER_THEME": scene.theme} if scene.theme else {}
    shot(
        "xterm",
        [sys.executable, "-m", "reader", str(articles)],
        picture,
        columns=scene.columns,
        rows=scene.rows,
        keys=scene.keys,
        alike=STEADY,
        environment={**environment, **theme},
    )
    # The display is larger than the window.
    left, top, width, height = GRIDS["xterm"]
    window = f"{scene.columns * width}x{scene.rows * height}+{left}+{top}"
    subprocess.run(["convert", str(picture), "-crop", window, "+repage", str(picture)], check=True)
    return picture


def main() -> None:
    """Take the pictures that the command line names, or all of them."""
    parser = argparse.ArgumentParser(description="Take the pictures in docs/.")
    parser.add_argument("names", nargs="*", help="how the names of the wanted pictures begin, such as 80x24")
    names = tuple(parser.parse_args().names)
    if missing := list_missing("xterm", "montage", "xdotool"):
        sys.exit(f"pictures: {', '.join(missing)} not found; install what is missing and run this again.")
    for sheet in list_sheets(list(load_themes().themes)):
        if names and not sheet.name.rpartition("/")[2].startswith(names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            target = take(sheet, Path(folder))
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
