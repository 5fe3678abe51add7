"""A judge that is fitted to decisions: near the shipped one with few of them, and as the analyst wants it with many."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning_cases import SHIPPED, case

from reader.learning.fitting import choose_threshold, describe_changes, fit_judge, fit_leanings, fit_weights, weigh

KINDS = ("headline", "near a condition", "type demand")


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(KINDS), st.integers(1, 60), st.integers(1, 60), st.booleans())
def test_more_decisions_of_a_kind_move_its_weight_further_in_their_direction(
    kind: str, few: int, more: int, is_accepted: bool
) -> None:
    def move(many: int) -> float:
        fitted = fit_weights([case("demand" if is_accepted else "", kind=kind)] * many, SHIPPED)
        return fitted.weights.get(kind, 0.0) - SHIPPED.weights.get(kind, 0.0)

    direction = 1 if is_accepted else -1
    assert 0 < direction * move(few) < direction * move(few + more)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.booleans()), max_size=40))
def test_what_was_never_decided_on_keeps_its_weight(decided: list[tuple[str, bool]]) -> None:
    shipped = replace(SHIPPED, weights={**SHIPPED.weights, "question": -0.3})
    cases = [case("demand" if accepted else "", kind=kind) for kind, accepted in decided]
    assert fit_weights(cases, shipped).weights["question"] == -0.3


def test_ten_decisions_change_little_and_three_hundred_a_lot() -> None:
    def chance(many: int) -> float:
        return weigh(fit_judge([case("")] * many, SHIPPED), case(""))[1]

    shipped = weigh(SHIPPED, case(""))[1]
    assert shipped - chance(10) < 0.15
    assert chance(300) < 0.2 < shipped


def test_without_decisions_the_judge_is_the_shipped_one() -> None:
    assert fit_judge([], SHIPPED) == SHIPPED


def test_types_that_are_corrected_become_the_analysts_own() -> None:
    assert weigh(SHIPPED, case("pledge"))[0] == "demand"
    corrected = [case("pledge")] * 200
    assert weigh(fit_judge(corrected, SHIPPED), case("pledge"))[0] == "pledge"
    leanings = [fit_leanings(corrected[:many], SHIPPED)["pledge"] for many in (5, 50, 200)]
    assert leanings == sorted(leanings)
    assert leanings[0] > 0


def test_rejections_say_nothing_of_types() -> None:
    assert fit_leanings([case("")] * 50, SHIPPED) == {}


def test_a_threshold_rises_with_rejections_of_what_is_unsure_and_never_falls_without_articles_read_whole() -> None:
    unsure = [case("", network=-0.5)] * 150
    sure = [case("demand", network=3.0)] * 150
    assert choose_threshold(unsure + sure, SHIPPED) > SHIPPED.threshold + 0.05
    assert choose_threshold([case("demand", network=-2.0)] * 300, SHIPPED) == SHIPPED.threshold
    missed = [case("demand", network=-2.0)] * 300 + [case("", network=-5.0, is_open=True)] * 50
    assert choose_threshold(missed, SHIPPED) < SHIPPED.threshold


@pytest.mark.parametrize("network", [-1e6, 1e6])
def test_evidence_beyond_all_measure_is_no_error(network: float) -> None:
    judge = fit_judge([case("demand", network=network), case("", network=network)] * 5, SHIPPED)
    assert 0 <= weigh(judge, case("demand", network=network))[1] <= 1


def test_the_weights_that_changed_most_come_first() -> None:
    judge = replace(SHIPPED, weights={**SHIPPED.weights, "headline": -1.0, "quotation": 0.3})
    assert describe_changes(judge, SHIPPED, most=2) == [("headline", 0.4, -1.0), ("quotation", 0.0, 0.3)]
