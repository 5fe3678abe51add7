"""Takes all pictures in docs/: of terminals by itself, and of browsers by the two scripts that drive one.

    uv run python tests/terminal/pictures.py              # all of them, in some minutes
    uv run python tests/terminal/pictures.py screenshot   # only those whose names, or paths in docs/, begin so

Beside a picture of the guide it writes the text of its screen, by which a test notices that the screen has changed.
Needs what screenshots.py needs for xterm, and Chromium for the browser.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from scene_folders import ROOT, lay_out, start_of
from scenes import Scene, Sheet, list_sheets
from screen_texts import read_screen
from screenshots import GRIDS, list_missing, shot

from reader.settings.themes import load_themes

DOCS = ROOT / "docs"
STEADY = 10
"""How many pictures in a row must be the same, so that the engine has finished before the last of them."""
COLOURS, MOST_COLOURS = 32, 64
"""The colours of one window (those of a theme, and a few between each and the background at the edges of letters), and
of several together."""
BROWSER_SCRIPTS = {
    "pictures/report-": ROOT / "tests" / "report" / "report_pictures.py",
    "pictures/browser": ROOT / "tests" / "serving" / "browser_picture.py",
}
"""How the paths begin of the pictures that each of the other scripts takes, all at once."""


def take(sheet: Sheet, folder: Path) -> Path:
    """Take one picture, with a folder for what is made on the way, and return its path."""
    tiles = [_take_scene(scene, folder / f"{number}.png") for number, scene in enumerate(sheet.scenes)]
    target = DOCS / f"{sheet.name}.png"
    target.parent.mkdir(exist_ok=True, parents=True)
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


def write_text(sheet: Sheet, folder: Path) -> None:
    """Write the text of the first window of a picture beside the picture."""
    scene = sheet.scenes[0]
    lay_out(scene.articles, folder)
    (DOCS / f"{sheet.name}.txt").write_text(read_screen(scene, start_of(scene, folder), folder), encoding="utf-8")


def _take_scene(scene: Scene, picture: Path) -> Path:
    # Each window has a folder of its own, since the reader keeps its workspace there.
    folder = picture.with_suffix("")
    folder.mkdir()
    lay_out(scene.articles, folder)
    start = start_of(scene, folder)
    shot(
        "xterm",
        ["env", "-C", str(folder), *start.command],
        picture,
        columns=scene.columns,
        rows=scene.rows,
        ready="file" if scene.script else "steady",
        keys=scene.keys,
        alike=STEADY,
        environment=start.environment,
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
        if not _is_wanted(sheet.name, names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            target = take(sheet, Path(folder))
            if sheet.has_text:
                write_text(sheet, Path(folder) / "text")
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")
    for beginning, script in BROWSER_SCRIPTS.items():
        if _is_wanted(beginning, names):
            subprocess.run([sys.executable, str(script)], check=True)


def _is_wanted(path: str, names: tuple[str, ...]) -> bool:
    return not names or any(name.startswith(names) for name in (path, Path(path).name))


if __name__ == "__main__":
    main()
