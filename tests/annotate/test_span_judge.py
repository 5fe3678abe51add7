"""The judge of entities: evidence becomes a chance, and the likeliest candidates that do not overlap are chosen."""

from __future__ import annotations

import pytest

from reader.annotate.entities.span_judge import SpanJudge, read_judge, shipped_judge
from reader.annotate.names.name_candidates import NameCandidate


def _name(first: int, last: int) -> NameCandidate:
    return NameCandidate(first, last, 0, "place", 0.0, "")


def test_evidence_adds_up_to_a_chance() -> None:
    judge = read_judge('{"bias": -1.0, "weights": {"kind": 2.0, "one word": -1.0}, "threshold": 0.4}')
    assert judge.judge({"kind": 1.0, "one word": 1.0}) == pytest.approx(0.5)
    assert judge.judge({"kind": 1.0, "not learnt": 9.0}) == pytest.approx(0.7311, abs=1e-4)


@pytest.mark.parametrize(
    ("judged", "chosen"),
    [
        ([(_name(0, 2), 0.6), (_name(2, 3), 0.9), (_name(0, 1), 0.5)], [(0, 1, 0.5), (2, 3, 0.9)]),
        ([(_name(4, 4), 0.9), (_name(0, 9), 0.8)], [(4, 4, 0.9)]),
        ([(_name(4, 4), 0.39)], []),
        ([(_name(0, 9), 0.9), (_name(3, 4), 0.8), (_name(10, 10), 0.7)], [(0, 9, 0.9), (10, 10, 0.7)]),
    ],
)
def test_the_likeliest_are_chosen_and_none_overlaps(
    judged: list[tuple[NameCandidate, float]], chosen: list[tuple[int, int, float]]
) -> None:
    found = SpanJudge(0.0, {}, 0.4).choose(judged)
    assert [(each.first, each.last, each.score) for each in found] == chosen


def test_the_shipped_judge_counts_what_the_network_says_for_a_candidate() -> None:
    judge = shipped_judge()
    likely = {"kind": 6.0, "begins here": 6.0, "ends here": 6.0, "network": 1.0, "names": 1.0, "label place": 1.0}
    unlikely = {name: -value if value > 1 else value for name, value in likely.items()}
    assert judge.judge(likely) > 0.8
    assert judge.judge(unlikely) < 0.1
