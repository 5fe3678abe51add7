"""One analyst's work in an article, while others and other windows write to the same workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.journal import article_marks, tagging
from reader.journal.article_marks import Flag
from reader.journal.operation_json import encode
from reader.labels import default_labels
from reader.model import Annotation, Article, Span
from reader.reading.session import Session
from reader.reading.work import Work
from reader.store import recording, rows
from reader.store.backups import backup, restore
from reader.store.workspace import Workspace

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان.", source="خبر.txt")
EGYPT, SUDAN = Span(5, 8), Span(25, 32)


def work_of(workspace: Workspace) -> Work:
    return Work(Session(ARTICLE), workspace, default_labels())


def tag(work: Work, span: Span, label: str = "place") -> None:
    work.do(tagging.tag(work.authorship, span, label))


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
        other.do(article_marks.add_tag(other.authorship, other.state, "مهم"))
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


def offered(work: Work) -> list[tuple[Span, str, str]]:
    """The proposals: where, what, and by which rule or whom."""
    return [(each.span, each.label, each.rule) for each in work.undecided()]


def test_what_others_say_is_offered_as_they_say_it(mine: Work, place: Path) -> None:
    mine.propose([Annotation(EGYPT, "place", rule="list"), Annotation(SUDAN, "place", rule="list")])
    mine.show_others(True)
    with Workspace.open(place, who="خالد") as khaled, Workspace.open(place, who="هدى") as huda:
        his, hers = work_of(khaled), work_of(huda)
        tag(his, EGYPT)
        mine.catch_up()
        assert offered(mine) == [(EGYPT, "place", "خالد"), (SUDAN, "place", "list")], "once, though the engine says it"
        tag(hers, EGYPT)
        tag(hers, Span(14, 19), "pledge")
        mine.catch_up()
        assert offered(mine)[:2] == [(EGYPT, "place", "خالد, هدى"), (Span(14, 19), "pledge", "هدى")]
        his.undo()
        mine.catch_up()
        assert offered(mine)[0] == (EGYPT, "place", "هدى")
        mine.do(tagging.accept(mine.authorship, mine.undecided()[0]))
        hers.undo()
        hers.undo()
        mine.catch_up()
        assert (EGYPT, "place") in shown(mine), "what was accepted is one's own"
        assert offered(mine) == [(SUDAN, "place", "list")]


def test_what_others_said_can_be_hidden_and_shown_again(mine: Work, place: Path) -> None:
    with Workspace.open(place, who="خالد") as workspace, Workspace.open(place, who="هدى") as judge:
        tag(work_of(workspace), EGYPT)
        judge.apply(tagging.tag(judge.authorship(ARTICLE.id, "adjudicated"), SUDAN, "place"))
    assert offered(mine) == []
    mine.show_others(True)
    assert offered(mine) == [(EGYPT, "place", "خالد")]
    mine.do(tagging.reject(mine.authorship, mine.undecided()[0]))
    assert offered(mine) == []
    mine.undo()
    assert offered(mine) == [(EGYPT, "place", "خالد")]
    mine.show_others(False)
    assert offered(mine) == []


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


def test_what_is_done_is_shown_as_it_was_meant_and_never_read_back_from_json(
    mine: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def note(value: object) -> str:
        made.append(type(value).__name__)
        return encode(value)  # type: ignore[arg-type]

    def refuse(*_: object) -> None:
        raise AssertionError("a value was read from JSON")

    monkeypatch.setattr(recording, "encode", note)
    monkeypatch.setattr(rows, "decode_annotation", refuse)
    tag(mine, EGYPT)
    assert shown(mine) == [(EGYPT, "place")]
    # The row of the journal, and that of the annotation.
    assert made == ["KeptAnnotation", "KeptAnnotation"]
    mine.do(article_marks.set_flag(mine.authorship, mine.state, Flag.DONE))
    assert mine.state.flag is Flag.DONE
