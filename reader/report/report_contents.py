"""Defines what a report tells: articles with what is marked in them, commitments, entities, and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reader.journal.ledger_marks import Outcome
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.timeline import LedgerEvent
from reader.library.pictures.count_table import CountTable
from reader.model import Article, Span


@dataclass(frozen=True, slots=True)
class ReportedMention:
    """An entity's place in an article."""

    span: Span
    label: str
    group: str
    """The folded name of the entity's group; empty for what has no name, such as a date."""
    name: str
    """Its name as it is written whole."""


@dataclass(frozen=True, slots=True)
class ReportedCommitment:
    """A commitment in the text of an article."""

    number: int
    """Its number in the report."""
    row: LedgerRow
    entry: int
    """The number of its entry in the report's ledger; 0 where that does not list it."""
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ReportedArticle:
    """An article with what is marked in it."""

    number: int
    """Its number in the report."""
    article: Article
    day: date | None
    outlet: str
    mentions: tuple[ReportedMention, ...]
    commitments: tuple[ReportedCommitment, ...]


@dataclass(frozen=True, slots=True)
class ReportedEntry:
    """A commitment of the ledger with what happened."""

    number: int
    """Its number in the report."""
    entry: Entry
    events: tuple[LedgerEvent, ...]


@dataclass(frozen=True, slots=True)
class ReportedEntity:
    """The page of an entity."""

    number: int
    """Its number in the report."""
    group: str
    name: str
    label: str
    mentions: int
    articles: tuple[int, ...]
    """The numbers of the articles that name it, in the order of the report."""
    made: tuple[int, ...]
    """The numbers of the ledger's entries that it makes."""
    received: tuple[int, ...]
    reported: tuple[int, ...]
    beside: tuple[tuple[str, int], ...]
    """The groups of the entities that share most articles with it, and how many."""


@dataclass(frozen=True, slots=True)
class ReportPictures:
    """The counts that are drawn."""

    timeline: CountTable
    outcomes: CountTable
    """The commitments over time by outcome."""
    pairs: CountTable
    deadlines: CountTable
    seen_from: date


@dataclass(frozen=True, slots=True)
class ReportContents:
    """All that a report tells."""

    articles: Sequence[ReportedArticle]
    entries: Sequence[ReportedEntry]
    entities: Sequence[ReportedEntity]
    """Those with most mentions."""
    entities_left_out: int
    """How many more there are."""
    mentions: int
    unread: int
    """How many articles the engine has not read."""
    pictures: ReportPictures
    commitment_numbers: Mapping[int, int]
    """The numbers of commitments in the report, by their rows' numbers in the index."""
    article_numbers: Mapping[str, int]
    """The numbers of articles in the report, by their ids."""

    @property
    def entity_count(self) -> int:
        """How many entities are named in the articles."""
        return len(self.entities) + self.entities_left_out
