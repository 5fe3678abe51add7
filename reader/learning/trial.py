"""Tries out on held-out decisions whether learning helps: each article is judged by what the others have taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from reader.annotate.commitments.judge import Judge
from reader.learning.decided_cases import DecidedCase
from reader.learning.fitting import fit_judge, weigh

LEAST_DECISIONS, LEAST_ARTICLES = 30, 5
"""Fewer decisions, or decisions in fewer articles, tell nothing about others."""
_FOLDS = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a judge agrees with decisions."""

    precision: float
    """The share of what it proposes that the analyst accepts."""
    recall: float
    """The share of what the analyst accepts that it proposes."""
    f1: float
    typed: float
    """F1 where only proposals of the right type count."""
    loss: float
    """The mean logarithm of the chance that it gave to what was decided, without its sign; less is better."""


@dataclass(frozen=True, slots=True)
class HeldOutTrial:
    """What learning is worth."""

    articles: int
    decisions: int
    accepted: int
    retyped: int
    """How many were accepted as another type than the shipped judge gives them."""
    before: Figures
    """The shipped judge on all decisions."""
    after: Figures
    """Judges that have learnt from the other articles on those of each article."""

    @property
    def is_too_small(self) -> bool:
        """Whether there are too few decisions to learn from."""
        return self.decisions < LEAST_DECISIONS or self.articles < LEAST_ARTICLES

    @property
    def helps(self) -> bool:
        """Whether decisions on other articles make the judge better, both surer and more often right."""
        return self.after.loss < self.before.loss and self.after.typed >= self.before.typed


def try_out(cases: Sequence[DecidedCase], shipped: Judge) -> HeldOutTrial:
    """The trial on some decisions."""
    articles = sorted({case.article for case in cases})
    fold_of = {article: number % _FOLDS for number, article in enumerate(articles)}
    plain = [weigh(shipped, case) for case in cases]
    learnt = list(plain)
    thresholds = [shipped.threshold] * len(cases)
    for fold in sorted(set(fold_of.values())) if len(articles) > 1 else ():
        judge = fit_judge([case for case in cases if fold_of[case.article] != fold], shipped)
        for at, case in enumerate(cases):
            if fold_of[case.article] == fold:
                learnt[at], thresholds[at] = weigh(judge, case), judge.threshold
    accepted = sum(case.binds for case in cases)
    retyped = sum(case.binds and case.label != label for case, (label, _) in zip(cases, plain, strict=True))
    before = measure(cases, plain, [shipped.threshold] * len(cases))
    return HeldOutTrial(len(articles), len(cases), accepted, retyped, before, measure(cases, learnt, thresholds))


def measure(cases: Sequence[DecidedCase], weighed: Sequence[tuple[str, float]], thresholds: Sequence[float]) -> Figures:
    """How well types and chances agree with decisions; each case has a threshold of its own."""
    rows = list(zip(cases, weighed, thresholds, strict=True))
    kept = [(case, label) for case, (label, chance), threshold in rows if chance >= threshold]
    wanted = sum(case.binds for case in cases)
    right = sum(case.binds for case, _ in kept)
    typed = sum(case.label == label for case, label in kept)
    lost = [log(max(chance if case.binds else 1 - chance, 1e-6)) for case, (_, chance), _ in rows]
    return Figures(
        right / len(kept) if kept else 0.0,
        right / wanted if wanted else 0.0,
        2 * right / (len(kept) + wanted) if kept or wanted else 0.0,
        2 * typed / (len(kept) + wanted) if kept or wanted else 0.0,
        -sum(lost) / len(lost) if lost else 0.0,
    )
