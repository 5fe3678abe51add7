"""Judges whether a candidate binds, and as which type, by weights learnt from marked articles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from reader.annotate.commitments.candidates import Candidate
from reader.annotate.commitments.evidence import weigh_evidence
from reader.annotate.commitments.own_words import OWN_CHANCE
from reader.annotate.tokens import Tokens

FILE = "judge.json"
_GUESSED_SHARE = 0.5
"""How much the lexicon counts where the type is chosen and it has only another form of the word."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of a candidate."""

    label: str
    """The likeliest type."""
    chance: float
    """The chance that an analyst accepts it, 0 to 1."""
    reasons: tuple[tuple[str, float], ...]
    """What spoke for it (above 0) and against it (below), in log-odds; the weightiest first."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights for the evidence; a small file keeps them."""

    bias: float
    weights: Mapping[str, float]
    """How much each kind of evidence counts, in log-odds."""
    threshold: float
    """The least chance with which a candidate is proposed."""
    word_share: float
    """How much the lexicon counts beside the network where the type is chosen."""
    least_gains: Mapping[str, float]
    """How much likelier than an empty role a stretch must be to fill it, in log-odds, by role."""

    def judge(self, tokens: Tokens, candidate: Candidate) -> Verdict:
        """The likeliest type of a candidate, and whether it binds; a user's own word does, with his type."""
        if candidate.own is not None:
            return Verdict(candidate.own.type, max(OWN_CHANCE, self.threshold), ())
        label = self.choose_type(candidate)
        evidence = weigh_evidence(tokens, candidate, label)
        reasons = {name: self.weights.get(name, 0.0) * value for name, value in evidence.items()}
        odds = self.bias + sum(reasons.values())
        ranked = sorted(((name, each) for name, each in reasons.items() if each), key=lambda pair: -abs(pair[1]))
        return Verdict(label, 1 / (1 + exp(-odds)), tuple(ranked))

    def choose_type(self, candidate: Candidate) -> str:
        """The likeliest type by the network and the lexicon together."""
        entry = candidate.entry

        def weigh(pair: tuple[str, float]) -> float:
            label, chance = pair
            share = 0.0 if entry is None else _GUESSED_SHARE if entry.is_guessed else self.word_share
            known = share * log(entry.share(label)) if entry else 0.0
            return log(max(chance, 1e-4)) + known

        return max(candidate.cue.types, key=weigh)[0]


def read_judge(text: str) -> Judge:
    """The judge that a file's text describes."""
    content = json.loads(text)
    names = ("bias", "weights", "threshold", "word_share", "least_gains")
    return Judge(*(content[name] for name in names))


@cache
def shipped_judge() -> Judge:
    """The judge that comes with the reader."""
    return read_judge((files("reader.annotate") / "lexicon" / FILE).read_text(encoding="utf-8"))
