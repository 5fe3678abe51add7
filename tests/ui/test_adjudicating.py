"""The adjudication screen on the sample article: what each key settles, and what then stands in the result."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from on_screen import build_adjudication, press, rows, shown, toasts
from textual.pilot import Pilot
from waiting import until

from reader.comparing.adjudication import Differs
from reader.comparing.settlement import Settlement
from reader.errors import StoreError
from reader.journal import tagging
from reader.labels import default_labels
from reader.load import load_all
from reader.model import Annotation, Decision, Span
from reader.paths import bundled
from reader.settings.definitions import Config
from reader.store.workspace import Workspace
from reader.store.writer import Writer
from reader.ui.adjudicating.adjudicating_app import AdjudicatingApp
from reader.ui.adjudicating.adjudicating_screen import AdjudicatingScreen
from reader.ui.adjudicating.take_column import TakeColumn
from reader.ui.widgets.arabic_text import shaped_str
from reader.ui.widgets.choice_menu import ChoiceMenu

ARTICLE = load_all([str(next(bundled("seeds").glob("*.txt")))])[0][0].article
TEXT = ARTICLE.text
HUDA, KHALED = "هدى", "خالد"


def over(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


PLEDGE = Annotation(over("تتعهد"), "pledge", roles=(("committer", over("موسكو")), ("action", over("بقصف أي جهة"))))
SAID = {
    # In text order: agreed on موسكو; a role; روسيا by one only; a label; a span.
    HUDA: (
        Annotation(over("موسكو"), "place"),
        PLEDGE,
        Annotation(over("روسيا"), "place"),
        Annotation(over("الأحد"), "date"),
        Annotation(over("قافلة إجلاء"), "misc"),
    ),
    KHALED: (
        Annotation(over("موسكو"), "place"),
        PLEDGE.with_role("committer", None),
        Annotation(over("الأحد"), "misc"),
        Annotation(over("قافلة"), "misc"),
    ),
}


@pytest.fixture
def workspace(tmp_path: Path):
    with Workspace.open(tmp_path / "reader.db", who="ليلى") as opened:
        opened.remember(ARTICLE)
        for layer, said in SAID.items():
            authorship = opened.authorship(ARTICLE.id, layer)
            for annotation in said:
                opened.apply(tagging.add(authorship, annotation))
        yield opened


def app(workspace: Workspace, *, articles: int = 1, config: Config | None = None) -> AdjudicatingApp:
    writer, layers = Writer(workspace), (HUDA, KHALED)

    def settle() -> Settlement:
        return Settlement(workspace, ARTICLE, layers, result="adjudicated", labels=default_labels(), writer=writer)

    return build_adjudication(
        [settle] * articles, layers, workspace=workspace, writer=writer, config=config or Config()
    )


def adjudicate(
    workspace: Workspace, *, size: tuple[int, int] = (150, 30), articles: int = 1, **options: Any
) -> AbstractAsyncContextManager[Pilot[None]]:
    return app(workspace, articles=articles).run_test(size=size, **options)


def screen(pilot: Pilot[None]) -> AdjudicatingScreen:
    found = pilot.app.screen
    assert isinstance(found, AdjudicatingScreen)
    return found


def stored(workspace: Workspace) -> list[tuple[str, str]]:
    result = workspace.annotations(ARTICLE.id, "adjudicated")
    accepted = sorted((each for each in result if each.decision is Decision.ACCEPTED), key=lambda each: each.span)
    return [(each.label, each.span.of(TEXT)) for each in accepted]


AGREED = ("place", "موسكو")
"""What is there from the start."""


async def test_layers_stand_side_by_side_with_what_differs_marked(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await pilot.pause()
        assert rows(pilot)[0].startswith(" 0/4 settled · difference 1: role")
        heading = next(row for row in rows(pilot) if "adjudicated" in row)
        assert heading.index(shaped_str(HUDA)) < heading.index(shaped_str(KHALED)) < heading.index("adjudicated")
        at = next(at for at, row in enumerate(rows(pilot)) if "≠" in row)
        row, below = rows(pilot)[at : at + 2]
        assert row.count("≠") == 2
        # The name of the role takes the line, and what fills it stands below.
        assert shaped_str("موسكو", base="rtl") in below
        assert "—" in row
        session = screen(pilot).session
        assert session.caret == PLEDGE.span.start
        assert session.hits == (PLEDGE.span,)


async def test_what_is_not_settled_yet_is_not_ticked_in_the_text(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await pilot.pause()
        decisions = {each.decision for each in screen(pilot).session.overlay if each.span == PLEDGE.span}
        assert decisions == {Decision.PROPOSED}
        await press(pilot, "1", "p")
        decisions = {each.decision for each in screen(pilot).session.overlay if each.span == PLEDGE.span}
        assert decisions == {Decision.ACCEPTED}


@pytest.mark.parametrize(("size", "view"), [((80, 24), (80, 13)), ((110, 30), (110, 16)), ((150, 40), (83, 38))])
async def test_text_and_columns_are_both_there_in_any_window(
    workspace: Workspace, size: tuple[int, int], view: tuple[int, int]
) -> None:
    async with adjudicate(workspace, size=size) as pilot:
        await press(pilot, "n", "n")
        assert shaped_str("الأحد") in shown(pilot)
        assert "Date" in shown(pilot)
        assert rows(pilot)[0].startswith(" 0/4 settled · difference 3: label  ")
        assert " quit" in rows(pilot)[-1]
        assert screen(pilot).view.size == view


async def test_taking_a_layers_goes_on_to_the_next_open_one_and_counts(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await press(pilot, "1")
        assert rows(pilot)[0].startswith(" 1/4 settled · difference 2: presence")
        # خالد has not tagged روسيا: to take his is to say that nothing is there.
        await press(pilot, "2")
        assert stored(workspace) == [AGREED, ("pledge", "تتعهد")]
        await press(pilot, "2")
        await press(pilot, "1")
        assert rows(pilot)[0].startswith(" 4/4 settled")
        assert stored(workspace) == [AGREED, ("pledge", "تتعهد"), ("misc", "الأحد"), ("misc", "قافلة إجلاء")]


@pytest.mark.parametrize("size", [(150, 30), (90, 30)])
async def test_a_click_on_a_column_takes_what_it_says(workspace: Workspace, size: tuple[int, int]) -> None:
    async with adjudicate(workspace, size=size) as pilot:
        await press(pilot, "n", "n")
        first, second, result = screen(pilot).query(TakeColumn)
        await pilot.click(result, offset=(3, 2))
        assert stored(workspace) == [AGREED]
        await pilot.click(second, offset=(3, 2))
        await pilot.pause()
        assert stored(workspace)[1:] == [("misc", "الأحد")]
        assert rows(pilot)[0].startswith(" 1/4 settled · difference 4: span")
        await pilot.click(first, offset=(3, 2))
        await pilot.pause()
        assert stored(workspace)[2:] == [("misc", "قافلة إجلاء")]


async def test_all_none_undo_and_redo(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await press(pilot, "n", "n", "n")
        await press(pilot, "a")
        both = [("misc", "قافلة"), ("misc", "قافلة إجلاء")]
        assert stored(workspace)[1:] == both
        await press(pilot, "p", "n", "delete")
        assert rows(pilot)[0].startswith(" 2/4 settled")
        await press(pilot, "u")
        assert screen(pilot).at == 1
        assert rows(pilot)[0].startswith(" 1/4 settled")
        await press(pilot, "u", "u")
        assert stored(workspace) == [AGREED]
        await press(pilot, "U")
        assert stored(workspace)[1:] == both


async def test_the_result_says_that_nothing_is_there(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await press(pilot, "n", "delete", "p")
        assert "nothing is there" in shown(pilot)


@pytest.mark.parametrize(
    ("key", "quote"),
    [
        ("left", "قافلة إجلاء للمدنيين"),
        ("right", "قافلة"),
        ("shift+right", "بدخول قافلة إجلاء"),
        ("shift+left", "إجلاء"),
        ("ctrl+left", "قافلة إجلاء "),
        ("ctrl+right", "قافلة إجلا"),
        ("ctrl+shift+left", "افلة إجلاء"),
    ],
)
async def test_edges_move_as_the_eye_sees_them(workspace: Workspace, key: str, quote: str) -> None:
    async with adjudicate(workspace) as pilot:
        await press(pilot, "n", "n", "n", key)
        assert stored(workspace)[1:] == [("misc", quote)]
        assert screen(pilot).at == 3


async def test_a_span_never_becomes_empty(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await press(pilot, "n", "n", "n", "right", "right", "right")
        assert stored(workspace)[1:] == [("misc", "قافلة")]


async def test_the_second_of_several_is_edited_after_tab(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await press(pilot, "n", "n", "n", "a", "n", "n", "n", "tab", "shift+right")
        assert stored(workspace)[1:] == [("misc", "بدخول قافلة"), ("misc", "قافلة إجلاء")]


async def test_relabelling_by_the_menu_in_either_layout(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await press(pilot, "n", "l")
        assert isinstance(pilot.app.screen, ChoiceMenu)
        assert "Organization" in shown(pilot)
        assert "Pledge" not in shown(pilot)
        await press(pilot, "down", "enter")
        assert ("organization", "روسيا") in stored(workspace)
        await press(pilot, "م", "escape")
        assert ("organization", "روسيا") in stored(workspace)
        await press(pilot, "l", default_labels()["group"].key)
        assert ("group", "روسيا") in stored(workspace)
        await press(pilot, "p", "l", "down", "enter")
        assert ("intent", "تتعهد") in stored(workspace)


async def test_a_role_is_filled_as_one_of_the_layers_has_it(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await press(pilot, "2", "p", "r")
        assert shaped_str("Committer: موسكو") in shown(pilot)
        await press(pilot, "enter")
        (pledge,) = (each for each in workspace.annotations(ARTICLE.id, "adjudicated") if each.roles)
        assert pledge.role("committer") == over("موسكو")


async def test_differences_are_walked_and_a_click_goes_to_one(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await press(pilot, "p")
        assert screen(pilot).at == 0
        await press(pilot, "n", "ر", "ى")
        assert screen(pilot).at == 3
        await press(pilot, "n")
        assert screen(pilot).at == 3
        assert screen(pilot).difference.kinds == (Differs.SPAN,)
        session = screen(pilot).session
        session.move_to(over("الأحد").start)
        screen(pilot).on_article_view_moved()
        assert screen(pilot).at == 2


async def test_what_was_settled_before_is_settled_when_one_comes_back(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await press(pilot, "1", "1")
    async with adjudicate(workspace) as pilot:
        await pilot.pause()
        assert rows(pilot)[0].startswith(" 2/4 settled · difference 3: label")


async def test_articles_are_turned(workspace: Workspace) -> None:
    async with adjudicate(workspace, articles=2) as pilot:
        await press(pilot, "]")
        assert "article 2 of 2" in rows(pilot)[0]
        await press(pilot, "]", "[")
        assert "article 1 of 2" in rows(pilot)[0]


async def test_a_store_that_fails_says_so_and_keeps_the_answer(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise StoreError("The disk is full; make room.")

    async with adjudicate(workspace) as pilot:
        await pilot.pause()
        with monkeypatch.context() as broken:
            broken.setattr(workspace.database, "write", fail)
            await press(pilot, "1")
            (told,) = toasts(pilot)
            assert told.startswith("The disk is full")
            assert rows(pilot)[0].startswith(" 1/4 settled")
        await press(pilot, "delete")
        assert stored(workspace) == [AGREED, ("pledge", "تتعهد")]


def relabel(workspace: Workspace, layer: str, quote: str, label: str) -> None:
    """Let an analyst think again, in a reader of the analyst's own."""
    with Workspace.open(workspace.database.place, who=layer) as analyst:
        (found,) = (each for each in analyst.annotations(ARTICLE.id) if each.span == over(quote))
        analyst.apply(tagging.relabel(analyst.authorship(ARTICLE.id), found, label, labels=default_labels()))


