"""A span made by hand loses the punctuation around its words, and a key brings it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_screen import press, put_caret, screen, start

from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.ui.reading.reading_screen import ReadingScreen

TEXT = "موسكو تتعهد بوقف «القصف».\n\nنهاية الخبر (أخيرا)."


def over(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


def select(reading: ReadingScreen, quote: str) -> None:
    reading.session.select(over(quote))


def tagged(reading: ReadingScreen) -> dict[str, str]:
    assert reading.work is not None
    return {each.label: each.span.of(TEXT) for each in reading.work.decided}


@pytest.mark.parametrize(("keys", "label"), [(("2",), "place"), (("c", "p"), "pledge")])
async def test_an_entity_and_a_cue_get_their_punctuation_back(
    database: Path, keys: tuple[str, ...], label: str
) -> None:
    async with start(Loaded(Article(TEXT, source="a.txt")), database=database) as pilot:
        select(screen(pilot), "(أخيرا).")
        await press(pilot, *keys)
        assert tagged(screen(pilot)) == {label: "أخيرا"}
        put_caret(pilot, over("أخيرا").start)
        await press(pilot, "\\")
        assert tagged(screen(pilot)) == {label: "(أخيرا)."}
        await press(pilot, "\\")
        assert tagged(screen(pilot)) == {label: "أخيرا"}


async def test_what_fills_a_role_gets_its_punctuation_back_while_the_role_is_picked(database: Path) -> None:
    pledge = Annotation(over("تتعهد"), "pledge", source="engine", rule="verb", score=0.7)
    async with start(Loaded(Article(TEXT, source="a.txt"), (pledge,)), database=database) as pilot:
        put_caret(pilot, over("تتعهد").start)
        await press(pilot, "r", "a")
        select(screen(pilot), "«القصف».")
        await press(pilot, "enter")

        def action() -> str:
            (commitment,) = screen(pilot).work.decided
            return commitment.role("action").of(TEXT)

        assert action() == "القصف"
        put_caret(pilot, over("تتعهد").start)
        await press(pilot, "r", "a", "\\")
        assert action() == "قصف"
        await press(pilot, "\\")
        assert action() == "«القصف»."
        assert tagged(screen(pilot)) == {"pledge": "تتعهد"}  # the cue itself stays as it is
