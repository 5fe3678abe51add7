"""The interval beside a figure: wide for few articles, narrow for many, the same each time."""

from __future__ import annotations

from itertools import pairwise

from reader.evaluate.intervals import find_intervals
from reader.evaluate.scores import Score

GOOD, BAD = {"cue": Score(9, 10, 10)}, {"cue": Score(1, 10, 10)}


def test_too_few_articles_have_no_interval() -> None:
    assert find_intervals([GOOD] * 9) == {}


def test_articles_that_are_all_alike_leave_no_doubt() -> None:
    assert find_intervals([GOOD] * 20) == {"cue": (0.9, 0.9)}


def test_the_interval_holds_the_figure_and_narrows_with_more_articles() -> None:
    widths = []
    for count in (10, 40, 160):
        low, high = find_intervals([GOOD, BAD] * (count // 2))["cue"]
        assert low < 0.5 < high
        widths.append(high - low)
    assert all(later < before for before, later in pairwise(widths))


def test_the_same_articles_give_the_same_interval() -> None:
    assert find_intervals([GOOD, BAD, BAD] * 5) == find_intervals([GOOD, BAD, BAD] * 5)


def test_an_article_without_a_label_counts_as_empty() -> None:
    low, high = find_intervals([GOOD, {"all": Score(1, 1, 1)}] * 10)["all"]
    assert (low, high) == (1.0, 1.0)
