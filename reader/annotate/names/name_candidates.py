"""A name that may be one: the tokens it covers and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A stretch of tokens that a rule takes for a name."""

    first: int
    last: int
    """The last token, included."""
    skipped: int
    """How many folded letters of the first token are proclitics."""
    label: str
    score: float
    rule: str
    """For the analyst, in English with the Arabic word it hangs on."""
    attributes: tuple[tuple[str, str], ...] = ()
