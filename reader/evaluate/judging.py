"""Measures from judged proposals how reliable scores are and how precise each rule is.

A proposal is judged by gold data, or by an analyst who accepted or rejected it; both give the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10
"""The number of equal parts into which scores from 0 to 1 are divided."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A number of proposals with one rule, label and score, and how many of them were right."""

    label: str
    rule: str
    score: float | None
    right: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Bin:
    """The proposals whose scores lie in one of the equal parts."""

    low: float
    high: float
    count: int
    score: float
    """The mean of their scores."""
    precision: float
    """The share of them that is right, 0 to 1; it is near the mean score if scores are reliable."""


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """The number of a rule's proposals with one label, and how many of them were right."""

    label: str
    rule: str
    right: int
    count: int

    @property
    def precision(self) -> float:
        """The share that was right, 0 to 1."""
        return self.right / self.count if self.count else 0.0


def calibrate(judged: Iterable[Judged]) -> tuple[Bin, ...]:
    """The bins that hold proposals, from the lowest scores up; proposals without a score are ignored."""
    rows: dict[int, list[tuple[float, int, int]]] = {}
    for each in judged:
        if each.score is not None and each.count:
            place = min(BINS - 1, max(0, int(each.score * BINS)))
            rows.setdefault(place, []).append((each.score, each.right, each.count))
    bins = []
    for place, row in sorted(rows.items()):
        count = sum(count for _, _, count in row)
        score = sum(score * count for score, _, count in row) / count
        bins.append(Bin(place / BINS, (place + 1) / BINS, count, score, sum(right for _, right, _ in row) / count))
    return tuple(bins)


def expected_error(bins: Iterable[Bin]) -> float:
    """The expected calibration error, 0 to 1: how far scores are from precision on average, over bins by their size."""
    bins = tuple(bins)
    count = sum(each.count for each in bins)
    return sum(abs(each.score - each.precision) * each.count for each in bins) / count if count else 0.0


def rate_rules(judged: Iterable[Judged]) -> tuple[RulePrecision, ...]:
    """The precision of each rule by label, the rules with most wrong proposals first."""
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for each in judged:
        right, count = counts.get((each.label, each.rule), (0, 0))
        counts[each.label, each.rule] = right + each.right, count + each.count
    rated = (RulePrecision(label, rule, right, count) for (label, rule), (right, count) in counts.items())
    return tuple(sorted(rated, key=lambda each: (each.right - each.count, -each.count, each.label, each.rule)))
