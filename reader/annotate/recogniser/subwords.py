"""Decides into which pieces of the recogniser's vocabulary a word is cut."""

import unicodedata
from collections.abc import Mapping

START = 0
PADDING = 1
END = 2
UNKNOWN = 3
BOUNDARY = "\u2581"
"""Marks the beginning of a word in the vocabulary, as in SentencePiece's unigram models."""

UNKNOWN_COST = 10.0
"""How much less likely than the rarest piece a character outside the vocabulary is, in log-probability."""

REMEMBERED = 40_000
"""Words whose cuts are kept at hand; past them the memory starts afresh."""

_FOLDED = str.maketrans("أإآٱیک" + "٠١٢٣٤٥٦٧٨٩" + "۰۱۲۳۴۵۶۷۸۹", "اااايك" + "0123456789" * 2)


def fold_spelling(word: str) -> str:
    """Spell a word as the vocabulary does: compatibility forms, hamza on alef, digits and Persian letters made one,
    vowel marks, tatweel and invisible characters gone.
    """
    if word.isascii():
        return word
    composed = unicodedata.normalize("NFKC", word).translate(_FOLDED)
    return "".join(c for c in composed if c != "ـ" and unicodedata.category(c) not in ("Mn", "Cf"))


class Vocabulary:
    """Cuts words into the likeliest pieces under a unigram model and remembers the cuts."""

    def __init__(self, scores: Mapping[str, float]) -> None:
        """Take the pieces' log-probabilities, in the order of their numbers."""
        self._numbers = {piece: number for number, piece in enumerate(scores)}
        self._scores = list(scores.values())
        self._longest = max(map(len, scores), default=1)
        self._unknown_score = min(self._scores, default=0.0) - UNKNOWN_COST
        self._cuts: dict[str, tuple[int, ...]] = {}

    def cut(self, word: str) -> tuple[int, ...]:
        """The numbers of the word's pieces, never none: a word that folds to nothing is one unknown piece."""
        found = self._cuts.get(word)
        if found is None:
            if len(self._cuts) >= REMEMBERED:
                self._cuts.clear()
            folded = fold_spelling(word)
            found = self._cuts[word] = self._cut_folded(folded) if folded else (UNKNOWN,)
        return found

    def _cut_folded(self, folded: str) -> tuple[int, ...]:
        """Viterbi over the pieces, from the left."""
        text = BOUNDARY + folded
        length = len(text)
        best = [0.0] + [float("-inf")] * length
        came = [(0, UNKNOWN)] * (length + 1)
        for start in range(length):
            base = best[start]
            for end in range(start + 1, min(length, start + self._longest) + 1):
                number = self._numbers.get(text[start:end])
                if number is not None:
                    score = base + self._scores[number]
                elif end == start + 1:
                    number, score = UNKNOWN, base + self._unknown_score
                else:
                    continue
                if score > best[end]:
                    best[end], came[end] = score, (start, number)
        pieces: list[int] = []
        place = length
        while place:
            place, number = came[place]
            pieces.append(number)
        return tuple(reversed(pieces))
