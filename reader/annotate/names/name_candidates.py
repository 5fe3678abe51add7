"""Defines a candidate for a name: the tokens it covers, and why they may be a name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A stretch of tokens that a rule takes for a name."""

    first: int
    last: int
    """The last token, included."""
    skipped: int
    """The number of folded letters at the start of the first token that are proclitics."""
    label: str
    score: float
    rule: str
    """The rule in words for the analyst: English, with the Arabic word that it depends on."""
    attributes: tuple[tuple[str, str], ...] = ()
