"""Defines what the page of an entity tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reader.library.entity_pages.seen_mentions import EntityMention
from reader.library.ledger.ledger_row import LedgerRow


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way in which an entity is written."""

    written: str
    name: str
    """The folded name that the engine or the analyst gave the mentions that are written so."""
    count: int


@dataclass(frozen=True, slots=True)
class MergedName:
    """A folded name in the group of an entity."""

    name: str
    count: int
    """Its mentions."""


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that stands beside another."""

    group: str
    name: str
    """Its name as it is written."""
    label: str
    sentences: int
    """How many sentences name both, among the articles that were looked through."""
    articles: int
    """How many articles name both."""


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What the library tells of an entity, as one analyst sees it."""

    group: str
    """The folded name of its group."""
    name: str
    """Its name as it is written."""
    labels: Mapping[str, int]
    """The mentions by label, the most frequent first."""
    names: tuple[MergedName, ...]
    """The folded names of the group, its own first."""
    spellings: tuple[Spelling, ...]
    """The ways in which it is written, the most frequent first."""
    known: tuple[tuple[str, str], ...]
    """What the lists know, as titles and values."""
    mentions: tuple[EntityMention, ...]
    """Its mentions, the latest first."""
    beside: tuple[Companion, ...]
    """Who or what stands beside it most often: in the same sentence, then in the same article."""
    looked_through: int
    """In how many articles, the latest, sentences were looked at."""
    made: tuple[LedgerRow, ...]
    """The commitments that it makes, the latest first."""
    received: tuple[LedgerRow, ...]
    """The commitments made towards it."""
    reported: tuple[LedgerRow, ...]
    """The commitments that it reports."""

    @property
    def label(self) -> str:
        """Its most frequent label; empty if it has no mention."""
        return next(iter(self.labels), "")

    @property
    def articles(self) -> int:
        """How many articles name it."""
        return len({each.number for each in self.mentions})

    @property
    def is_merged(self) -> bool:
        """Whether the analyst has put several names together."""
        return len(self.names) > 1
