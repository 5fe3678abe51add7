"""Tags are written with spaces or commas between them, Latin or Arabic."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_screen import press, screen, shown, start
from textual import events

from reader.journal import article_marks
from reader.journal.article_marks import split_tags
from reader.load import Loaded
from reader.model import Article
from reader.ui.widgets.arabic_input import ArabicInput

LOADED = Loaded(Article("زار موسكو", source="a.txt"))


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("سوريا هدنة", ("سوريا", "هدنة")),
        ("سوريا، هدنة،موسكو", ("سوريا", "هدنة", "موسكو")),
        ("سوريا؛ هدنة", ("سوريا", "هدنة")),
        ("Syria, truce; Moscow", ("Syria", "truce", "Moscow")),
        ("#سوريا #هدنة، #سوريا", ("سوريا", "هدنة")),
        (" ،, ؛ ", ()),
        ("وقف إطلاق النار، هدنة", ("وقف إطلاق النار", "هدنة")),
        ("هدنة وقف إطلاق النار", ("هدنة", "وقف إطلاق النار")),
        ("وقف إطلاق النارية", ("وقف", "إطلاق", "النارية")),
    ],
)
def test_commas_and_spaces_stand_between_tags_and_known_tags_stay_whole(written: str, tags: tuple[str, ...]) -> None:
    assert split_tags(written, known=["وقف إطلاق النار"]) == tags


async def test_tags_are_typed_with_arabic_commas(database: Path) -> None:
    async with start(LOADED, database=database) as pilot:
        await press(pilot, "ctrl+g")
        assert "Tags, separated by spaces or commas" in shown(pilot)
        # Textual's pilot cannot type these commas, which a terminal sends as they are.
        pilot.app.screen.query_one(ArabicInput).post_message(events.Paste("سوريا، هدنة؛موسكو"))
        await press(pilot, "enter")
        assert screen(pilot).work.state.tags == ("سوريا", "موسكو", "هدنة")


async def test_a_tag_with_spaces_in_it_stays_as_it_is_when_another_is_added(database: Path) -> None:
    async with start(LOADED, database=database) as pilot:
        work = screen(pilot).work
        for tag in ("وقف إطلاق النار", "هدنة"):
            work.do(article_marks.add_tag(work.authorship, work.state, tag))
        await press(pilot, "ctrl+g", "end", "space", *"سوريا", "enter")
        assert work.state.tags == ("سوريا", "هدنة", "وقف إطلاق النار")
