"""Defines what a query is made of once it has been read: terms, and what joins them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from reader.library.index.word_patterns import WordPattern

Phrase: TypeAlias = tuple[WordPattern, ...]
"""Words that stand side by side."""


@dataclass(frozen=True, slots=True)
class PhraseTerm:
    """Words side by side in the title or the body."""

    phrase: Phrase
    column: str = ""
    """`title` or `body`; empty for either."""


@dataclass(frozen=True, slots=True)
class NearTerm:
    """Phrases near one another, in any order: from each of them to the last there are at most so many words."""

    phrases: tuple[Phrase, ...]
    distance: int
    column: str = ""


@dataclass(frozen=True, slots=True)
class SourceTerm:
    """The outlet of an article, or the path or address that it came from, has these words."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class DayTerm:
    """An article is of one of these days, both included; None for no bound."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class MarkTerm:
    """The analyst has marked an article: with a tag that is folded to this value, or with a flag."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class HasTerm:
    """An article has something of this name in query_names.toml."""

    what: str


@dataclass(frozen=True, slots=True)
class AnalystTerm:
    """An annotation is of an analyst, by the folded name; in query_names.toml are those for the engine and oneself."""

    name: str


@dataclass(frozen=True, slots=True)
class LabelTerm:
    """An annotation has this label."""

    label: str


@dataclass(frozen=True, slots=True)
class TypeTerm:
    """A commitment has this type."""

    label: str


@dataclass(frozen=True, slots=True)
class EntityTerm:
    """A mention is of an entity: by the name of its group, or else by words of one of the group's mentions."""

    name: Phrase


@dataclass(frozen=True, slots=True)
class RoleTerm:
    """A role of a commitment is filled with these words, or with an entity of this name."""

    role: str
    name: Phrase


@dataclass(frozen=True, slots=True)
class DeadlineTerm:
    """The days of a deadline lie before, after or about some days, as ordinals."""

    earliest: int | None
    """The first day of the deadline is not earlier."""
    latest: int | None
    """The last day of the deadline is not later."""
    overlaps: bool = False
    """Whether it is enough that the two stretches of days have a day in common."""


@dataclass(frozen=True, slots=True)
class OutcomeTerm:
    """The analyst has said this of what became of a commitment; `open` where nothing is said."""

    outcome: str


CommitmentTerm: TypeAlias = TypeTerm | RoleTerm | DeadlineTerm | OutcomeTerm
MentionTerm: TypeAlias = LabelTerm | EntityTerm


@dataclass(frozen=True, slots=True)
class AnnotationTerm:
    """One annotation fulfils all of a condition, which has no terms but those of annotations."""

    condition: Node
    is_commitment: bool
    """Whether the terms are those of commitments, not of mentions or of analysts alone."""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Parts with nothing between them, until `side_by_side` has decided which of them are about one annotation."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The part does not hold."""

    part: Node


Node: TypeAlias = (
    PhraseTerm
    | NearTerm
    | SourceTerm
    | DayTerm
    | MarkTerm
    | HasTerm
    | AnalystTerm
    | CommitmentTerm
    | MentionTerm
    | AnnotationTerm
    | AllOf
    | SideBySide
    | AnyOf
    | Without
)


@dataclass(frozen=True, slots=True)
class Query:
    """A query that has been read."""

    written: str
    root: Node
