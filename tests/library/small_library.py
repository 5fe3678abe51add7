"""A small library in an index: articles, what the engine proposes for them, and what analysts have decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reader.library.deadlines import article_day
from reader.library.index.annotation_putting import put_layer, put_proposals
from reader.library.index.article_putting import put_article
from reader.library.index.library_index import LibraryIndex
from reader.load import Loaded
from reader.model import Annotation, Article, Decision, Span


def make_index(folder: Path, articles: Sequence[Article]) -> LibraryIndex:
    """An index with these articles, numbered from 1."""
    index = LibraryIndex(folder / "index.db")
    with index.writing() as connection:
        for article in articles:
            put_article(connection, Loaded(article), read_day=article_day)
    return index


def mention(text: str, words: str, label: str, entity: str = "") -> Annotation:
    """A mention of an entity, at the first place of the words."""
    attributes = (("entity", entity),) if entity else ()
    return Annotation(place_of(text, words), label, attributes=attributes, source="names", score=0.9)


def commitment(text: str, cue: str, label: str, **roles: str) -> Annotation:
    """A commitment with its roles, each at the first place of its words."""
    filled = tuple((role, place_of(text, words)) for role, words in roles.items())
    return Annotation(place_of(text, cue), label, roles=filled, source="commitments", score=0.8)


def place_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def propose(index: LibraryIndex, number: int, text: str, proposals: Sequence[Annotation]) -> None:
    with index.writing() as connection:
        put_proposals(connection, number, text, proposals, engine="1")


def decide(
    index: LibraryIndex,
    number: int,
    text: str,
    layer: str,
    decided: Sequence[Annotation],
    *,
    proposals: Sequence[Annotation] = (),
    decision: Decision = Decision.ACCEPTED,
) -> None:
    """Put a layer in which these annotations are decided; each is called by its label and place."""
    kept = [replace(each, decision=decision, key=f"{each.label}-{each.span.start}", source="human") for each in decided]
    with index.writing() as connection:
        put_layer(connection, number, text, layer, kept, proposals=proposals, proposed={})


def mark(index: LibraryIndex, number: int, layer: str, kind: str, key: str = "", value: str = "True") -> None:
    with index.writing() as connection:
        (last,) = connection.execute("SELECT coalesce(max(sequence), 0) FROM marks").fetchone()
        connection.execute(
            "INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?, ?)", (number, layer, kind, key, value, last + 1)
        )
