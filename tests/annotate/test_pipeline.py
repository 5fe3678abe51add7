"""Annotators run in turn; one that fails is named and the others' proposals stay."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import EntryPoint
from typing import Any, cast

import pytest

import reader.annotate
from reader.annotate import default_names, find_annotator, known_names
from reader.annotate.merging.overlaps import settle_overlaps
from reader.annotate.pipeline import EngineOutcome, annotate, run_in_turn
from reader.errors import AnnotateError
from reader.labels import default_labels
from reader.model import Annotation, Article, Span

ARTICLE = Article("تعهدت روسيا بحماية المدنيين")


class Countries:
    name = "names"

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        return [Annotation(Span(6, 11), "place", source=self.name, score=0.9)]


class Pledges:
    name = "commitments"

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        who = next(each.span for each in so_far if each.label == "place")
        return [Annotation(Span(0, 5), "pledge", (("committer", who),), source=self.name)]


class Broken:
    name = "broken"

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        raise KeyError("حلب")


class Outside:
    name = "outside"

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        return [Annotation(Span(20, 200), "place")]


class Leaving:
    name = "leaving"

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        raise SystemExit("\x1b[2Jانتهى")


def _proposing(proposal: Any) -> type:
    """An annotator that proposes this, whatever it is."""

    class Proposing:
        name = "proposing"

        def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
            return [Annotation(Span(0, 5), "person", source=self.name), proposal]

    return Proposing


class NoAnnotator:
    pass


def _entry(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, f"{__name__}:{value}", reader.annotate.GROUP)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    entries = [
        _entry("commitments", "Pledges"),
        _entry("broken", "Broken"),
        _entry("names", "Countries"),
        _entry("outside", "Outside"),
        _entry("empty", "NoAnnotator"),
        _entry("leaving", "Leaving"),
        _entry("missing", "Nowhere"),
    ]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: entries)
    reader.annotate._registered.cache_clear()
    find_annotator.cache_clear()
    yield
    reader.annotate._registered.cache_clear()
    find_annotator.cache_clear()


def test_ours_come_first_in_their_order_and_only_ours_are_default() -> None:
    assert known_names() == ("names", "commitments", "broken", "empty", "leaving", "missing", "outside")
    assert default_names() == ("names", "commitments")


def test_each_annotator_sees_what_those_before_it_proposed() -> None:
    outcome = annotate(ARTICLE)
    assert outcome.finished
    assert not outcome.failures
    assert [(each.label, each.span.of(ARTICLE.text)) for each in outcome.annotations] == [
        ("pledge", "تعهدت"),
        ("place", "روسيا"),
    ]
    assert outcome.annotations[0].role("committer") == Span(6, 11)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(AnnotateError, match=r"no annotator called 'nmaes'.*names, commitments"):
        annotate(ARTICLE, names=["names", "nmaes"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("broken", "failed on 'this article' (KeyError: 'حلب')"),
        (
            "outside",
            "failed on 'this article' (it proposed 20–200, which is empty or outside the text of 27 characters)",
        ),
        ("leaving", r"failed on 'this article' (SystemExit: \x1b[2Jانتهى)"),
        ("empty", "is not an annotator"),
        ("missing", "cannot be loaded"),
    ],
)
def test_one_that_fails_is_named_and_the_others_stay(name: str, words: str) -> None:
    outcome = annotate(ARTICLE, names=["names", name, "commitments"])
    assert [each.label for each in outcome.annotations] == ["pledge", "place"]
    (failure,) = outcome.failures
    assert failure.annotator == name
    assert words in failure.message
    assert failure.message.endswith(".")


@pytest.mark.parametrize(
    ("proposal", "fault"),
    [
        (7, "it proposed 7, which is not an Annotation"),
        (None, "it proposed None, which is not an Annotation"),
        (Annotation(Span(0, 5), ""), "its label, source, rule or note is not a string"),
        (Annotation(Span(0, 5), "place", source=cast(str, 5)), "its label, source, rule or note is not a string"),
        (Annotation(Span(0, 5), "place", score=float("nan")), "it proposed the score nan"),
        (Annotation(Span(0, 5), "place", score=1.5), "it proposed the score 1.5"),
        (Annotation(Span(0, 5), "place", score=cast(float, "hoch")), "it proposed the score 'hoch'"),
        (Annotation(Span(0, cast(int, 4.5)), "place"), "it proposed 0–4.5"),
        (Annotation(Span(3, 3), "place"), "it proposed 3–3, which is empty or outside"),
        (Annotation(Span(0, 5), "pledge", (("action", Span(6, 900)),)), "it proposed 6–900"),
        (Annotation(Span(0, 5), "pledge", cast(Any, {"action": Span(6, 9)})), "its roles or attributes are not pairs"),
        (
            Annotation(Span(0, 5), "place", attributes=cast(Any, (("code", 7),))),
            "its roles or attributes are not pairs",
        ),
    ],
)
def test_rubbish_is_a_failure_of_who_proposed_it(proposal: Any, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "Outside", _proposing(proposal))
    outcome = annotate(ARTICLE, names=["names", "outside", "commitments"])
    assert [each.label for each in outcome.annotations] == ["pledge", "place"]
    (failure,) = outcome.failures
    assert fault in failure.message


def test_progress_is_shown_and_a_cancellation_keeps_what_is_there() -> None:
    outcomes: list[EngineOutcome] = []
    outcomes.extend(run_in_turn(ARTICLE, cancelled=lambda: bool(outcomes)))
    (outcome,) = outcomes
    assert outcome.done == 0.5
    assert not outcome.finished
    assert [each.label for each in outcome.annotations] == ["place"]


def test_no_annotators_at_all_is_a_finished_run() -> None:
    assert annotate(ARTICLE, names=[]).finished


def _entity(start: int, end: int, label: str = "place", score: float | None = 0.9, **attributes: str) -> Annotation:
    return Annotation(Span(start, end), label, attributes=tuple(attributes.items()), score=score)


@pytest.mark.parametrize(
    ("proposed", "kept"),
    [
        pytest.param([_entity(0, 4), _entity(0, 9)], [(0, 9)], id="the longer"),
        pytest.param([_entity(0, 4), _entity(0, 9, score=0.3)], [(0, 4)], id="the surer where the longer is doubtful"),
        pytest.param([_entity(0, 4, score=0.6), _entity(2, 6, score=0.8)], [(2, 6)], id="the higher score"),
        pytest.param([_entity(0, 4), _entity(0, 4, "person")], [(0, 4)], id="one label a span"),
        pytest.param([_entity(0, 4), _entity(4, 8)], [(0, 4), (4, 8)], id="neighbours"),
        pytest.param([_entity(0, 9), _entity(8, 12), _entity(11, 30, score=0.2)], [(0, 9), (11, 30)], id="chains"),
    ],
)
def test_entities_never_overlap(proposed: list[Annotation], kept: list[tuple[int, int]]) -> None:
    settled = settle_overlaps(proposed, default_labels())
    assert [(each.span.start, each.span.end) for each in settled] == kept


def test_two_that_agree_become_one_with_both_attributes() -> None:
    (one,) = settle_overlaps([_entity(0, 4, code="SY"), _entity(0, 4, score=0.95, entity="حلب")], default_labels())
    assert one.score == 0.95
    assert (one.attribute("code"), one.attribute("entity")) == ("SY", "حلب")


def test_commitments_may_overlap_entities_and_each_other() -> None:
    pledges = [Annotation(Span(0, 9), "pledge"), Annotation(Span(0, 4), "demand")]
    assert len(settle_overlaps([*pledges, _entity(0, 4)], default_labels())) == 3


def test_find_annotator_makes_each_once() -> None:
    find: Callable[[str], object] = find_annotator
    assert find("names") is find("names")
