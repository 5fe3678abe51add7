"""Fits a judge to decisions: a regression that is drawn towards the shipped weights, for want of anything better.

Ten decisions change little, and three hundred a lot, because the shipped weights count as much as `SHIPPED` decisions.
The likeliest weights under that assumption (a normal prior around the shipped ones) are found by Newton's method; the
function is convex, so there is one minimum, and with some thirty weights each step takes a millisecond.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp
from typing import TYPE_CHECKING

from reader.annotate.commitments.judge import Judge
from reader.learning.decided_cases import DecidedCase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = 50.0
"""How many decisions the shipped weights count as much as."""
_STEPS = 40
_CLOSE = 1e-9
"""The improvement below which the search ends."""
_LOWEST = 0.1
_REACH = 0.5
"""The lowest threshold, and how far it can be from the shipped one with any number of decisions."""


def fit_judge(cases: Sequence[DecidedCase], shipped: Judge) -> Judge:
    """The judge that fits the decisions, as near to the shipped one as their number demands."""
    judge = replace(shipped, leanings=fit_leanings(cases, shipped))
    judge = fit_weights(cases, judge)
    return replace(judge, threshold=choose_threshold(cases, judge))


def weigh(judge: Judge, case: DecidedCase) -> tuple[str, float]:
    """The type that a judge gives a case, and the chance that it binds."""
    label = max(case.types, key=lambda each: case.types[each] + judge.leanings.get(each, 0.0))
    odds = judge.bias + sum(judge.weights.get(name, 0.0) * value for name, value in case.evidence[label].items())
    return label, 1 / (1 + exp(-max(-500.0, min(500.0, odds))))


def fit_leanings(cases: Sequence[DecidedCase], shipped: Judge) -> dict[str, float]:
    """How much oftener the analyst chooses each type than the shipped judge does, in log-odds."""
    import numpy as np

    typed = [case for case in cases if case.label in case.types]
    names = sorted({name for case in typed for name in case.types})
    if not names:
        return {}
    scores = np.array([[case.types.get(name, -20.0) for name in names] for case in typed])
    right = np.array([[float(name == case.label) for name in names] for case in typed])
    leanings = np.zeros(len(names))
    for _ in range(_STEPS):
        raised = np.exp(scores + leanings - (scores + leanings).max(axis=1, keepdims=True))
        shares = raised / raised.sum(axis=1, keepdims=True)
        slope = (right - shares).sum(axis=0) - SHIPPED * leanings
        curve = np.diag(shares.sum(axis=0) + SHIPPED) - shares.T @ shares
        step = np.linalg.solve(curve, slope)
        leanings = leanings + step
        if float(np.abs(step).max()) < _CLOSE:
            break
    return {name: round(each, 4) for name, each in zip(names, leanings.tolist(), strict=True)}


def fit_weights(cases: Sequence[DecidedCase], judge: Judge) -> Judge:
    """The judge with the bias and weights that fit the decisions best, without going far from its own."""
    import numpy as np

    evidence = [case.evidence[weigh(judge, case)[0]] for case in cases]
    names = sorted({name for each in evidence for name in each} | set(judge.weights))
    rows = np.array([[1.0, *(each.get(name, 0.0) for name in names)] for each in evidence])
    binds = np.array([float(case.binds) for case in cases])
    centre = np.array([judge.bias, *(judge.weights.get(name, 0.0) for name in names)])
    if not len(rows):
        return judge
    # Evidence in large numbers needs small weights. What is rare must not move more easily than what is common.
    stiffness = SHIPPED * np.maximum(1.0, (rows**2).mean(axis=0))
    bias, *weights = _minimise(rows, binds, centre, stiffness).tolist()
    learnt = {name: round(weight, 4) for name, weight in zip(names, weights, strict=True)}
    return replace(judge, bias=round(bias, 4), weights=learnt)


def choose_threshold(cases: Sequence[DecidedCase], judge: Judge) -> float:
    """The threshold with the best F1 on the decisions, no farther from the judge's own than their number allows.

    It falls only where analysts have read whole articles: below it, nobody has decided on anything else.
    """
    weighed = [(weigh(judge, case)[1], case.binds) for case in cases]
    reach = _REACH * len(cases) / (len(cases) + SHIPPED)
    lowest = max(_LOWEST, judge.threshold - reach) if any(case.is_open for case in cases) else judge.threshold
    steps = [
        judge.threshold,
        *(each / 100 for each in range(round(lowest * 100), round(reach * 100 + judge.threshold * 100))),
    ]
    within = [each for each in steps if lowest <= each <= judge.threshold + reach]
    return max(within, key=lambda each: (measure_f1(weighed, each), -abs(each - judge.threshold)))


def measure_f1(weighed: Sequence[tuple[float, bool]], threshold: float) -> float:
    """F1 of what is proposed from a threshold on; `weighed` are chances, and whether each case binds."""
    kept = [binds for chance, binds in weighed if chance >= threshold]
    wanted = sum(binds for _, binds in weighed)
    return 2 * sum(kept) / (len(kept) + wanted) if kept or wanted else 0.0


def describe_changes(judge: Judge, shipped: Judge, *, most: int) -> list[tuple[str, float, float]]:
    """The evidence whose weights have changed most: its name, its shipped weight, and its weight now."""
    before: Mapping[str, float] = shipped.weights
    names = sorted(judge.weights, key=lambda name: -abs(judge.weights[name] - before.get(name, 0.0)))
    return [(name, before.get(name, 0.0), judge.weights[name]) for name in names[:most]]


def _minimise(
    rows: NDArray[np.float64], binds: NDArray[np.float64], centre: NDArray[np.float64], stiffness: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The weights with the least loss; each step is halved until it helps."""
    import numpy as np

    def lose(weights: NDArray[np.float64]) -> float:
        odds = rows @ weights
        return float((np.logaddexp(0.0, odds) - binds * odds).sum() + 0.5 * (stiffness * (weights - centre) ** 2).sum())

    weights, loss = centre, lose(centre)
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -500, 500)))
        slope = rows.T @ (binds - chances) - stiffness * (weights - centre)
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(stiffness)
        step = np.linalg.solve(curve, slope)
        while (further := lose(weights + step)) > loss + _CLOSE:
            step = step / 2
        weights = weights + step
        if loss - further < _CLOSE:
            break
        loss = further
    return weights
