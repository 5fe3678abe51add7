"""Reads annotations back from the index, as they were put into it."""

from __future__ import annotations

import json
import sqlite3

from reader.journal.operations import Proposed
from reader.model import Annotation, Decision, Span


def get_annotations(
    connection: sqlite3.Connection, number: int, layer: str
) -> tuple[tuple[Annotation, ...], dict[str, Proposed]]:
    """A layer's annotations of an article (the engine's proposals, if the layer is empty), in the order of the text.

    With them comes what those were proposed as that are decisions on proposals, by key.
    """
    roles: dict[int, list[tuple[str, Span]]] = {}
    for annotation, role, start, end in connection.execute(
        "SELECT annotation, role, start, end FROM roles WHERE annotation IN"
        " (SELECT number FROM annotations WHERE article = ? AND layer = ?) ORDER BY rowid",
        (number, layer),
    ):
        roles.setdefault(annotation, []).append((role, Span(start, end)))
    found: list[Annotation] = []
    proposed: dict[str, Proposed] = {}
    for row in connection.execute(
        "SELECT number, key, start, end, label, decision, score, rule, source, note, attributes, proposed"
        " FROM annotations WHERE article = ? AND layer = ? ORDER BY start, end, number",
        (number, layer),
    ):
        own, key, start, end, label, decision, score, rule, source, note, attributes, was = row
        annotation = Annotation(
            Span(start, end),
            label,
            tuple(roles.get(own, ())),
            tuple(json.loads(attributes).items()),
            source,
            Decision(decision),
            score,
            rule,
            note,
            key,
        )
        found.append(annotation)
        if was:
            first, last, named = json.loads(was)
            proposed[key] = Proposed(Span(first, last), named)
    return tuple(found), proposed


def get_layers(connection: sqlite3.Connection, number: int) -> tuple[str, ...]:
    """The analysts' layers that have annotations in an article."""
    rows = connection.execute("SELECT DISTINCT layer FROM annotations WHERE article = ? AND layer <> ''", (number,))
    return tuple(layer for (layer,) in rows)
