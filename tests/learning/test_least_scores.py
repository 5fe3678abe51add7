"""The score below which an analyst rejects nearly all entities of a label."""

from __future__ import annotations

from reader.learning.least_scores import DecidedEntity, LeastScore, find_least_scores


def decided(label: str, score: float, is_right: bool, many: int = 1) -> list[DecidedEntity]:
    return [DecidedEntity(f"{number}", label, score, is_right) for number in range(many)]


SURE = decided("person", 0.9, True, 30)


def test_what_is_nearly_always_rejected_is_left_out() -> None:
    unsure = [*decided("person", 0.4, False, 29), *decided("person", 0.41, True)]
    assert find_least_scores([*SURE, *unsure]) == [LeastScore("person", 0.9, 29, 1)]


def test_what_is_often_accepted_stays() -> None:
    assert find_least_scores([*SURE, *decided("person", 0.4, False, 20), *decided("person", 0.4, True, 10)]) == []


def test_a_few_rejections_say_nothing() -> None:
    assert find_least_scores([*SURE, *decided("person", 0.4, False, 8)]) == []


def test_a_label_that_is_always_rejected_is_not_done_away_with() -> None:
    assert find_least_scores(decided("misc", 0.4, False, 40)) == []
