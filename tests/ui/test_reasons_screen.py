"""Why something is proposed at the caret: asked for with one key, found beside the interface, in the article's language."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any

import pytest
from on_screen import QUIET, shown, start
from textual.pilot import Pilot
from waiting import until

from reader.annotate.commitments.explaining import Explanation, KnownWord, RoleReason
from reader.annotate.learnt import Learnt
from reader.annotate.pipeline import EngineOutcome
from reader.annotate.process import background
from reader.errors import AnnotateError
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.settings.definitions import Config
from reader.ui.reading.reasons_screen import ReasonsScreen

TEXT = "تعهدت روسيا بالانسحاب من حلب."
PROPOSED = Annotation(Span(0, 5), "pledge", source="commitments", score=0.8, rule="cue: تعهد")
PLACE = Annotation(Span(6, 11), "place", source="entities", score=0.9, rule="recogniser: place")
FOUND = Explanation(
    Span(0, 5), "تعهدت", "pledge", 0.8, 0.3, -0.5,
    (("network", 2.1), ("near a condition", -1.2)), 0.9, (("pledge", 0.7), ("intent", 0.3)),
    KnownWord("تعهد", "بـ", 8, 10, {"pledge": 8}, "تعهدت الحكومة بخفض الأسعار."),
    (RoleReason("committer", Span(6, 11), 4.2, is_filled=True),),
)  # fmt: skip
ENGLISH = replace(QUIET, display=replace(QUIET.display, label_language="english"))


class AskedEngine:
    """Explains the first word at once, in the place of a process that takes seconds to come up."""

    asked: list[tuple[int, object]] = []
    failure = ""
    held = False

    def __init__(self, **_: object) -> None: ...

    async def annotate(self, article: Article, **_: Any) -> AsyncGenerator[EngineOutcome, None]:
        yield EngineOutcome(())

    async def explain(self, article: Article, offset: int, *, names: object, learnt: object) -> Explanation | None:
        self.asked.append((offset, learnt))
        if self.held:
            await asyncio.Event().wait()
        if self.failure:
            raise AnnotateError(self.failure)
        return FOUND if offset in FOUND.span else None

    async def close(self) -> None: ...


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> type[AskedEngine]:
    monkeypatch.setattr(background, "BackgroundEngine", AskedEngine)
    monkeypatch.setattr(AskedEngine, "asked", [])
    return AskedEngine


def reading(config: Config = ENGLISH, **options: Any) -> Any:
    return start(Loaded(Article(TEXT), (PROPOSED, PLACE)), config=config, **options)


async def see(pilot: Pilot[None], words: str) -> bool:
    await until(pilot, lambda: isinstance(pilot.app.screen, ReasonsScreen) and words in shown(pilot))
    return True


async def test_a_key_that_is_the_same_in_every_layout_shows_what_spoke_for_and_against() -> None:
    async with reading() as pilot:
        await pilot.press("#")
        await see(pilot, "proposed as pledge: 80% sure, and 30% is enough")
        text = shown(pilot)
        for words in ("+2.10", "−1.20", "a word for a condition stands shortly before it", "committer"):
            assert words in text


async def test_an_arabic_article_is_explained_in_arabic_unless_english_is_wanted() -> None:
    from reader.ui.widgets.arabic_text import shaped_str

    async with reading(QUIET) as pilot:
        await pilot.press("#")
        await see(pilot, shaped_str("الحكم"))
        assert "verdict" not in shown(pilot)


async def test_an_entity_is_explained_by_its_annotator_and_rule() -> None:
    async with reading() as pilot:
        await pilot.press("w", "#")
        assert await see(pilot, "by the annotator entities, by the rule recogniser: place")


async def test_a_word_of_which_nothing_is_proposed_says_so() -> None:
    async with reading() as pilot:
        await pilot.press("w", "w", "#")
        assert await see(pilot, "none might stand here")


async def test_an_engine_that_takes_long_holds_up_no_key(engine: type[AskedEngine], monkeypatch: Any) -> None:
    monkeypatch.setattr(engine, "held", True)
    async with reading() as pilot:
        await pilot.press("#")
        await see(pilot, "Asking the engine")
        await pilot.press("escape", "w")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ReasonsScreen))
        assert pilot.app.reading.session.caret == 6  # type: ignore[attr-defined]


async def test_an_engine_that_fails_is_a_sentence_in_the_box(engine: type[AskedEngine], monkeypatch: Any) -> None:
    monkeypatch.setattr(engine, "failure", "The annotation process ended; ask again.")
    async with reading() as pilot:
        await pilot.press("#")
        assert await see(pilot, "The annotation process ended; ask again.")


async def test_what_was_learnt_reaches_the_engine_and_what_is_damaged_is_said_once(engine: type[AskedEngine]) -> None:
    learnt = Learnt(None, {"place": 0.5})
    async with reading(learnt=lambda: learnt) as pilot:
        await pilot.press("#")
        await see(pilot, "proposed as pledge")
    assert engine.asked == [(0, learnt)]

    def fail() -> Learnt:
        raise AnnotateError("here: what was learnt there is damaged.")

    async with reading(learnt=fail) as pilot:
        for _ in range(2):
            await pilot.press("#")
            await see(pilot, "proposed as pledge")
            await pilot.press("escape")
        said = [str(each.message) for each in pilot.app._notifications]
        assert sum("is damaged" in each for each in said) == 1
