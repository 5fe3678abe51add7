"""Says which articles of the list are wanted: by words, and by facets such as source, month, state and label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.arabic.words import fold

if TYPE_CHECKING:
    from reader.library.queries.query_terms import Query


class Facet(StrEnum):
    """A property by which articles are chosen."""

    OUTLET = "outlet"
    MONTH = "month"
    STATE = "state"
    TAG = "tag"
    ANNOTATOR = "annotator"
    LABEL = "label"
    TYPE = "type"
    """The type of a commitment in the article."""


@dataclass(frozen=True, slots=True)
class RowFilter:
    """The articles that are wanted: all of the words, of each facet that is chosen one of the values, and what a query
    means.
    """

    text: str = ""
    """The words."""
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    typed: str = ""
    """What was typed for words and query."""
    query: Query | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words that must stand in the title, the source or the date."""
        return tuple(fold(self.text).split())

    @property
    def is_empty(self) -> bool:
        """Whether every article is wanted."""
        return not self.chosen and not self.words and self.query is None

    def has(self, facet: Facet, value: str) -> bool:
        """Whether a value of a facet is chosen."""
        return value in self.chosen.get(facet, ())

    def toggled(self, facet: Facet, value: str) -> RowFilter:
        """The same filter with a value chosen, or no longer chosen."""
        values = self.chosen.get(facet, frozenset()) ^ {value}
        others = {each: kept for each, kept in self.chosen.items() if each is not facet}
        return replace(self, chosen=others | {facet: values} if values else others)

    def without(self, facet: Facet) -> RowFilter:
        """The same filter, with nothing chosen of a facet."""
        return replace(self, chosen={each: kept for each, kept in self.chosen.items() if each is not facet})


class RowOrder(StrEnum):
    """What the list is sorted by."""

    FILES = "files"
    """As the files hold them."""
    DATE = "date"
    TITLE = "title"
    OUTLET = "outlet"
    WORDS = "words"
    ENTITIES = "entities"
    COMMITMENTS = "commitments"
    OPEN = "open"
    """By the number of proposals that are open."""
    STATE = "state"


DESCENDING = frozenset({RowOrder.DATE, RowOrder.WORDS, RowOrder.ENTITIES, RowOrder.COMMITMENTS, RowOrder.OPEN})
"""The orders that begin with the highest."""
