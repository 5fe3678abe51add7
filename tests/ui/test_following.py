"""What others record in the same article comes up on the reading screen by itself."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from notation import marked
from on_screen import QUIET, role_bar, screen, start, toasts
from waiting import until

from reader.errors import StoreError
from reader.journal import tagging
from reader.load import Loaded
from reader.model import Article, Span
from reader.settings.definitions import Reading
from reader.store.workspace import Workspace
from reader.ui.widgets.arabic_text import shaped_str

TEXT, (MOSCOW, CUE, LAVROV) = marked("⟦موسكو⟧ ⟦تتعهد⟧ بوقف القصف\n\nقال ⟦سيرغي لافروف⟧ إن الأمر تم.")
ARTICLE = Article(TEXT, source="a.txt")


def tag(workspace: Workspace, span: Span, label: str, article: Article = ARTICLE) -> None:
    workspace.apply(tagging.tag(workspace.authorship(article.id), span, label))


async def test_what_another_tags_is_in_the_text_and_is_accepted_with_one_key(database: Path) -> None:
    async with start(Loaded(ARTICLE), database=database, who="سلمى") as pilot:
        with Workspace.open(database, who="خالد") as khaled:
            tag(khaled, MOSCOW, "place")
            await until(pilot, lambda: len(screen(pilot).session.overlay) == 1 and bool(toasts(pilot)))
            (message,) = toasts(pilot)
            assert "Just now" in message
            assert shaped_str("خالد") in message
            await until(pilot, lambda: shaped_str("خالد") in role_bar(pilot))
            tag(khaled, LAVROV, "person")
            await until(pilot, lambda: len(screen(pilot).session.overlay) == 2)
            assert len(toasts(pilot)) == 1, "of one who works on, not every action is told"
            await pilot.press("a")
            await pilot.pause()
            with Workspace.open(database, who="سلمى") as mine:
                assert [each.span for each in mine.annotations(ARTICLE.id)] == [MOSCOW]


async def test_the_caret_and_the_text_stay_where_they_are(database: Path) -> None:
    async with start(Loaded(ARTICLE), database=database, who="سلمى") as pilot:
        await pilot.press("w", "w")
        caret, top = screen(pilot).session.caret, screen(pilot).view.top
        with Workspace.open(database, who="خالد") as khaled:
            tag(khaled, MOSCOW, "place")
        await until(pilot, lambda: len(screen(pilot).session.overlay) == 1)
        assert (screen(pilot).session.caret, screen(pilot).view.top) == (caret, top)


async def test_a_store_that_does_not_answer_holds_up_no_key(database: Path) -> None:
    asked, answers = [], threading.Event()
    async with start(Loaded(ARTICLE), database=database, who="سلمى") as pilot:
        work = screen(pilot).work

        def wait() -> bool:
            asked.append(True)
            answers.wait(60)
            raise StoreError("The store does not answer.")

        work.has_news = wait
        await until(pilot, lambda: bool(asked))
        await pilot.press("w")
        assert screen(pilot).session.caret == CUE.start
        pilot.app._work.catch_up()
        assert asked == [True], "and it is not asked again before it has answered"
        answers.set()
        await until(pilot, lambda: len(asked) == 2)


async def test_work_on_another_article_is_not_told(database: Path) -> None:
    async with start(Loaded(ARTICLE), database=database, who="سلمى") as pilot:
        other = Article("خبر آخر")
        with Workspace.open(database, who="خالد") as khaled:
            khaled.remember(other)
            tag(khaled, Span(0, 3), "misc", other)
            tag(khaled, CUE, "pledge")
        await until(pilot, lambda: bool(toasts(pilot)))
        assert [shaped_str("تتعهد") in each for each in toasts(pilot)] == [True]


async def test_what_others_tagged_is_hidden_and_shown_by_a_key(database: Path) -> None:
    with Workspace.open(database, who="خالد") as khaled:
        khaled.remember(ARTICLE)
        tag(khaled, MOSCOW, "place")
    async with start(Loaded(ARTICLE), database=database, who="سلمى") as pilot:
        assert len(screen(pilot).session.overlay) == 1
        await pilot.press("ctrl+t")
        assert len(screen(pilot).session.overlay) == 0
        await pilot.press("ctrl+t")
        assert len(screen(pilot).session.overlay) == 1


async def test_analysts_whose_agreement_is_measured_do_not_see_each_other(database: Path) -> None:
    with Workspace.open(database, who="خالد") as khaled:
        khaled.remember(ARTICLE)
        tag(khaled, MOSCOW, "place")
    config = replace(QUIET, reading=Reading(others=False))
    async with start(Loaded(ARTICLE), database=database, who="سلمى", config=config) as pilot:
        assert len(screen(pilot).session.overlay) == 0
