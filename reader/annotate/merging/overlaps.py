"""Decides which of several overlapping entities stay."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from reader.labels import LabelSet
from reader.model import Annotation

_TRUSTED = 0.5
"""The least score with which the longer entity wins; below it, shorter entities that are surer win."""


def settle_overlaps(annotations: Iterable[Annotation], labels: LabelSet) -> tuple[Annotation, ...]:
    """The annotations in text order, without the entities that overlap a better one.

    Entities never overlap one another: trusted ones (a score of 0.5 or more) come before the rest, then the longer
    before the shorter, then the higher score, then the earlier annotator. Two that agree on span and label become one,
    with the better score and the attributes of both. Commitments may overlap anything, and all of them stay.
    """
    commitments: list[Annotation] = []
    entities: list[Annotation] = []
    for annotation in annotations:
        (commitments if labels.kind_of(annotation) else entities).append(annotation)
    kept = _keep_best(_merge_equal(entities))
    return tuple(sorted([*dict.fromkeys(commitments), *kept], key=lambda each: (each.span.start, each.span.end)))


def _certainty(annotation: Annotation) -> float:
    return 1.0 if annotation.score is None else annotation.score


def _merge_equal(entities: list[Annotation]) -> list[Annotation]:
    merged: dict[tuple[int, int, str], Annotation] = {}
    for entity in entities:
        key = (entity.span.start, entity.span.end, entity.label)
        other = merged.get(key)
        merged[key] = entity if other is None else _merge(other, entity)
    return list(merged.values())


def _merge(first: Annotation, second: Annotation) -> Annotation:
    better, worse = (second, first) if _certainty(second) > _certainty(first) else (first, second)
    attributes = dict(worse.attributes) | dict(better.attributes)
    return replace(better, attributes=tuple(attributes.items()))


def _keep_best(entities: list[Annotation]) -> list[Annotation]:
    def rank(entity: Annotation) -> tuple[bool, int, float]:
        return _certainty(entity) < _TRUSTED, -len(entity.span), -_certainty(entity)

    # The entities kept never overlap, so a new one can overlap only its neighbours.
    kept: list[Annotation] = []
    for entity in sorted(entities, key=rank):
        at = bisect_left(kept, entity.span.start, key=lambda each: each.span.start)
        if not any(entity.span.overlaps(other.span) for other in kept[max(at - 1, 0) : at + 1]):
            kept.insert(at, entity)
    return kept
