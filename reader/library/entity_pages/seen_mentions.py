"""Says in SQL which mentions of entities an analyst sees, and reads the mentions of some names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reader.library.index.days_read import read_ordinal
from reader.library.index.library_index import LibraryIndex
from reader.model import Span

SEEN = (
    "(a.layer = '' AND NOT EXISTS (SELECT 1 FROM settled WHERE settled.annotation = a.number AND settled.layer = :who)"
    " OR a.layer = :who AND a.decision = 'accepted')"
    " AND a.article NOT IN (SELECT number FROM articles WHERE is_present = 0)"
)
"""The condition for an annotation `a` that the analyst `:who` sees: a proposal not decided on, or one accepted."""


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A place where an entity is named."""

    article: str
    """The article's id."""
    number: int
    """The article's number in the index."""
    title: str
    outlet: str
    day: date | None
    """The article's day."""
    span: Span
    quote: str
    label: str
    name: str
    """The folded name that the engine or the analyst gave it, before names are merged."""
    is_accepted: bool


def read_mentions(index: LibraryIndex, names: Iterable[str], *, who: str) -> tuple[EntityMention, ...]:
    """The mentions of some folded names, the latest articles first; those without a date come last."""
    rows = index.connection.execute(
        "SELECT r.id, r.number, r.title, r.outlet, r.day, a.start, a.end, a.quote, a.label, a.name, a.layer"
        " FROM annotations a JOIN articles r ON r.number = a.article"  # noqa: S608
        f" WHERE a.name IN (SELECT value FROM json_each(:names)) AND {SEEN}"
        " ORDER BY r.day IS NULL, r.day DESC, r.number, a.start",
        {"names": json.dumps(list(names)), "who": who},
    )
    return tuple(
        EntityMention(
            article, number, title, outlet, read_ordinal(day), Span(start, end), quote, label, name, bool(layer)
        )
        for article, number, title, outlet, day, start, end, quote, label, name, layer in rows
    )
