"""Decides which of the encoder's subwords the recogniser keeps, and folds their spelling as words are folded."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
from weights import Encoder, Floats

from reader.annotate.recogniser.subwords import BOUNDARY, UNKNOWN, Vocabulary, fold_spelling

SPECIAL = UNKNOWN + 1
"""The subwords before this number are special ones without a spelling."""


def fold_subwords(encoder: Encoder) -> tuple[dict[str, float], Floats]:
    """Merge the subwords that fold to one spelling: their chances are added, their vectors averaged by chance.

    أحمد is one subword and احمد is three; folded, both are the subword of أحمد.
    """
    groups: dict[str, list[int]] = {subword: [number] for number, subword in enumerate(encoder.subwords[:SPECIAL])}
    for number, subword in enumerate(encoder.subwords[SPECIAL:], SPECIAL):
        folded = fold_spelling(subword)
        if folded and (folded != BOUNDARY or subword == BOUNDARY):
            groups.setdefault(folded, []).append(number)
    scores: dict[str, float] = {}
    rows = np.empty((len(groups), encoder.width), np.float32)
    for row, (folded, numbers) in enumerate(groups.items()):
        chances = np.exp(encoder.scores[numbers].astype(np.float64))
        scores[folded] = float(np.log(chances.sum()))
        rows[row] = (encoder.tensors["emb.word"][numbers] * (chances / chances.sum())[:, None]).sum(axis=0)
    return scores, rows


def is_always_kept(subword: str) -> bool:
    """Whether a subword is one character of Arabic or ASCII, of which any word consists, or one after a boundary."""
    character = subword.removeprefix(BOUNDARY)
    return len(character) <= 1 and all(c.isascii() or "\u0600" <= c <= "\u06ff" for c in character)


def choose_subwords(encoder: Encoder, words: Iterable[str], least: int) -> tuple[dict[str, float], Floats]:
    """Keep the special subwords, the single characters, and those in at least `least` running words."""
    scores, rows = fold_subwords(encoder)
    vocabulary = Vocabulary(scores)
    uses: Counter[int] = Counter()
    for word, count in Counter(words).items():
        for number in vocabulary.cut(word):
            uses[number] += count
    kept = [
        number
        for number, subword in enumerate(scores)
        if number < SPECIAL or is_always_kept(subword) or uses[number] >= least
    ]
    spelt = list(scores.items())
    return dict(spelt[number] for number in kept), rows[kept]
