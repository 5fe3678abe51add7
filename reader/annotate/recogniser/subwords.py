"""Decides into which subwords of the recogniser's vocabulary a word is cut."""

import unicodedata
from collections.abc import Mapping

START = 0
PADDING = 1
END = 2
UNKNOWN = 3
BOUNDARY = "\u2581"
"""The mark at the beginning of a word in the vocabulary, as in SentencePiece's unigram models."""

UNKNOWN_COST = 10.0
"""How much less likely than the rarest subword a character outside the vocabulary is, in log-probability."""

LETTERS = 1000
"""The most letters of one word that are cut; what the recogniser reads of a word ends long before."""

REMEMBERED = 40_000
"""The most words whose cuts are kept; when there are more, all of them are dropped."""

_FOLDED = str.maketrans("أإآٱیک" + "٠١٢٣٤٥٦٧٨٩" + "۰۱۲۳۴۵۶۷۸۹", "اااايك" + "0123456789" * 2)


def fold_spelling(word: str) -> str:
    """Spell a word as the vocabulary does.

    Compatibility forms, alefs with hamza, digits and Persian letters become the plain ones; vowel marks, tatweel and
    invisible characters are dropped.
    """
    if word.isascii():
        return word
    composed = unicodedata.normalize("NFKC", word).translate(_FOLDED)
    return "".join(c for c in composed if c != "ـ" and unicodedata.category(c) not in ("Mn", "Cf"))


class Vocabulary:
    """Cuts words into the likeliest subwords under a unigram model, and keeps the cuts."""

    def __init__(self, scores: Mapping[str, float]) -> None:
        """Take the subwords' log-probabilities, in the order of their numbers."""
        self._numbers = {subword: number for number, subword in enumerate(scores)}
        self._scores = list(scores.values())
        self._longest = max(map(len, scores), default=1)
        self._unknown_score = min(self._scores, default=0.0) - UNKNOWN_COST
        self._cuts: dict[str, tuple[int, ...]] = {}

    def cut(self, word: str) -> tuple[int, ...]:
        """The numbers of the word's subwords, at least one: a word that folds to nothing is one unknown subword."""
        found = self._cuts.get(word)
        if found is None:
            if len(self._cuts) >= REMEMBERED:
                self._cuts.clear()
            folded = fold_spelling(word[:LETTERS])
            found = self._cuts[word] = self._cut_folded(folded) if folded else (UNKNOWN,)
        return found

    def _cut_folded(self, folded: str) -> tuple[int, ...]:
        """Find the likeliest subwords with the Viterbi algorithm, from the left."""
        text = BOUNDARY + folded
        length = len(text)
        best = [0.0] + [float("-inf")] * length
        last_steps = [(0, UNKNOWN)] * (length + 1)
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
                    best[end], last_steps[end] = score, (start, number)
        subwords: list[int] = []
        at = length
        while at:
            at, number = last_steps[at]
            subwords.append(number)
        return tuple(reversed(subwords))
