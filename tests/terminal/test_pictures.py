"""The pictures in docs/ are those that the script takes, and the screens of the guide are still what its pictures show."""

from __future__ import annotations

import difflib
import re
import shutil
import struct
from pathlib import Path

import pytest
from pictures import BROWSER_SCRIPTS, DOCS
from scene_folders import ROOT, lay_out, start_of
from scenes import Articles, Scene, Sheet, list_sheets
from screen_texts import read_screen

from reader.settings.themes import load_themes

SHEETS = list(list_sheets(list(load_themes().themes)))
WITH_TEXT = [sheet for sheet in SHEETS if sheet.has_text]
PAGES = [ROOT / "README.md", *DOCS.rglob("*.md")]
MOST_BYTES = 120_000


def pictures_in_docs() -> list[str]:
    return sorted(str(path.relative_to(DOCS).with_suffix("")) for path in DOCS.rglob("*.png"))


def test_every_picture_is_taken_by_the_script_and_every_one_that_it_takes_is_there() -> None:
    of_terminals = [name for name in pictures_in_docs() if not name.startswith(tuple(BROWSER_SCRIPTS))]
    assert of_terminals == sorted(sheet.name for sheet in SHEETS)


@pytest.mark.parametrize("beginning", BROWSER_SCRIPTS)
def test_a_picture_of_a_browser_is_named_by_the_script_that_takes_it(beginning: str) -> None:
    script = BROWSER_SCRIPTS[beginning].read_text(encoding="utf-8")
    taken = [Path(name).name for name in pictures_in_docs() if name.startswith(beginning)]
    assert taken
    assert [name for name in taken if not re.search(rf'"{name}(\.png)?"', script)] == []


def test_every_picture_is_shown_by_a_page() -> None:
    shown = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in re.findall(r"\]\(([^)]+\.png)\)", page.read_text(encoding="utf-8"))
    }
    assert [path.name for path in DOCS.rglob("*.png") if path.resolve() not in shown] == []


def test_the_pictures_of_the_guide_are_small_and_of_the_size_that_their_scene_says() -> None:
    for sheet in WITH_TEXT:
        picture = (DOCS / f"{sheet.name}.png").read_bytes()
        assert len(picture) < MOST_BYTES, sheet.name
        scene = sheet.scenes[0]
        assert struct.unpack(">II", picture[16:24]) == (scene.columns * 10, scene.rows * 22), sheet.name


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[Articles, Path]:
    """A folder for each kind of articles, made once."""
    folders: dict[Articles, Path] = {}
    for articles in dict.fromkeys(sheet.scenes[0].articles for sheet in WITH_TEXT):
        folders[articles] = tmp_path_factory.mktemp(articles)
        lay_out(articles, folders[articles])
    return folders


@pytest.mark.parametrize("sheet", WITH_TEXT, ids=lambda sheet: Path(sheet.name).name)
def test_the_screen_is_still_what_the_picture_shows(
    sheet: Sheet, laid_out: dict[Articles, Path], tmp_path: Path
) -> None:
    scene: Scene = sheet.scenes[0]
    folder = tmp_path / "home"
    shutil.copytree(laid_out[scene.articles], folder)
    pictured = (DOCS / f"{sheet.name}.txt").read_text(encoding="utf-8")
    seen = read_screen(scene, start_of(scene, folder), folder)
    difference = "\n".join(difflib.unified_diff(pictured.splitlines(), seen.splitlines(), "picture", "screen"))
    assert difference == "", (
        f"docs/{sheet.name}.png shows what the screen was. If the change is meant, take it anew and look at it:\n"
        f"    uv run python tests/terminal/pictures.py {sheet.name}\n{difference}"
    )
