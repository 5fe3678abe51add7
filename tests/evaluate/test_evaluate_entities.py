"""Entities are scored exactly and partially, label by label."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.evaluate.entity_scores import confuse_entities, score_entities
from reader.evaluate.scores import Score
from reader.model import Annotation, Span


def entity(start: int, end: int, label: str = "person") -> Annotation:
    return Annotation(Span(start, end), label)


def test_exact_wants_span_and_label_and_partial_gives_half_for_an_overlap() -> None:
    gold = [entity(0, 5), entity(10, 20), entity(30, 35, "place"), entity(40, 45, "place")]
    system = [entity(0, 5), entity(12, 20), entity(30, 35, "person"), entity(50, 55, "place")]
    scores = score_entities([(gold, system)], ["person", "place"])
    assert scores["person"] == (Score(1, 3, 2), Score(1.5, 3, 2))
    assert scores["place"] == (Score(0, 1, 2), Score(0, 1, 2))
    assert scores["all"] == (Score(1, 4, 4), Score(1.5, 4, 4))
    assert scores["person"][0].precision == 1 / 3
    assert scores["person"][0].recall == 1 / 2
    assert scores["person"][0].f1 == 2 / 5


def test_a_label_that_nobody_used_scores_nothing() -> None:
    assert score_entities([((), ())], ["misc"]) == {"misc": (Score(), Score()), "all": (Score(), Score())}


def test_confusions_are_one_to_one_by_the_longest_overlap() -> None:
    gold = [entity(0, 10, "person"), entity(20, 25, "place"), entity(40, 42, "date")]
    system = [entity(0, 2, "place"), entity(3, 10, "organization"), entity(20, 25, "place"), entity(60, 61, "date")]
    assert confuse_entities([(gold, system)]) == {
        ("person", "organization"): 1,
        ("", "place"): 1,
        ("place", "place"): 1,
        ("date", ""): 1,
        ("", "date"): 1,
    }


@st.composite
def side(draw: st.DrawFn) -> list[Annotation]:
    """Entities that do not overlap each other."""
    at, found = 0, []
    for gap, length in draw(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 4)), max_size=8)):
        found.append(entity(at + gap, at + gap + length, draw(st.sampled_from(("person", "place")))))
        at += gap + length
    return found


@given(st.lists(st.tuples(side(), side()), max_size=3))
def test_exact_scores_are_those_of_sets(pairs: list[tuple[list[Annotation], list[Annotation]]]) -> None:
    scores = score_entities(pairs, ["person", "place"])
    for label in ("person", "place"):
        sides = [({e.span for e in g if e.label == label}, {e.span for e in s if e.label == label}) for g, s in pairs]
        right = sum(len(wanted & found) for wanted, found in sides)
        assert scores[label][0] == Score(right, sum(len(f) for _, f in sides), sum(len(w) for w, _ in sides))
