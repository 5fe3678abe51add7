"""Scores that mean what they say, and rules that earn their place."""

from __future__ import annotations

import pytest

from reader.evaluate.judging import Judged, RulePrecision, calibrate, expected_error, rate_rules


def test_scores_are_set_against_precision_in_bins() -> None:
    judged = [
        Judged("person", "a", 0.72, 1),
        Judged("person", "a", 0.78, 1),
        Judged("person", "b", 0.95, right=3, count=6),
        Judged("person", "b", 1.0, 0),
        Judged("person", "by hand", None, 1),
    ]
    low, high = calibrate(judged)
    assert (low.low, low.high, low.count, low.precision) == (0.7, 0.8, 2, 1.0)
    assert low.score == pytest.approx(0.75)
    assert (high.low, high.count, high.precision) == (0.9, 7, pytest.approx(3 / 7))
    assert high.score == pytest.approx((0.95 * 6 + 1.0) / 7)
    assert expected_error([low, high]) == pytest.approx((2 * 0.25 + 7 * (high.score - 3 / 7)) / 9)


def test_without_scores_there_are_no_bins() -> None:
    assert calibrate([Judged("person", "a", None, 1)]) == ()
    assert expected_error(()) == 0


def test_rules_come_with_the_most_errors_first_label_by_label() -> None:
    judged = [
        Judged("pledge", "تعهد بـ", 0.9, right=90, count=100),
        Judged("place", "list", 0.9, right=5, count=9),
        Judged("place", "list", 0.5, right=0, count=1),
        Judged("person", "list", None, right=7, count=7),
    ]
    assert rate_rules(judged) == (
        RulePrecision("pledge", "تعهد بـ", 90, 100),
        RulePrecision("place", "list", 5, 10),
        RulePrecision("person", "list", 7, 7),
    )
    assert rate_rules(judged)[1].precision == 0.5
