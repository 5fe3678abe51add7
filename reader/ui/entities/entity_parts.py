"""Decides which rows the page of an entity has, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.library.entity_pages.entity_page import Companion, EntityPage, MergedName, Spelling
from reader.library.entity_pages.seen_mentions import EntityMention
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.pictures.mentions_over_time import count_mentions
from reader.library.pictures.weeks_and_months import Period
from reader.model import Span
from reader.wording import say

COMPANIONS = 15
"""How many entities beside it are listed."""


@dataclass(frozen=True, slots=True)
class PartHeading:
    """The heading of a part of the page."""

    title: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class KnownFact:
    """Something that the lists know."""

    title: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeStrip:
    """How often the entity is mentioned in each month."""

    first: str
    last: str
    counts: tuple[int, ...]


PartRow = PartHeading | KnownFact | TimeStrip | MergedName | Spelling | Companion | LedgerRow | EntityMention


def list_parts(page: EntityPage) -> list[PartRow]:
    """The rows of the page."""
    return list(_list(page))


def place_in(row: PartRow) -> tuple[str, int] | None:
    """The article, by its id, and the offset to which a row leads; None if it leads to no article."""
    return (row.article, span_of(row).start) if isinstance(row, LedgerRow | EntityMention) else None


def span_of(row: LedgerRow | EntityMention) -> Span:
    """The place in the article that the row shows."""
    return row.cue if isinstance(row, LedgerRow) else row.span


def _list(page: EntityPage) -> Iterator[PartRow]:
    if page.known:
        yield PartHeading(say("What the lists know"))
        for title, value in page.known:
            yield KnownFact(say(title), say(value) if title == "List" else value)
    months = count_mentions({page.name: page.mentions}, by=Period.MONTH)
    if len(months.rows) > 1:
        yield PartHeading(say("Over time"))
        yield TimeStrip(months.rows[0], months.rows[-1], months.totals)
    if page.is_merged:
        yield PartHeading(say("Names that you have merged"), len(page.names))
        yield from page.names
    yield PartHeading(say("Spellings"), len(page.spellings))
    yield from page.spellings
    for title, rows in (
        (say("Commitments by it"), page.made),
        (say("Commitments towards it"), page.received),
        (say("Reported by it"), page.reported),
    ):
        if rows:
            yield PartHeading(title, len(rows))
            yield from rows
    if page.beside:
        yield PartHeading(say("Beside it"))
        yield from page.beside[:COMPANIONS]
    yield PartHeading(say("Mentions"), len(page.mentions))
    yield from page.mentions
