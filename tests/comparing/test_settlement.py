"""One result made of two layers: answers, counts, undo, and layers that change meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.comparing.adjudication import Differs
from reader.comparing.settlement import AGREED, Settlement
from reader.journal import tagging
from reader.labels import default_labels
from reader.model import Annotation, Article, Decision, Span
from reader.store.workspace import Workspace

TEXT = "قالت مصر إن السودان وليبيا تتعهدان بوقف القتال فورا"
ARTICLE = Article(TEXT)


def over(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(tmp_path / "reader.db", who="هدى") as opened:
        opened.remember(ARTICLE)
        for layer, said in {
            "أ": [("مصر", "place"), ("السودان", "place"), ("ليبيا", "place")],
            "ب": [("مصر", "place"), ("السودان وليبيا", "place"), ("فورا", "date")],
        }.items():
            authorship = opened.authorship(ARTICLE.id, layer)
            for quote, label in said:
                opened.apply(tagging.tag(authorship, over(quote), label))
        yield opened


def settlement(workspace: Workspace) -> Settlement:
    return Settlement(workspace, ARTICLE, ["أ", "ب"], result="نتيجة", labels=default_labels())


def stored(workspace: Workspace) -> list[str]:
    result = workspace.annotations(ARTICLE.id, "نتيجة")
    return sorted(each.span.of(TEXT) for each in result if each.decision is Decision.ACCEPTED)


def test_what_all_agree_on_is_in_the_result_from_the_start_and_only_once(workspace: Workspace) -> None:
    first = settlement(workspace)
    assert stored(workspace) == ["مصر"]
    assert first.count() == (0, 3)
    before = len(workspace.history(ARTICLE.id))
    settlement(workspace)
    assert len(workspace.history(ARTICLE.id)) == before


def test_answers_are_stored_at_once_and_counted(workspace: Workspace) -> None:
    work = settlement(workspace)
    span, presence, late = work.differences
    assert span.kinds == (Differs.SPAN,)
    work.settle(span, *span.variants)
    assert stored(workspace) == ["السودان", "السودان وليبيا", "مصر"]
    work.settle(presence)
    assert (work.is_settled(presence), work.answer(presence)) == (True, ())
    assert work.count() == (2, 3)
    assert work.differences[work.next_open(0)] == late
    work.settle(late, replace(late.variants[0], label="misc"))
    assert work.next_open(0) is None
    assert settlement(workspace).count() == (3, 3)
    assert [each.source for each in workspace.annotations(ARTICLE.id, "نتيجة") if each.label == "misc"] == ["هدى"]


def test_undo_takes_back_answers_but_never_what_all_agree_on(workspace: Workspace) -> None:
    work = settlement(workspace)
    first, second, _ = work.differences
    work.settle(first, first.variants[0])
    work.settle(second, second.variants[0])
    assert work.undo() == second
    assert work.undo() == first
    assert work.undo() is None
    assert stored(workspace) == ["مصر"]
    assert work.redo() == first
    assert work.count() == (1, 3)
    assert {each.who for each in workspace.history(ARTICLE.id, "نتيجة")} == {AGREED, "هدى"}


def test_an_answer_that_was_for_what_layers_said_before_goes_with_the_new_one(workspace: Workspace) -> None:
    work = settlement(workspace)
    late = work.differences[-1]
    work.settle(late, late.variants[0])
    # Now the other analyst tags it too, so that it is another difference.
    workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id, "أ"), over("فورا"), "misc"))
    work = settlement(workspace)
    late = work.differences[-1]
    assert not work.is_settled(late)
    work.settle(late, late.take("أ"))
    labels = [each.label for each in work.result if each.span == over("فورا")]
    assert labels == ["misc"]


def test_what_was_put_into_the_result_by_hand_stays(workspace: Workspace) -> None:
    by_hand = Annotation(over("ليبيا"), "group")
    workspace.apply(tagging.add(workspace.authorship(ARTICLE.id, "نتيجة"), by_hand))
    work = settlement(workspace)
    for difference in work.differences:
        work.settle(difference)
    assert stored(workspace) == ["ليبيا", "مصر"]


def test_what_all_agreed_on_is_open_once_one_of_them_says_something_else(workspace: Workspace) -> None:
    settlement(workspace)
    (egypt,) = (each for each in workspace.annotations(ARTICLE.id, "ب") if each.span == over("مصر"))
    workspace.apply(
        tagging.relabel(workspace.authorship(ARTICLE.id, "ب"), egypt, "organization", labels=default_labels())
    )
    work = settlement(workspace)
    assert stored(workspace) == []
    assert work.count() == (0, 4)
    assert not work.is_settled(work.differences[0])
    assert work.answer(work.differences[0]) == ()


def test_what_a_third_analyst_comes_to_agree_on_is_in_the_result_once(workspace: Workspace) -> None:
    def settle() -> Settlement:
        return Settlement(workspace, ARTICLE, ["أ", "ب", "ج"], result="نتيجة", labels=default_labels())

    assert settle().layers == ("أ", "ب")
    assert stored(workspace) == ["مصر"]
    workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id, "ج"), over("مصر"), "place"))
    assert settle().layers == ("أ", "ب", "ج")
    assert stored(workspace) == ["مصر"]


def test_what_others_do_meanwhile_is_caught_up_with(workspace: Workspace, tmp_path) -> None:
    work = settlement(workspace)
    span, _, late = work.differences
    assert work.catch_up() == ()
    with Workspace.open(tmp_path / "reader.db", who="أ") as analyst:
        analyst.apply(tagging.tag(analyst.authorship(ARTICLE.id), over("القتال"), "misc"))
        analyst.apply(tagging.tag(analyst.authorship(ARTICLE.id), over("فورا"), "date"))
        (done, _) = work.catch_up()
        assert (done.who, done.layer) == ("أ", "أ")
        assert [each.span for each in work.differences] == [span.span, over("ليبيا"), over("القتال")]
        assert work.find(span) == 0
        assert work.find(late) is None, "both have it now"
        assert work.catch_up() == ()
        analyst.apply(tagging.tag(analyst.authorship(ARTICLE.id, "another"), over("مصر"), "misc"))
        assert work.catch_up() == ()


def test_a_judge_sees_what_another_judge_settles(workspace: Workspace, tmp_path) -> None:
    work = settlement(workspace)
    with Workspace.open(tmp_path / "reader.db", who="نبيل") as other:
        judge = settlement(other)
        judge.settle(judge.differences[0], judge.differences[0].variants[0])
        assert work.count() == (0, 3)
        assert work.catch_up()
        assert work.count() == (1, 3)
