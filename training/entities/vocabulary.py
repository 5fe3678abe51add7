"""Decides which of the encoder's pieces the recogniser keeps, and folds their spelling as words are folded."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
from weights import Encoder, Floats

from reader.annotate.recogniser.subwords import BOUNDARY, UNKNOWN, Vocabulary, fold_spelling

SPECIAL = UNKNOWN + 1
"""Pieces before this number are not spelt."""


def fold_pieces(encoder: Encoder) -> tuple[dict[str, float], Floats]:
    """Unite the pieces that fold to one spelling: their chances add up, their vectors are averaged by chance.

    أحمد is one piece and احمد three; once folded both are the piece of أحمد.
    """
    groups: dict[str, list[int]] = {piece: [number] for number, piece in enumerate(encoder.pieces[:SPECIAL])}
    for number, piece in enumerate(encoder.pieces[SPECIAL:], SPECIAL):
        folded = fold_spelling(piece)
        if folded and (folded != BOUNDARY or piece == BOUNDARY):
            groups.setdefault(folded, []).append(number)
    scores: dict[str, float] = {}
    rows = np.empty((len(groups), encoder.width), np.float32)
    for row, (folded, numbers) in enumerate(groups.items()):
        chances = np.exp(encoder.scores[numbers].astype(np.float64))
        scores[folded] = float(np.log(chances.sum()))
        rows[row] = (encoder.tensors["emb.word"][numbers] * (chances / chances.sum())[:, None]).sum(axis=0)
    return scores, rows


def is_always_kept(piece: str) -> bool:
    """Whether a piece is one character of Arabic or ASCII, perhaps after the word boundary; words are made of those."""
    character = piece.removeprefix(BOUNDARY)
    return len(character) <= 1 and all(c.isascii() or "\u0600" <= c <= "\u06ff" for c in character)


def choose_pieces(encoder: Encoder, words: Iterable[str], least: int) -> tuple[dict[str, float], Floats]:
    """Keep the special pieces, the single characters and what at least that many running words use."""
    scores, rows = fold_pieces(encoder)
    vocabulary = Vocabulary(scores)
    uses: Counter[int] = Counter()
    for word, count in Counter(words).items():
        for number in vocabulary.cut(word):
            uses[number] += count
    kept = [
        number
        for number, piece in enumerate(scores)
        if number < SPECIAL or is_always_kept(piece) or uses[number] >= least
    ]
    spelt = list(scores.items())
    return dict(spelt[number] for number in kept), rows[kept]
