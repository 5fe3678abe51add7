"""One analyst's work in an article, while others and other windows write to the same workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import marks, tagging
from reader.labels import default_labels
from reader.model import Article, Span
from reader.session import Session
from reader.store.keeping import backup, restore
from reader.store.workspace import Workspace
from reader.work import Work

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان.", source="خبر.txt")
EGYPT, SUDAN = Span(5, 8), Span(25, 32)


def work_of(workspace: Workspace) -> Work:
    return Work(Session(ARTICLE), workspace, default_labels())


def tag(work: Work, span: Span, label: str = "place") -> None:
    work.do(tagging.tag(work.desk, span, label))


def shown(work: Work) -> list[tuple[Span, str]]:
    return [(each.span, each.label) for each in work.session.overlay]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "reader.db"


@pytest.fixture
def mine(place: Path) -> Iterator[Work]:
    with Workspace.open(place, who="سلمى") as workspace:
        yield work_of(workspace)


def test_what_the_analyst_does_in_another_window_is_shown(mine: Work, place: Path) -> None:
    with Workspace.open(place, who="سلمى") as window:
        other = work_of(window)
        tag(other, EGYPT)
        other.do(marks.add_tag(other.desk, other.state, "مهم"))
        assert shown(mine) == []
        assert {each.who for each in mine.catch_up()} == {"سلمى"}
        assert shown(mine) == [(EGYPT, "place")]
        assert mine.state.tags == ("مهم",)
        assert mine.catch_up() == ()
        other.undo()
        mine.catch_up()
        assert mine.state.tags == ()


def test_what_others_do_is_told_and_their_layer_is_their_own(mine: Work, place: Path) -> None:
    with Workspace.open(place, who="خالد") as workspace:
        tag(work_of(workspace), EGYPT)
    assert [each.who for each in mine.catch_up()] == ["خالد"]
    assert shown(mine) == []


def test_a_backup_that_is_put_in_the_workspaces_place_is_shown_once(mine: Work, place: Path, tmp_path: Path) -> None:
    tag(mine, EGYPT)
    kept = backup(place, tmp_path / "kept.db")
    tag(mine, SUDAN)
    assert not mine.reload_if_replaced()
    restore(kept, place)
    assert mine.catch_up() == ()
    assert mine.reload_if_replaced()
    assert shown(mine) == [(EGYPT, "place")]
    assert not mine.reload_if_replaced()
    tag(mine, SUDAN, "person")
    assert shown(mine) == [(EGYPT, "place"), (SUDAN, "person")]


def test_what_a_restored_backup_does_not_know_is_written_with_what_is_said_of_it(place: Path, tmp_path: Path) -> None:
    with Workspace.open(place, who="سلمى"):
        kept = backup(place, tmp_path / "kept.db")
    with Workspace.open(place, who="سلمى") as workspace:
        work = work_of(workspace)
        tag(work, EGYPT)
        restore(kept, place)
        tag(work, SUDAN)
        assert [each.span for each in workspace.annotations(ARTICLE.id)] == [SUDAN]
        assert workspace.article(ARTICLE.id).text == ARTICLE.text
