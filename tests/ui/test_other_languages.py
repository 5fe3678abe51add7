"""A text that is not Arabic is shown as it is, with a word on what the engine reads."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import pytest
from on_screen import screen, start, toasts
from waiting import until

from reader.annotate.pipeline import EngineOutcome, run_in_turn
from reader.annotate.process import background
from reader.load import Loaded
from reader.model import Article
from reader.settings.definitions import Annotate, Config

PERSIAN = "وزیر امور خارجه ایران گفت که این کشور به تعهدات خود پایبند است و مذاکرات را ادامه می‌دهد."
ARABIC = "تعهدت روسيا بحماية المدنيين في حلب، وقال لافروف إن بلاده لن تنسحب من الاتفاق."


class EngineHere:
    """Runs the patterns here, in the place of a process that takes seconds to come up."""

    def __init__(self, **_: object) -> None: ...

    async def annotate(self, article: Article, **_: Any) -> AsyncGenerator[EngineOutcome, None]:
        for outcome in run_in_turn(article, names=["patterns"]):
            yield outcome

    async def close(self) -> None: ...


@pytest.mark.parametrize(("text", "is_named"), [(PERSIAN, True), (ARABIC, False)])
async def test_the_reader_says_that_a_text_is_not_arabic(
    text: str, is_named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "BackgroundEngine", EngineHere)
    config = Config(annotate=Annotate(on_open=True))
    async with start(Loaded(Article(text)), config=config, notifications=True) as pilot:
        await until(pilot, lambda: pilot.app._proposing.progress == "" and pilot.app._proposing._engine is not None)
        await pilot.pause()
        said = " ".join(" ".join(toasts(pilot)).split())
        assert ("seems to be Persian; the engine reads Arabic only" in said) is is_named
        assert screen(pilot).session.text == text
