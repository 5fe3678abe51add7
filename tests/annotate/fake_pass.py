"""Stands in for the network in tests: labels words by a table."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from reader.annotate.names.labelled_names import cut_sentences, spell
from reader.annotate.recogniser.article_pass import ArticlePass
from reader.annotate.tokens import read_tokens

KINDS = ("person", "place", "organization", "group", "date", "quantity", "misc")
LABELS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))


class FakePass:
    """Reads texts by a table; a list of labels is used up from the left, one for each time the word is met."""

    def __init__(self, table: Mapping[str, str | list[str]], *, chance: float = 0.9) -> None:
        self._table = {word: [label] if isinstance(label, str) else list(label) for word, label in table.items()}
        self._chance = chance
        self.asked: list[list[str]] = []

    def __call__(self, text: str) -> ArticlePass:
        tokens = read_tokens(text)
        runs = cut_sentences(tokens)
        self.asked += [spell(tokens, run) for run in runs]
        return ArticlePass(runs, LABELS, [np.array([*map(self._row, spell(tokens, run))]) for run in runs], ())

    def _row(self, word: str) -> list[float]:
        labels = self._table.get(word, ["O"])
        label = labels.pop(0) if len(labels) > 1 else labels[0]
        row = [0.0] * len(LABELS)
        row[0] = 1 - self._chance
        row[LABELS.index(label)] = self._chance
        return row
