"""Many rows that cannot be opened are told in one line, and listed behind a key."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast
from waiting import until

from reader.errors import LoadError
from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Article
from reader.settings.definitions import Annotate, Config
from reader.settings.themes import load_themes
from reader.ui.app import ReaderApp
from reader.ui.problems import ProblemsScreen
from reader.ui.terminal.detecting import Terminal


def reader_app(*outcomes: Loaded | LoadError, problems: tuple[str, ...] = ()) -> ReaderApp:
    return ReaderApp(
        outcomes,
        config=Config(annotate=Annotate(on_open=False)),
        themes=load_themes().themes,
        labels=default_labels(),
        terminal=Terminal("test", "plain", "keep", ()),
        theme=load_themes().themes["dark"],
        problems=problems,
    )


def article(number: int) -> Loaded:
    return Loaded(Article(f"خبر {number}", source="news.jsonl"), name=str(number))


def told(pilot: Pilot[None]) -> list[str]:
    """What the toasts say, line ends aside."""
    return [" ".join(str(toast.render()).split()) for toast in pilot.app.screen.query(Toast)]


async def test_twenty_one_rows_that_cannot_be_opened_are_one_line() -> None:
    outcomes = [article(0), *(LoadError(f"news.jsonl:{at}: no text.") for at in range(21)), *map(article, range(1, 30))]
    async with reader_app(*outcomes).run_test(size=(120, 30), notifications=True) as pilot:
        await until(pilot, lambda: bool(told(pilot)))
        assert told(pilot) == ["21 of 51 articles could not be opened; ! lists them."]
        await pilot.press("!")
        assert isinstance(pilot.app.screen, ProblemsScreen)
        await until(pilot, lambda: not told(pilot))
        shown = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "news.jsonl:0: no text." in shown
        assert "21 problems" in shown
        await pilot.press("end")
        assert pilot.app.screen.rows.at == 20
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, ProblemsScreen)


async def test_a_single_problem_is_told_as_it_is() -> None:
    async with reader_app(article(0), LoadError("a.txt: it is empty.")).run_test(notifications=True) as pilot:
        await until(pilot, lambda: bool(told(pilot)))
        assert told(pilot) == ["a.txt: it is empty."]


async def test_what_came_up_before_the_first_article_and_remarks_are_counted_too() -> None:
    remarks = tuple(f"T{at}: beyond the text." for at in range(40))
    app = reader_app(
        article(0), Loaded(Article("نص", source="b.txt"), warnings=remarks), problems=("one.", "two.", "three.")
    )
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await pilot.press("]")
        await pilot.pause()
        assert told(pilot) == ["3 problems came up; ! lists them.", "40 remarks on this article; ! lists them."]
        await pilot.press("!")
        assert pilot.app.screen.rows.count == 43


@pytest.mark.parametrize("problems", [(), ("one.",)])
async def test_a_list_of_none_or_one_answers_every_key(problems: tuple[str, ...]) -> None:
    async with reader_app(article(0), problems=problems).run_test(size=(80, 20)) as pilot:
        for key in ("down", "up", "home", "end", "pageup", "pagedown", "space"):
            await pilot.press("!", key, "escape")
