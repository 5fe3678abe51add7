"""Computes how far a figure might be from another sample's, by drawing the articles again (bootstrap, Efron 1979)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from reader.evaluate.scores import Score

DRAWS = 1000
FEWEST = 10
"""The fewest articles from which an interval is computed."""


def find_intervals(by_article: Sequence[Mapping[str, Score]]) -> dict[str, tuple[float, float]]:
    """The interval that holds F1 in 95 of 100 samples of as many articles, by name; empty for too few articles.

    `by_article` has each article's scores by name. The same articles give the same interval.
    """
    if len(by_article) < FEWEST:
        return {}
    random = Random(0)
    names = list(dict.fromkeys(name for scores in by_article for name in scores))
    drawn: dict[str, list[float]] = {name: [] for name in names}
    rows = {name: [scores.get(name, Score()) for scores in by_article] for name in names}
    for _ in range(DRAWS):
        chosen = random.choices(range(len(by_article)), k=len(by_article))
        for name, scores in rows.items():
            right = sum(scores[number].right for number in chosen)
            both = sum(scores[number].found + scores[number].wanted for number in chosen)
            drawn[name].append(2 * right / both if both else 0.0)
    return {name: _middle(sorted(values)) for name, values in drawn.items()}


def _middle(values: Sequence[float]) -> tuple[float, float]:
    return values[len(values) * 25 // 1000], values[len(values) * 975 // 1000 - 1]
