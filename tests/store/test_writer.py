"""What is done while the store is held adds up to what it would have been: on the screen at once, later on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import RefusedError, StoreError
from reader.journal import article_marks, tagging
from reader.journal.article_marks import Flag
from reader.journal.operation_json import operation_to_json
from reader.labels import default_labels
from reader.model import Article, Span
from reader.reading.session import Session
from reader.reading.work import Work
from reader.store.workspace import Workspace
from reader.store.writer import Task, Writer

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان.", source="خبر.txt")
LABELS = ("place", "person")
FLAGS = tuple(Flag)


def toggle(work: Work, at: int) -> None:
    """As a label's key does: tag, relabel, or take the annotation away, by what is there now."""
    span, label = Span(at // 2 * 5, at // 2 * 5 + 4), LABELS[at % 2]
    there = next((each for each in work.session.overlay if each.span == span), None)
    if there is None:
        work.do(tagging.tag(work.authorship, span, label))
    elif there.label == label:
        work.do(tagging.delete(work.authorship, there))
    else:
        work.do(tagging.relabel(work.authorship, there, label, labels=work.labels))


def flag(work: Work, at: int) -> None:
    work.do(article_marks.set_flag(work.authorship, work.state, FLAGS[at % len(FLAGS)]))


def take_back(work: Work, at: int) -> None:
    # What was done before these actions is not among them: nothing to take back then.
    if work._expect(again=bool(at % 2)):
        (work.redo if at % 2 else work.undo)()


def shown(work: Work) -> tuple[object, ...]:
    return sorted((each.span.start, each.label) for each in work.decided), work.state.flag


def stored(workspace: Workspace) -> tuple[object, ...]:
    annotations = workspace.annotations(ARTICLE.id)
    return sorted((each.span.start, each.label) for each in annotations), workspace.reading_state(ARTICLE.id).flag


def play(work: Work, actions: Sequence[tuple[Callable[[Work, int], None], int]]) -> None:
    for act, at in actions:
        act(work, at)


ACTIONS = st.lists(st.tuples(st.sampled_from([toggle, toggle, flag, take_back]), st.integers(0, 5)), max_size=25)


@settings(max_examples=25, deadline=None)
@given(ACTIONS)
def test_a_held_store_ends_with_what_a_free_one_does(actions: list[tuple[Callable[[Work, int], None], int]]) -> None:
    with TemporaryDirectory() as folder:
        free, slow = Path(folder) / "free.db", Path(folder) / "slow.db"
        with Workspace.open(free, who="سلمى") as workspace:
            work = Work(Session(ARTICLE), workspace, default_labels())
            play(work, actions)
            wanted = shown(work)
        with Workspace.open(slow, who="سلمى", patience=60) as workspace:
            writer = Writer(workspace)
            late: list[tuple[Work, Task]] = []
            tell = lambda work, task: late.append((work, task))  # noqa: E731
            work = Work(Session(ARTICLE), workspace, default_labels(), writer=writer, on_written=tell)
            with closing(sqlite3.connect(slow, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                play(work, actions)
                assert shown(work) == wanted, "what is under way counts"
                assert stored(workspace) == wanted
            assert writer.finish(60)
            for told, task in late:
                told.settle(task)
            assert shown(work) == wanted
            writer.close()
        with Workspace.open(slow, who="سلمى") as workspace:
            assert stored(workspace) == wanted, "and so it stands on disk"


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    workspace = Workspace.open(tmp_path / "reader.db", who="سلمى", patience=60)
    workspace.remember(ARTICLE)
    return workspace


def test_what_can_never_be_written_holds_up_nothing_that_came_with_it(opened: Workspace, tmp_path: Path) -> None:
    writer = Writer(opened)
    good = [tagging.tag(opened.authorship(ARTICLE.id), Span(at, at + 2), "place") for at in range(3)]
    bad = [replace(each, batch=None) for each in tagging.tag(opened.authorship(ARTICLE.id), Span(0, 3), "place")]  # type: ignore[arg-type]
    with closing(sqlite3.connect(tmp_path / "reader.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        tasks = [writer.apply(each) for each in (good[0], good[1], bad, good[2])]
    assert writer.finish(60)
    assert [isinstance(each.error, RefusedError) for each in tasks] == [False, False, True, False]
    assert sorted(each.span.start for each in opened.annotations(ARTICLE.id)) == [0, 1, 2]
    opened.close()


def test_a_store_that_never_answers_loses_nothing_at_the_end(opened: Workspace, tmp_path: Path) -> None:
    writer = Writer(opened)
    with closing(sqlite3.connect(tmp_path / "reader.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = tagging.tag(opened.authorship(ARTICLE.id), Span(5, 8), "place")
        writer.apply(done)
        assert not writer.finish(0)
        opened.keep_waiting()
        assert opened.unkept == ()
        (kept,) = (tmp_path / "rescue").glob("*.jsonl")
        assert operation_to_json(done[0]) in kept.read_text(encoding="utf-8")
    assert writer.finish(60)
    opened.close()
    with Workspace.open(tmp_path / "reader.db", who="سلمى") as again:
        assert [each.id for each in again.history(ARTICLE.id)] == [done[0].id], "once, though it went both ways"


def test_an_error_of_the_program_reaches_whoever_waits(opened: Workspace) -> None:
    def fail() -> tuple[()]:
        raise ZeroDivisionError

    writer = Writer(opened)
    task = writer.ask(fail)
    assert writer.finish(60)
    assert isinstance(task.error, ZeroDivisionError)
    assert writer.apply(tagging.tag(opened.authorship(ARTICLE.id), Span(5, 8), "place")).wait(60, lambda _: None)
    assert not isinstance(task.error, StoreError)
    opened.close()
