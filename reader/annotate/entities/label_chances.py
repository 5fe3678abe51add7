"""Holds the network's chances of labels for the tokens of an article, and sums them up over stretches of tokens."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from reader.annotate.recogniser.article_pass import ArticlePass
from reader.annotate.recogniser.network import OUTSIDE

_LEAST = 0.001
"""The least chance that counts: the network's certainty beyond one in a thousand says no more."""


@dataclass(frozen=True, slots=True)
class LabelChances:
    """The chance of every label for every token; what the network did not read is outside."""

    rows: list[list[float]]
    """A row for each token, with a column for each label; the last row stands for the end of the text."""
    columns: dict[str, int]
    """The column of each label."""

    def of_kind(self, first: int, last: int, kind: str) -> float:
        """The mean chance that the tokens belong to an entity of a kind."""
        begin, inside = self.columns[f"B-{kind}"], self.columns[f"I-{kind}"]
        return sum(row[begin] + row[inside] for row in self.rows[first : last + 1]) / (last + 1 - first)

    def of_beginning(self, first: int, kind: str) -> float:
        """The chance that an entity of a kind begins with a token."""
        return self.rows[first][self.columns[f"B-{kind}"]]

    def of_ending(self, last: int, kind: str) -> float:
        """The chance that an entity of a kind does not go on after a token."""
        return 1 - self.rows[last + 1][self.columns[f"I-{kind}"]]

    def knows(self, kind: str) -> bool:
        """Whether the network has labels for a kind."""
        return f"B-{kind}" in self.columns


def spread_chances(read: ArticlePass, count: int) -> LabelChances:
    """The chances of an article of `count` tokens, by token."""
    columns = {label: number for number, label in enumerate(read.labels)}
    outside = [float(label == OUTSIDE) for label in read.labels]
    # Plain lists, since the rows are read one by one.
    rows = [outside] * (count + 1)
    for run, chances in zip(read.runs, read.entities, strict=True):
        for index, row in zip(run, chances.tolist(), strict=True):
            rows[index] = row
    return LabelChances(rows, columns)


def log_odds(chance: float) -> float:
    """The logarithm of a chance's odds, kept within what counts."""
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return log(kept / (1 - kept))
