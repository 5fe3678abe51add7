"""Puts annotations into the index: the engine's proposals, an analyst's layer, and which proposals a layer settles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reader.arabic.words import fold
from reader.journal.operations import Proposed
from reader.labels import LabelSet, labels_in_force
from reader.library.index.annotation_reading import get_annotations, get_layers
from reader.library.index.article_putting import plain
from reader.library.index.days_read import pack_days, read_days_of, read_ordinal
from reader.model import Annotation, Decision, Span
from reader.reading.proposals import merge

ENGINE = ""
"""The layer of the engine's proposals."""
FROM_FILE = "file"
"""Stands for the engine's version where the proposals came with the article's file.

The reader shows those too, and does not run the engine.
"""
FAILED = "!"
"""Follows the engine's version on articles on which an annotator failed."""
_NAMED = frozenset({"person", "place", "organization", "group", "misc"})


def put_proposals(
    connection: sqlite3.Connection,
    number: int,
    text: str,
    proposals: Sequence[Annotation],
    *,
    engine: str,
    labels: LabelSet | None = None,
) -> None:
    """Put the engine's proposals for an article in the place of those before; `engine` is its version.

    What depends on them in the analysts' layers is found again: which of them these settle, and the groups of the
    entities in roles.
    """
    labels = labels or labels_in_force()
    keyed = [replace(each, key=f"{each.label}:{each.span.start}-{each.span.end}") for each in proposals]
    _replace(connection, number, ENGINE, text, keyed, labels=labels)
    connection.execute("UPDATE articles SET engine = ? WHERE number = ?", (engine, number))
    for layer in get_layers(connection, number):
        decided, proposed = get_annotations(connection, number, layer)
        _replace(connection, number, layer, text, decided, around=keyed, proposed=proposed, labels=labels)
        _settle(connection, number, text, layer, decided, proposals=keyed, proposed=proposed, labels=labels)


def put_layer(
    connection: sqlite3.Connection,
    number: int,
    text: str,
    layer: str,
    annotations: Sequence[Annotation],
    *,
    proposals: Sequence[Annotation],
    proposed: Mapping[str, Proposed],
    labels: LabelSet | None = None,
) -> None:
    """Put an analyst's layer of an article in the place of what it was, and say which proposals it settles.

    `proposals` are the engine's for the article, and `proposed` what the annotations were proposed as, by key. What is
    still undecided, such as a proposal with a note, is left to the engine's layer.
    """
    labels = labels or labels_in_force()
    decided = [each for each in annotations if each.decision is not Decision.PROPOSED]
    _replace(connection, number, layer, text, decided, around=proposals, proposed=proposed, labels=labels)
    _settle(connection, number, text, layer, decided, proposals=proposals, proposed=proposed, labels=labels)


def _settle(
    connection: sqlite3.Connection,
    number: int,
    text: str,
    layer: str,
    decided: Sequence[Annotation],
    *,
    proposals: Sequence[Annotation],
    proposed: Mapping[str, Proposed],
    labels: LabelSet,
) -> None:
    connection.execute(
        "DELETE FROM settled WHERE layer = ? AND annotation IN"
        " (SELECT number FROM annotations WHERE article = ? AND layer = '')",
        (layer, number),
    )
    if not decided or not proposals:
        return
    still_open = {
        (each.span, each.label)
        for each in merge(text, proposals, decided, proposed=proposed, labels=labels)[len(decided) :]
    }
    rows = connection.execute(
        "SELECT number, start, end, label FROM annotations WHERE article = ? AND layer = ''", (number,)
    ).fetchall()
    connection.executemany(
        "INSERT INTO settled VALUES (?, ?)",
        [(each, layer) for each, start, end, label in rows if (Span(start, end), label) not in still_open],
    )


def remove_layer(connection: sqlite3.Connection, number: int, layer: str) -> None:
    """Take a layer's annotations of an article out of the index; the engine's too, if that is the layer."""
    has_any = "SELECT 1 FROM annotations WHERE article = ? AND layer = ? LIMIT 1"
    if connection.execute(has_any, (number, layer)).fetchone() is None:
        return
    where = "(SELECT number FROM annotations WHERE article = ? AND layer = ?)"
    connection.execute(f"DELETE FROM roles WHERE annotation IN {where}", (number, layer))  # noqa: S608
    connection.execute(f"DELETE FROM settled WHERE annotation IN {where}", (number, layer))  # noqa: S608
    connection.execute("DELETE FROM annotations WHERE article = ? AND layer = ?", (number, layer))


def _replace(
    connection: sqlite3.Connection,
    number: int,
    layer: str,
    text: str,
    annotations: Sequence[Annotation],
    *,
    around: Sequence[Annotation] = (),
    proposed: Mapping[str, Proposed] | None = None,
    labels: LabelSet,
) -> None:
    remove_layer(connection, number, layer)
    named = [
        each for each in (*annotations, *around) if each.label in _NAMED and each.decision is not Decision.REJECTED
    ]
    day = read_ordinal(connection.execute("SELECT day FROM articles WHERE number = ?", (number,)).fetchone()[0])
    for each in annotations:
        days = read_days_of(each, text, on=day)
        cursor = connection.execute(
            "INSERT INTO annotations (article, layer, key, start, end, label, frame, decision, score, rule, source,"
            " note, quote, name, attributes, proposed, first_day, last_day, reading)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                plain(layer),
                plain(each.key),
                each.span.start,
                each.span.end,
                plain(each.label),
                plain(labels.kind_of(each)),
                each.decision.value,
                each.score,
                plain(each.rule),
                plain(each.source),
                plain(each.note),
                plain(each.span.of(text)),
                plain(name_of(each, text)),
                plain(json.dumps(dict(each.attributes), ensure_ascii=False)),
                _pack_proposed((proposed or {}).get(each.key)),
                *pack_days(days),
            ),
        )
        connection.executemany(
            "INSERT INTO roles VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    cursor.lastrowid,
                    plain(role),
                    span.start,
                    span.end,
                    plain(span.of(text)),
                    plain(_filler_name(span, text, named)),
                )
                for role, span in each.roles
            ],
        )


def _pack_proposed(was: Proposed | None) -> str:
    return "" if was is None else plain(json.dumps([was.span.start, was.span.end, was.label], ensure_ascii=False))


def name_of(annotation: Annotation, text: str) -> str:
    """The folded name of an entity's group: its whole or listed name; empty for what has no name."""
    if annotation.label not in _NAMED:
        return ""
    return " ".join(fold(annotation.attribute("entity") or annotation.span.of(text)).split())


def _filler_name(span: Span, text: str, named: Iterable[Annotation]) -> str:
    """The group of the entity with which a role begins, or else the folded words."""
    inside = [each for each in named if span.start <= each.span.start and each.span.end <= span.end]
    if inside:
        return name_of(min(inside, key=lambda each: (each.span.start, -each.span.end)), text)
    return " ".join(fold(span.of(text)).split())
