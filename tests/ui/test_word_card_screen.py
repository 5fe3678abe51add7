"""The card of the word under the caret: from the lists at once, and with what CAMeL Tools says once it has answered."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from camel_stub import write_camel_data
from on_screen import screen, shown, start, toasts
from pty_session import PtySession
from textual.pilot import Pilot
from textual.widgets import Static
from waiting import until

from reader.annotate.word_card import Analysis
from reader.errors import AnnotateError
from reader.load import Loaded
from reader.model import Article
from reader.ui.app import ReaderApp
from reader.ui.widgets.arabic_text import shaped
from reader.ui.widgets.asking import FactsScreen


def said(pilot: Pilot[None], part: str) -> str:
    screen = pilot.app.screen
    return str(screen.query_one(part, Static).content) if isinstance(screen, FactsScreen) else ""


@pytest.fixture(autouse=True)
def no_analyser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReaderApp, "morphology", None)


LOADED = Loaded(Article("حماية المدنيين"))


async def test_the_lists_answer_where_there_is_no_analyser() -> None:
    async with start(LOADED) as pilot:
        await pilot.press("f12")
        await until(pilot, lambda: "Lemma" in said(pilot, "#facts"))
        assert str(shaped("حماية")) in said(pilot, "#facts")
        assert not pilot.app.screen.query_one("#facts-remark").display
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, FactsScreen))


async def test_an_analyser_adds_lemma_root_and_gloss(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(word: str) -> tuple[Analysis, ...]:
        return (Analysis("حِمايَة", "ح-م-ي", "noun", "protection", ("حِمايَة",)),)

    monkeypatch.setattr(ReaderApp, "morphology", staticmethod(read))
    async with start(LOADED) as pilot:
        await pilot.press("f12")
        await until(pilot, lambda: "protection" in said(pilot, "#facts"))
        assert "CAMeL Tools" in said(pilot, "#facts")


async def test_an_analyser_that_fails_says_so_under_what_the_lists_know(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(word: str) -> tuple[Analysis, ...]:
        raise AnnotateError("CAMeL Tools' morphology cannot be loaded; fetch its data again with camel_data -f -i.")

    monkeypatch.setattr(ReaderApp, "morphology", staticmethod(fail))
    async with start(LOADED) as pilot:
        await pilot.press("f12")
        await until(pilot, lambda: pilot.app.screen.query("#facts-remark") and "camel_data" in shown(pilot))
        assert "Lemma" in said(pilot, "#facts")


def test_the_program_itself_asks_camel_tools(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("حماية المدنيين واجب.\n", encoding="utf-8")
    environment = {"CAMELTOOLS_DATA": str(write_camel_data(tmp_path / "data")), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "reader", str(tmp_path / "a.txt")]
    with PtySession(command, environment=environment) as session:
        session.wait_for(lambda it: it.shows("help"))
        session.press("\x1b[24~")
        session.wait_for(lambda it: it.shows("protection") and it.shows("Root"), seconds=60)
        assert session.shows("CAMeL Tools")


async def test_an_answer_that_comes_after_the_card_was_closed_is_passed_over() -> None:
    async with start(LOADED) as pilot:
        card = FactsScreen("حماية")
        card.show_facts([("Lemma", "حماية")])
        await pilot.app.push_screen(card)
        assert "Lemma" in said(pilot, "#facts")
        await pilot.press("escape")
        await until(pilot, lambda: not card.is_attached)
        card.show_facts([("Root", "ح-م-ي")])
        assert screen(pilot).view.has_focus
        assert toasts(pilot) == []
