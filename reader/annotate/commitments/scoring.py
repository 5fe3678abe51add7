"""Decides how sure a proposal is: the share of right proposals of its class of rule in measured articles."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reader.annotate.commitments.cue import Cue

_FILE = Path(__file__).parents[1] / "lexicon" / "commitment_scores.txt"


def name_class(label: str, rule: str) -> str:
    """The class a proposal is scored in: its label, and whether a verb, a noun, a phrase or a future made it."""
    lemma, _, detail = rule.rpartition("/")
    return f"{label} {lemma}/{detail}" if lemma in ("سـ", "لن") else f"{label} {detail}"


@cache
def _read_scores() -> dict[str, float]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.rsplit("\t", 1) for line in lines if line and not line.startswith("#"))
    return {name: float(share) for name, share in pairs}


def score(cue: Cue) -> float:
    """The probability that an analyst accepts the cue with its label, 0 to 1."""
    scores = _read_scores()
    return scores.get(name_class(cue.type, cue.rule), scores["*"])
