"""Judges how likely candidates are, by weights learnt from marked articles, and chooses those that fit together."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp

from reader.annotate.names.name_candidates import NameCandidate

FILE = "entity_judge.json"


@dataclass(frozen=True, slots=True)
class SpanJudge:
    """Weights for the evidence; a small file keeps them."""

    bias: float
    weights: Mapping[str, float]
    """How much each kind of evidence counts, in log-odds."""
    threshold: float
    """The least chance with which a candidate is proposed."""

    def judge(self, evidence: Mapping[str, float]) -> float:
        """The chance that an analyst would mark exactly this stretch with this label, 0 to 1."""
        odds = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in evidence.items())
        return 1 / (1 + exp(-odds))

    def choose(self, judged: Iterable[tuple[NameCandidate, float]]) -> list[NameCandidate]:
        """The likeliest candidates that do not overlap, in the order of the text, with the chance as their score."""
        chosen: list[NameCandidate] = []
        for name, chance in sorted(judged, key=lambda pair: -pair[1]):
            if chance < self.threshold:
                break
            at = bisect_left(chosen, name.first, key=lambda each: each.first)
            is_free = not (at and chosen[at - 1].last >= name.first)
            if is_free and not (at < len(chosen) and chosen[at].first <= name.last):
                chosen.insert(at, replace(name, score=chance))
        return chosen


def read_judge(text: str) -> SpanJudge:
    """The judge that a file's text describes."""
    content = json.loads(text)
    return SpanJudge(content["bias"], content["weights"], content["threshold"])


@cache
def shipped_judge() -> SpanJudge:
    """The judge that comes with the reader."""
    return read_judge((files("reader.annotate") / "lexicon" / FILE).read_text(encoding="utf-8"))
