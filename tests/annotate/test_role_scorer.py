"""The small matrices that look at a word and a cue together, against plain loops over the same numbers."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations
from math import isclose, log2, pi, sqrt, tanh
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotate.recogniser.role_scorer import RoleScorer, find_stretch

ROLES = ("committer", "action")
KINDS, CLASSES, WIDTH, PAIRED = 3, 8, 4, 2


def make_scorer(seed: int = 0) -> RoleScorer:
    """Matrices like those beside the network, but tiny."""
    random = np.random.default_rng(seed)
    sizes: dict[str, tuple[int, ...]] = {
        "types": (KINDS, WIDTH),
        "distances": (CLASSES, WIDTH),
        "out": (3 * len(ROLES), WIDTH),
        "bias": (3 * len(ROLES),),
        "pair": (3 * len(ROLES), PAIRED),
    }
    file = BytesIO()
    np.savez(file, **{name: random.normal(size=size).astype(np.float32) for name, size in sizes.items()})
    file.seek(0)
    return RoleScorer.read(file, ROLES)


def classify(place: int, cue_places: list[int]) -> int:
    """The class of a distance: that to the nearest word of the cue, by sign and logarithm."""
    nearest = min((place - other for other in cue_places), key=abs)
    step = min(int(log2(abs(nearest) + 1) * 1.6), CLASSES // 2 - 1)
    return step + (CLASSES // 2 if nearest > 0 else 0)


def score_plainly(scorer: RoleScorer, words: Any, cues: Any, positions: list[int], cue: list[int], kind: int) -> Any:
    scores = np.zeros((len(words), len(ROLES), 3))
    centre = [sum(cues[row][k] for row in cue) / len(cue) for k in range(WIDTH + PAIRED)]
    for at, word in enumerate(words):
        distance = scorer.distances[classify(positions[at], [positions[row] for row in cue])]
        joint = [word[k] + centre[k] + scorer.types[kind][k] + distance[k] for k in range(WIDTH)]
        lit = [0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3))) for x in joint]
        pairs = [word[WIDTH + k] * centre[WIDTH + k] for k in range(PAIRED)]
        for row in range(3 * len(ROLES)):
            total = sum(x * y for x, y in zip(lit, scorer.out[row], strict=True)) + scorer.bias[row]
            total += sum(x * y for x, y in zip(pairs, scorer.pair[row], strict=True))
            scores[at, row // 3, row % 3] = total
    return scores


@pytest.mark.parametrize("cue", [[0], [3], [2, 3], [5]])
@pytest.mark.parametrize("kind", range(KINDS))
def test_scores_are_those_of_a_plain_loop(cue: list[int], kind: int) -> None:
    random = np.random.default_rng(7)
    words, cues = (random.normal(size=(6, WIDTH + PAIRED)).astype(np.float32) for _ in range(2))
    positions = [1, 2, 4, 5, 9, 40]
    scorer = make_scorer()
    scores = scorer.score(words, cues, positions, cue, kind)
    assert scores.shape == (6, len(ROLES), 3)
    assert np.allclose(scores, score_plainly(scorer, words, cues, positions, cue, kind), atol=1e-4)


def test_a_word_before_the_cue_is_told_from_one_after_it() -> None:
    scorer = make_scorer()
    words = np.zeros((3, WIDTH + PAIRED), np.float32)
    before, _, after = scorer.score(words, words, [1, 2, 3], [1], 0)
    assert not np.allclose(before, after)


def gain_plainly(logits: list[list[float]], start: int, end: int) -> float:
    first = logits[start][1] - logits[start][0]
    return first + sum(inside - outside for outside, _, inside in logits[start + 1 : end])


values = st.integers(-40, 40).map(lambda number: number / 8)


@settings(deadline=None)
@given(st.lists(st.tuples(values, values, values), min_size=1, max_size=9))
def test_the_likeliest_stretch_is_that_of_trying_all(rows: list[tuple[float, float, float]]) -> None:
    logits = [list(row) for row in rows]
    best = max(gain_plainly(logits, start, end) for start, end in combinations(range(len(rows) + 1), 2))
    found = find_stretch(np.array(logits, np.float32))
    if best <= 0:
        assert found is None
        return
    assert found is not None
    start, end, gain = found
    assert isclose(gain, best)
    assert isclose(gain_plainly(logits, start, end), best)


def test_no_words_have_no_stretch() -> None:
    assert find_stretch(np.zeros((0, 3), np.float32)) is None
