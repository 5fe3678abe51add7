"""A report on the articles of the list, from the keyboard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from library.ledger_library import ARTICLES, PROPOSALS
from library.small_library import make_index, propose
from on_screen import shown, start, toasts
from textual.pilot import Pilot
from waiting import until

from reader.library.index.library_index import LibraryIndex
from reader.load import Loaded
from reader.ui.keys import key_names
from reader.ui.library.library_screen import LibraryScreen
from reader.ui.widgets.arabic_input import ArabicInput
from reader.ui.widgets.asking import AskScreen
from reader.ui.widgets.choice_menu import ChoiceMenu


@asynccontextmanager
async def listed(tmp_path: Path) -> AsyncIterator[Pilot[None]]:
    """The list of four articles, with an index."""
    folder = tmp_path / ".reader"
    folder.mkdir()
    with make_index(folder, ARTICLES) as index:
        with index.writing() as connection:
            connection.execute("INSERT INTO places SELECT place, '', number, 1 FROM articles")
        for number, article in enumerate(ARTICLES, 1):
            propose(index, number, article.text, PROPOSALS[article])
    options = {"begins_with_library": True, "notifications": True, "until_tagging": False}
    opened = lambda: LibraryIndex(folder / "index.db")  # noqa: E731
    async with start(*map(Loaded, ARTICLES), database=folder / "workspace.db", index=opened, **options) as pilot:
        await until(pilot, lambda: pilot.app.workspace is not None and isinstance(pilot.app.screen, LibraryScreen))
        yield pilot


async def name(pilot: Pilot[None], file: str, key: str = "R") -> None:
    """Ask for a report, and name its file."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
    pilot.app.screen.query_one(ArabicInput).value = file
    await pilot.press("enter")


@pytest.mark.parametrize("key", key_names("R"))
async def test_the_articles_of_the_list_are_reported(key: str, tmp_path: Path) -> None:
    async with listed(tmp_path) as pilot:
        await name(pilot, f"{tmp_path}/out/report.html", key)
        await until(pilot, lambda: (tmp_path / "out" / "report.html").is_file())
        await until(pilot, lambda: any("A report on 4 articles is written" in said for said in toasts(pilot)))
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert page.count("<article") == 4


async def test_only_the_marked_articles_are_reported(tmp_path: Path) -> None:
    async with listed(tmp_path) as pilot:
        await pilot.press("space")
        await name(pilot, f"{tmp_path}/out/report.md")
        await until(pilot, lambda: (tmp_path / "out" / "report.md").is_file())
    written = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert written.count("\n### روسيا تتعهد\n") == 1
    assert "مستشفى" not in written


async def test_a_file_that_exists_is_replaced_only_when_that_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("mine", encoding="utf-8")
    async with listed(tmp_path) as pilot:
        await name(pilot, f"{tmp_path}/report.md")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceMenu))
        assert "exists" in shown(pilot)
        await pilot.press("l")
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen))
        await pilot.pause()
        assert (tmp_path / "report.md").read_text(encoding="utf-8") == "mine"
        await name(pilot, f"{tmp_path}/report.md")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceMenu))
        await pilot.press("r")
        await until(pilot, lambda: (tmp_path / "report.md").read_text(encoding="utf-8") != "mine")


async def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    async with listed(tmp_path) as pilot:
        await name(pilot, f"{tmp_path}/report.pdf")
        await until(pilot, lambda: any("no format of reports has this ending" in said for said in toasts(pilot)))
        assert not (tmp_path / "report.pdf").exists()