async def test_what_others_do_meanwhile_comes_up_and_nothing_moves(workspace: Workspace) -> None:
    async with adjudicate(workspace, size=(150, 20)) as pilot:
        await press(pilot, "n", "n", "down", "down", "down")
        top = screen(pilot).view.top
        # Before what is looked at, agreed things become one more difference; what is looked at changes itself.
        relabel(workspace, HUDA, "موسكو", "organization")
        relabel(workspace, KHALED, "الأحد", "quantity")
        screen(pilot).catch_up()
        await pilot.pause()
        assert rows(pilot)[0].startswith(" 0/5 settled · difference 4: label")
        assert screen(pilot).view.top == top
        assert "Quantity" in shown(pilot)
        (told,) = toasts(pilot)
        assert shaped_str("خالد") in told
        await press(pilot, "2")
        assert ("quantity", "الأحد") in stored(workspace)


async def test_it_looks_around_by_itself(workspace: Workspace) -> None:
    async with adjudicate(workspace, size=(150, 20)) as pilot:
        await pilot.pause()
        relabel(workspace, HUDA, "موسكو", "organization")
        await until(pilot, lambda: rows(pilot)[0].startswith(" 0/5 settled"))
        assert rows(pilot)[0].startswith(" 0/5 settled · difference 2: role")


