"""The history screen: what it lists and where enter goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_screen import rows, shown
from textual.app import App

from reader.journal import article_marks, tagging
from reader.labels import default_labels
from reader.model import Article, Span
from reader.reading.session import Session
from reader.reading.work import Work
from reader.store.workspace import Workspace
from reader.ui.reading.history_screen import HistoryScreen
from reader.ui.widgets.arabic_text import shaped_str
from reader.ui.widgets.row_list import RowList

TEXT = "تعهدت روسيا بحماية المدنيين في حلب."


def over(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


class Host(App[None]):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.work = Work(Session(Article(TEXT)), workspace, default_labels())
        self.landed: list[int | None] = []

    def open(self) -> None:
        self.push_screen(HistoryScreen(self.work), self.landed.append)


@pytest.fixture
def host(tmp_path: Path):
    with Workspace.open(tmp_path / "reader.db", who="خالد") as other:
        other.remember(Article(TEXT))
        other.apply(tagging.tag(other.authorship(Article(TEXT).id), over("المدنيين"), "group"))
    with Workspace.open(tmp_path / "reader.db", who="هدى") as workspace:
        host = Host(workspace)
        host.work.do(tagging.tag(host.work.authorship, over("روسيا"), "place"))
        host.work.do(tagging.tag(host.work.authorship, over("حلب"), "place"))
        host.work.undo()
        host.work.do(article_marks.set_flag(host.work.authorship, host.work.state, article_marks.Flag.DONE))
        yield host


async def test_actions_are_listed_the_latest_first_shaped_and_undone_ones_told(host: Host) -> None:
    async with host.run_test(size=(120, 24)) as pilot:
        host.open()
        await pilot.pause()
        listed = [row.strip(" │")[17:] for row in rows(pilot)[2:7]]
        assert [row.split("  ")[-1].strip() for row in listed] == [
            "marked the article as done",
            shaped_str("took back: tagged «حلب» as Place", base="ltr"),
            shaped_str("undone · tagged «حلب» as Place", base="ltr"),
            shaped_str("tagged «روسيا» as Place", base="ltr"),
            shaped_str("tagged «المدنيين» as Group", base="ltr"),
        ]
        assert [row.split("  ")[0] for row in listed] == [shaped_str("هدى")] * 4 + [shaped_str("خالد")]
        assert "5 actions" in shown(pilot)


async def test_enter_goes_to_the_place_of_an_action_and_nowhere_where_there_is_none(host: Host) -> None:
    async with host.run_test(size=(120, 24)) as pilot:
        host.open()
        await pilot.pause()
        await pilot.press("enter")
        assert host.landed == []
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        assert host.landed == [TEXT.index("روسيا")]


async def test_one_sees_ones_own_only_and_leaves(host: Host) -> None:
    async with host.run_test(size=(120, 24)) as pilot:
        host.open()
        await pilot.pause()
        await pilot.press("م", "ة")  # m in the Arabic layout, and a key without a meaning
        assert "4 actions" in shown(pilot)
        assert shaped_str("خالد") not in shown(pilot)
        await pilot.press("m")
        assert "5 actions" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert host.landed == [None]


async def test_a_long_history_is_drawn_as_far_as_it_is_seen(host: Host) -> None:
    host.work.do(
        [step for at in range(len(TEXT) - 1) for step in tagging.tag(host.work.authorship, Span(at, at + 1), "misc")]
    )
    async with host.run_test(size=(100, 20)) as pilot:
        host.open()
        await pilot.pause()
        rows = host.screen.query_one(RowList)
        await pilot.press("end")
        await pilot.pause()
        assert rows.at == rows.count - 1 == len(TEXT) + 3
        assert shaped_str("tagged «المدنيين» as Group", base="ltr") in shown(pilot)
        await pilot.press("home", "pagedown", "up")
        assert rows.at == rows.page() - 1
