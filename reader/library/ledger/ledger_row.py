"""Defines a row of the ledger: one commitment as one article reports it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reader.model import Decision, Span


@dataclass(frozen=True, slots=True)
class RoleFiller:
    """The words that fill a role of a commitment."""

    span: Span
    quote: str
    name: str
    """The folded name of the group of the entity that stands in the role, or else the folded words."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A commitment in an article, accepted by an analyst or proposed by the engine."""

    number: int
    """Its number in the index; it may change when the index is built again."""
    article: str
    """The article's id."""
    layer: str
    """The layer it is in; empty for a proposal of the engine."""
    key: str
    """Its key in the layer; for a proposal, the engine's."""
    type: str
    cue: Span
    quote: str
    """The words of the cue."""
    decision: Decision
    score: float | None
    roles: Mapping[str, RoleFiller]
    title: str
    outlet: str
    day: date | None
    """The article's day."""
    due_first: date | None = None
    due_last: date | None = None
    reading: str = ""
    """How the deadline was read; empty where it was not."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    """Which annotator or person it comes from."""
    rule: str = ""
    """The rule that proposed it."""
    note: str = ""
    """The note on the annotation, which is not the note on the outcome."""

    @property
    def is_accepted(self) -> bool:
        """Whether an analyst has accepted it."""
        return self.decision is Decision.ACCEPTED
