"""Reads what `reader annotate --with-text` wrote, as rows of the ledger and as passages that may be evidence.

The index of a library derives the same from its articles; this needs none, so that a measurement is one command.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reader.arabic.words import fold, sentences
from reader.library.ledger.evidence_ranking import Passage
from reader.library.ledger.ledger_row import LedgerRow, RoleFiller
from reader.model import Decision, Span

ROLES = ("committer", "action", "counterparty", "condition", "deadline", "source")
NAMED = ("person", "organization", "group", "place")
"""The labels of entities that have names; in a role, the first of these names it."""
LEAST_SHARE = 0.5
"""The least share of a role's letters that an entity has, other than a person, so that it names the role."""


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """One article with what the engine proposed in it."""

    id: str
    text: str
    title: str
    outlet: str
    day: date | None
    entities: tuple[Mapping[str, Any], ...]
    commitments: tuple[Mapping[str, Any], ...]


def read_articles(sources: Iterable[Path]) -> Iterator[AnnotatedArticle]:
    """The articles of files in JSON Lines that `reader annotate --with-text` wrote."""
    for source in sources:
        with source.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield AnnotatedArticle(
                    id=row["sha256"],
                    text=row["text"],
                    title=row.get("title") or "",
                    outlet=row.get("source") or "",
                    day=_read_day(row.get("date") or ""),
                    entities=tuple(row["entities"]),
                    commitments=tuple(row["commitments"]),
                )


def list_rows(article: AnnotatedArticle, *, first_number: int = 0) -> list[LedgerRow]:
    """The rows of an article's commitments, with numbers that count on from the first."""
    return [
        read_row(article, commitment, number=first_number + place)
        for place, commitment in enumerate(article.commitments)
    ]


def read_row(article: AnnotatedArticle, marks: Mapping[str, Any], *, number: int = 0) -> LedgerRow:
    """The row of one commitment, given by its type and the offsets of its cue and roles."""
    cue = Span(*marks["cue"])
    return LedgerRow(
        number=number,
        article=article.id,
        layer="",
        key=f"{cue.start}-{marks['type']}",
        type=marks["type"],
        cue=cue,
        quote=cue.of(article.text),
        decision=Decision.PROPOSED,
        score=marks.get("score"),
        roles={role: _fill(article, Span(*marks[role])) for role in ROLES if marks.get(role) is not None},
        title=article.title,
        outlet=article.outlet,
        day=article.day,
        attributes={name: marks[name] for name in ("polarity", "status") if name in marks},
    )


def list_passages(article: AnnotatedArticle) -> list[Passage]:
    """The sentences of an article, with the groups of the entities in each."""
    return [
        Passage(
            article=article.id,
            span=span,
            text=span.of(article.text),
            day=article.day,
            names=frozenset(
                _name(entity)
                for entity in article.entities
                if entity["label"] in NAMED and span.covers(Span(entity["start"], entity["end"]))
            ),
        )
        for span in sentences(article.text)
    ]


def _fill(article: AnnotatedArticle, span: Span) -> RoleFiller:
    inside = [each for each in article.entities if span.covers(Span(each["start"], each["end"]))]
    naming = [
        each
        for each in inside
        if each["label"] == "person"
        or (each["label"] in NAMED and each["end"] - each["start"] >= LEAST_SHARE * len(span))
    ]
    quote = span.of(article.text)
    chosen = min(naming, key=lambda each: NAMED.index(each["label"]), default=None)
    return RoleFiller(span, quote, fold(quote) if chosen is None else _name(chosen))


def _name(entity: Mapping[str, Any]) -> str:
    return fold(entity["entity"] or entity["text"])


def _read_day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
