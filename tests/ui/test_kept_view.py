"""How an analyst looked at the articles stands again the next time: view, panel, review and the last article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from on_screen import QUIET, press, screen, start, status, toasts
from textual.pilot import Pilot
from waiting import until

from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.store.first_views import read_first
from reader.store.views import keep_views, read_views
from reader.store.workspace import Workspace
from reader.ui.kept_view import KeptView

FIRST = Loaded(Article("موسكو تتعهد بوقف القصف", title="الأول", source="a.txt"))
SECOND = Loaded(
    Article("قال لافروف في موسكو إن الأمر تم", title="الثاني", source="b.txt"),
    (Annotation(Span(4, 10), "person", source="names"), Annotation(Span(14, 19), "place", source="names")),
)


def kept_in(database: Path, *, who: str = "سارة", **options: Any) -> KeptView:
    """What `reader` reads before the first screen."""
    return KeptView(QUIET, read_first(database, who), theme="dark", place=database, **options)


def look(pilot: Pilot[None]) -> dict[str, object]:
    reading = screen(pilot)
    view = reading.session.view
    return {
        "theme": pilot.app.theme,
        "measure": reading.view.measure,
        "spacing": reading.view.spacing,
        "justify": view.justify,
        "tashkeel": view.tashkeel,
        "highlight": pilot.app.config.display.highlight,
        "panel": (reading.panel.side, reading.describe_view()["panel.width"], reading.panel.display, reading.panel.tab),
        "review": reading.pending.review,
    }


async def leave(pilot: Pilot[None]) -> None:
    await press(pilot, "q")
    await until(pilot, lambda: pilot.app.return_code is not None)


async def test_the_view_stands_again_the_next_time(database: Path) -> None:
    async with start(FIRST, SECOND, database=database) as pilot:
        await press(pilot, "t", "-", "_", "j", "h", "I", "|", "f9", "f7", "tab", "f2", "ctrl+l")
        seen = look(pilot)
        await leave(pilot)
    kept = kept_in(database)
    async with start(FIRST, SECOND, database=database, kept=kept, theme=kept.theme) as pilot:
        assert look(pilot) == seen
        assert seen["theme"] != "dark"
        assert "Reviewing commitments only (0)" in status(pilot)


async def test_each_analyst_has_a_view_and_the_settings_come_back_with_a_key(database: Path) -> None:
    async with start(FIRST, database=database) as pilot:
        before = look(pilot)
        await press(pilot, "t", "-", "_", "|", "I", "h")
        await leave(pilot)
    assert read_first(database, "خالد") == {}
    kept = kept_in(database)
    async with start(FIRST, database=database, kept=kept, theme=kept.theme) as pilot:
        await press(pilot, "Z")
        assert look(pilot) == before
        await leave(pilot)
    assert set(read_first(database, "سارة")) <= {"article"}


async def test_what_is_chosen_for_this_run_wins_and_is_not_kept(database: Path) -> None:
    with Workspace.open(database, who="سارة") as workspace:
        keep_views(workspace, {"display.theme": "sepia", "display.measure": 70})
    kept = kept_in(database, pinned={"display.theme"})
    async with start(FIRST, database=database, kept=kept, theme=kept.theme) as pilot:
        assert (pilot.app.theme, screen(pilot).view.measure) == ("dark", 70)
        await press(pilot, "t")
        await leave(pilot)
    assert read_first(database, "سارة")["display.theme"] == "sepia"


async def test_a_view_that_is_known_only_to_the_open_workspace_is_shown_then(database: Path) -> None:
    with Workspace.open(database, who="سارة") as workspace:
        keep_views(workspace, {"display.theme": "sepia", "display.measure": 60, "panel.side": "right"})
    async with start(FIRST, database=database, kept=KeptView(QUIET, theme="dark", place=database)) as pilot:
        await until(pilot, lambda: pilot.app.theme == "sepia")
        assert (screen(pilot).view.measure, screen(pilot).panel.side) == (60, "right")


@pytest.mark.parametrize(
    "kept",
    [{"display.theme": "no theme"}, {"display.measure": 7}, {"panel.side": "above"}, {"panel.tab": "none"}, {"x": 1}],
)
async def test_a_value_that_no_setting_may_have_is_as_if_it_were_not_kept(database: Path, kept: dict[str, Any]) -> None:
    with Workspace.open(database, who="سارة") as workspace:
        keep_views(workspace, kept)
    view = kept_in(database)
    async with start(FIRST, database=database, kept=view) as pilot:
        assert look(pilot)["panel"] == ("left", 0, True, "here")
        assert (pilot.app.theme, screen(pilot).view.measure) == ("dark", 70)


async def test_the_last_article_opens_again_even_where_it_is_loaded_later(database: Path) -> None:
    async with start(FIRST, SECOND, database=database) as pilot:
        await until(pilot, lambda: len(pilot.app.articles) == 2)
        await press(pilot, "]", "w")
        await until(pilot, lambda: screen(pilot).work is not None)
        await leave(pilot)
    async with start(FIRST, SECOND, database=database, kept=kept_in(database)) as pilot:
        await until(pilot, lambda: screen(pilot).session.article.title == "الثاني")
        await until(pilot, lambda: screen(pilot).work is not None and screen(pilot).session.caret == 4)
    async with start(FIRST, SECOND, database=database, kept=kept_in(database), at=1) as pilot:
        assert screen(pilot).session.article.title == "الثاني"
        assert [each.article.title for each in pilot.app.articles] == ["الأول", "الثاني"]


async def test_what_is_kept_is_written_while_one_reads(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.ui.view_keeping.LOOK_AT_VIEW", 0.05)
    async with start(FIRST, database=database) as pilot:
        await press(pilot, "_")

        def written() -> bool:
            with Workspace.open(database, who="سارة") as workspace:
                return read_views(workspace).get("display.line_spacing") == 1

        await until(pilot, written)
        assert screen(pilot).view.spacing == 1


async def test_a_review_goes_on_in_the_next_article_and_says_where_it_ends(database: Path) -> None:
    async with start(FIRST, SECOND, database=database, notifications=True) as pilot:
        await until(pilot, lambda: len(pilot.app.articles) == 2)
        await press(pilot, "f2")
        assert toasts(pilot) == ["No proposal is left to review here; ]/ﺩ goes on in the next article."]
        await press(pilot, "]")
        await until(pilot, lambda: screen(pilot).session.caret == 4)
        assert "Reviewing (2)" in status(pilot)
        await press(pilot, "a")
        assert "Reviewing (1)" in status(pilot)
        await press(pilot, "escape")
        assert toasts(pilot)[-1] == "The review has ended in article 2 of 2, with 1 open proposal left in it."
        assert "Reviewing" not in status(pilot)


async def test_a_review_takes_the_keyboard_from_the_panel_in_the_next_article(database: Path) -> None:
    async with start(FIRST, SECOND, database=database) as pilot:
        await until(pilot, lambda: len(pilot.app.articles) == 2)
        await press(pilot, "f5", "]")
        assert screen(pilot).panel.has_keyboard
        await press(pilot, "[", "f2", "f5", "]")
        await until(pilot, lambda: screen(pilot).session.caret == 4)
        assert not screen(pilot).panel.has_keyboard
        assert screen(pilot).panel.tab == "entities"


async def test_a_review_of_the_next_article_waits_for_its_proposals(database: Path) -> None:
    bare = Loaded(SECOND.article)
    async with start(FIRST, bare, database=database) as pilot:
        await until(pilot, lambda: len(pilot.app.articles) == 2)
        await press(pilot, "f2", "]")
        await until(pilot, lambda: screen(pilot).work is not None)
        screen(pilot).work.propose(SECOND.annotations)
        screen(pilot).show_annotations()
        await pilot.pause()
        assert screen(pilot).session.caret == 4


async def test_done_opens_the_next_article_that_is_not_and_says_when_none_is_left(database: Path) -> None:
    third = Loaded(Article("خبر ثالث", title="الثالث", source="c.txt"))
    async with start(FIRST, SECOND, third, database=database, notifications=True) as pilot:
        await until(pilot, lambda: len(pilot.app.articles) == 3)

        async def finish() -> str:
            await until(pilot, lambda: screen(pilot).work is not None)
            await press(pilot, "}")
            await pilot.pause()
            return screen(pilot).session.article.title

        await press(pilot, "]")
        assert [await finish(), await finish(), await finish()] == ["الثالث", "الأول", "الأول"]
        assert toasts(pilot)[-1] == "This article is done, and no other is left to do."
        assert screen(pilot).work.state.flag == "done"
        await press(pilot, "u")
        assert screen(pilot).work.state.flag == "unread"
