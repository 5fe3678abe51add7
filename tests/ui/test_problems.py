"""Many rows that cannot be opened are told in one line, and listed behind a key."""

from __future__ import annotations

import pytest
from on_screen import press, screen, shown, start, toasts
from waiting import until

from reader.errors import LoadError
from reader.load import Loaded
from reader.model import Article
from reader.ui.problems import ProblemsScreen


def article(number: int) -> Loaded:
    return Loaded(Article(f"خبر {number}", source="news.jsonl"), name=str(number))


async def test_twenty_one_rows_that_cannot_be_opened_are_one_line() -> None:
    outcomes = [article(0), *(LoadError(f"news.jsonl:{at}: no text.") for at in range(21)), *map(article, range(1, 30))]
    async with start(*outcomes, notifications=True) as pilot:
        await until(pilot, lambda: bool(toasts(pilot)))
        assert toasts(pilot) == ["21 of 51 articles could not be opened; ! lists them."]
        await pilot.press("!")
        assert isinstance(pilot.app.screen, ProblemsScreen)
        await until(pilot, lambda: not toasts(pilot))
        assert "news.jsonl:0: no text." in shown(pilot)
        assert "21 problems" in shown(pilot)
        await pilot.press("end")
        assert pilot.app.screen.rows_view.at == 20
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, ProblemsScreen)


async def test_a_single_problem_is_told_as_it_is() -> None:
    async with start(article(0), LoadError("a.txt: it is empty."), notifications=True) as pilot:
        await until(pilot, lambda: bool(toasts(pilot)))
        assert toasts(pilot) == ["a.txt: it is empty."]


async def test_what_came_up_before_the_first_article_and_remarks_are_counted_too() -> None:
    remarks = tuple(f"T{at}: beyond the text." for at in range(40))
    opened = start(
        article(0), Loaded(Article("نص", source="b.txt"), warnings=remarks), problems=("one.", "two.", "three.")
    )
    async with opened as pilot:
        await pilot.press("]")
        await pilot.pause()
        assert toasts(pilot) == ["3 problems came up; ! lists them.", "40 warnings on this article; ! lists them."]
        await pilot.press("!")
        assert pilot.app.screen.rows_view.count == 43


@pytest.mark.parametrize("problems", [(), ("one.",)])
async def test_a_list_of_none_or_one_answers_every_key(problems: tuple[str, ...]) -> None:
    async with start(article(0), problems=problems, size=(80, 20)) as pilot:
        for key in ("down", "up", "home", "end", "pageup", "pagedown", "space"):
            await press(pilot, "!", key)
            listed = pilot.app.screen.rows_view
            drawn = [listed.render_line(row).text.strip() for row in range(listed.size.height)]
            assert drawn == [*problems, *[""] * (len(drawn) - len(problems))]
            await press(pilot, "escape")
            assert screen(pilot).view.has_focus