async def test_a_key_meant_for_what_is_gone_settles_nothing_else(workspace: Workspace) -> None:
    async with adjudicate(workspace, size=(150, 20)) as pilot:
        await press(pilot, "n", "n")
        relabel(workspace, KHALED, "الأحد", "date")
        screen(pilot).catch_up()
        await press(pilot, "1")
        assert rows(pilot)[0].startswith(" 0/3 settled · difference 3: span")
        await press(pilot, "1")
        assert rows(pilot)[0].startswith(" 1/3 settled")
        assert ("misc", "قافلة إجلاء") in stored(workspace)


async def test_what_a_menu_offers_is_of_the_difference_it_was_opened_on(workspace: Workspace) -> None:
    async with adjudicate(workspace, size=(150, 20)) as pilot:
        below = screen(pilot)
        await press(pilot, "n", "l")
        relabel(workspace, HUDA, "موسكو", "organization")
        below.catch_up()
        await press(pilot, default_labels()["group"].key)
        assert ("group", "روسيا") in stored(workspace)
        screen(pilot).catch_up()
        await pilot.pause()
        assert rows(pilot)[0].startswith(" 1/5 settled · difference 3: presence")


async def test_layers_that_agree_in_everything_leave_nothing_to_do(workspace: Workspace) -> None:
    for layer in (HUDA, KHALED):
        for each in workspace.annotations(ARTICLE.id, layer):
            if each.span != over("موسكو"):
                workspace.apply(
                    tagging.delete(workspace.authorship(ARTICLE.id, layer), replace(each, rule="", score=None))
                )
    async with adjudicate(workspace) as pilot:
        await press(pilot, "n", "1", "a", "delete", "l", "left", "tab", "u", "o")
        assert "no differences" in rows(pilot)[0]
        assert stored(workspace) == [AGREED]


async def test_answers_go_on_while_another_program_holds_the_store(tmp_path: Path, workspace: Workspace) -> None:
    # Who waited for the lock on the thread of the keys would wait for ten seconds at each.
    async with adjudicate(workspace, notifications=True) as pilot:
        await pilot.pause()
        with closing(sqlite3.connect(tmp_path / "reader.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await press(pilot, "1", "2", "u", "1")
            assert rows(pilot)[0].startswith(" 2/4 settled · 3 being written")
            (told,) = toasts(pilot)
            assert "the undo waits for it" in told
            await press(pilot, "q")
            assert pilot.app.return_code is None
            other.execute("ROLLBACK")
        await until(pilot, lambda: pilot.app.return_code is not None)
    assert stored(workspace) == [AGREED, ("pledge", "تتعهد")]


async def test_a_letter_key_brings_back_the_punctuation_that_a_span_lost(workspace: Workspace) -> None:
    async with adjudicate(workspace) as pilot:
        await press(pilot, "n", "ctrl+left")
        assert stored(workspace)[1:] == [("place", "روسيا،")]
