"""The status line: what stands in it in wide and narrow windows, and the signs beside the lines of the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from notation import marked
from on_screen import THEMES, line_of_text, press, put_caret, screen, start, status
from waiting import until

from reader.journal import article_marks, tagging
from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.reading.pages import PageCount
from reader.reading.review import Review, ReviewOrder, from_view, only_commitments
from reader.store.reading_progress import read_progress
from reader.ui.theming import to_painting

TEXT, (MOSCOW, CUE, CAPITAL, AGAIN) = marked(
    "⟦موسكو⟧ ⟦تتعهد⟧ بوقف القصف\nوقالت ⟦العاصمة الروسية⟧ إنها تفي\nثم عادت ⟦موسكو⟧ فنفت"
)
PROPOSALS = tuple(
    Annotation(span, "place", attributes=(("entity", "موسكو"),), source="names", rule="list")
    for span in (MOSCOW, CAPITAL, AGAIN)
)
PLEDGE = Annotation(CUE, "pledge", source="commitments", rule="verb")
ARTICLE = Loaded(Article(TEXT, title="موسكو تتعهد بوقف القصف في حلب", source="a.txt"), (*PROPOSALS, PLEDGE))
OTHER = Loaded(Article("خبر آخر", title="الثاني", source="b.txt"))
LABELS = default_labels()


async def test_name_number_and_open_counts_stand_at_eighty_columns_too(database: Path) -> None:
    async with start(ARTICLE, OTHER, database=database, size=(80, 24)) as pilot:
        await until(pilot, lambda: len(pilot.app.articles) == 2)
        await press(pilot, "f2", "ctrl+l", "ctrl+a")
        line = status(pilot)
        assert len(line) <= 80
        assert " 1/2 · 4 open · Reviewing places only (3) · @ﺓﺭﺎﺳ " in line
        assert "decided" not in line
        assert line.rstrip().endswith("ﻮﻜﺳﻮﻣ")


async def test_place_and_progress_are_two_things(database: Path) -> None:
    long = Loaded(Article("\n".join(["سطر من سطور كثيرة"] * 90), title="طويل"))
    async with start(ARTICLE, long, database=database, size=(140, 30)) as pilot:
        assert "page 1/1 · 0 of 4 decided" in status(pilot)
        work = screen(pilot).work
        work.do(tagging.write_note(work.authorship, screen(pilot).session.overlay.at(AGAIN.start)[0], "انظر"))
        screen(pilot).show_changes()
        await pilot.pause()
        assert "0 of 4 decided" in status(pilot), "a note on a proposal is no decision"
        assert [each.decided for each in read_progress(work.workspace).values() if each.decided] == []
        await press(pilot, "a")
        assert "1 of 4 decided" in status(pilot)
        await press(pilot, "backspace")
        assert "2 of 4 decided" in status(pilot)
        await press(pilot, "]")
        await pilot.pause()
        assert "page 1/7" in status(pilot)
        assert "decided" not in status(pilot)
        await press(pilot, "ctrl+end")
        assert "page 7/7" in status(pilot)


async def test_walking_the_mentions_counts_them_across_their_forms(database: Path) -> None:
    async with start(ARTICLE, database=database, size=(140, 30)) as pilot:
        await press(pilot, "i")
        assert screen(pilot).session.caret == CAPITAL.start
        assert "mention 2 of 3" in status(pilot)
        await press(pilot, "i", "o", "o", "o")
        assert "mention 3 of 3" in status(pilot)
        await press(pilot, "p")
        assert "mention" not in status(pilot)


@pytest.mark.parametrize("theme", ["dark", "mono", "ansi16"])
async def test_bookmarks_and_notes_have_a_sign_in_the_margin_that_moves_no_letter(database: Path, theme: str) -> None:
    async with start(ARTICLE, database=database, theme=theme) as pilot:
        plain = [line_of_text(pilot, row) for row in (0, 1, 2)]
        work = screen(pilot).work
        work.do(article_marks.set_bookmark(work.authorship, work.state, CUE.start))
        work.do(tagging.write_note(work.authorship, screen(pilot).session.overlay.at(AGAIN.start)[0], "انظر"))
        screen(pilot).show_changes()
        await pilot.pause()
        now = [line_of_text(pilot, row) for row in (0, 1, 2)]
        assert [line.rstrip()[-1] for line in (now[0], now[2])] == ["◆", "✎"]
        assert [line.replace("◆", " ").replace("✎", " ") for line in now] == plain
        assert now[1] == plain[1]
        work.do(article_marks.set_bookmark(work.authorship, work.state, AGAIN.start))
        screen(pilot).show_changes()
        await pilot.pause()
        assert line_of_text(pilot, 2).rstrip()[-1] == "◈"


@pytest.mark.parametrize("name", sorted(THEMES))
def test_the_sign_stands_on_the_page_in_a_style_of_its_own(name: str) -> None:
    styles = to_painting(THEMES[name], LABELS)
    assert styles.sign != styles.base
    assert styles.sign.bgcolor == styles.base.bgcolor


async def test_the_list_of_articles_says_page_and_decisions_and_nothing_of_an_unread_one(database: Path) -> None:
    async with start(ARTICLE, OTHER, database=database) as pilot:
        await until(pilot, lambda: len(pilot.app.articles) == 2)
        await press(pilot, "a")
        put_caret(pilot, AGAIN.start)
        await press(pilot, "k")
        await until(pilot, lambda: len(pilot.app.library.listing.every) == 2)
        describe = pilot.app.library._describe_progress
        assert [describe(each) for each in pilot.app.library.listing.every] == ["page 1/1 · 1 of 4 decided", ""]
        await press(pilot, "escape", "]", "q")
        await until(pilot, lambda: pilot.app.return_code is not None)
    async with start(OTHER, ARTICLE, database=database) as pilot:
        await until(pilot, lambda: len(pilot.app.articles) == 2)
        await press(pilot, "k")
        listing = pilot.app.library.listing
        await until(pilot, lambda: bool(listing.records))
        assert "1 decided" in pilot.app.library._describe_progress(listing.every[1])


def test_pages_are_reckoned_from_the_lengths_of_paragraphs() -> None:
    pages = PageCount([Span(0, 100), Span(101, 101), Span(102, 110)], width=10, height=4)
    assert pages.count == 3
    assert [pages.page_of(each) for each in (0, 40, 41, 99, 105, 900)] == [1, 1, 2, 3, 3, 3]
    assert PageCount([Span(0, 0)], width=10, height=4).page_of(0) == 1


def test_what_is_reviewed_is_named_counted_and_kept() -> None:
    annotations = (*PROPOSALS, PLEDGE)
    only = only_commitments(ReviewOrder.SCORE, LABELS)
    said = [
        review.describe(annotations, LABELS)
        for review in (Review(), Review(label="place"), Review(label="quantity"), Review(rule="list"), only)
    ]
    assert said == [
        "Reviewing (4)",
        "Reviewing places only (3)",
        "Reviewing quantities only (0)",
        "Reviewing “list” only (3)",
        "Reviewing commitments only (1), least sure first",
    ]
    assert [from_view(each.to_view(), LABELS) for each in (only, Review(label="place"))] == [
        only,
        Review(label="place"),
    ]
    assert from_view({"order": "backwards", "label": "gone"}, LABELS) == Review()
