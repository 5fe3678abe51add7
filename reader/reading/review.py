"""Decides which proposals are reviewed, and in which order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from reader.model import Annotation, Decision


class ReviewOrder(StrEnum):
    """The orders in which proposals can be reviewed."""

    TEXT = "in text order"
    SCORE = "least sure first"


@dataclass(frozen=True, slots=True)
class Review:
    """One pass through the proposals of an article."""

    order: ReviewOrder = ReviewOrder.TEXT
    label: str = ""
    """The label whose proposals are reviewed; empty for all labels."""
    rule: str = ""
    """The rule whose proposals are reviewed; empty for all rules."""

    def queue(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """The undecided proposals of the pass, in the order of review."""
        chosen = [each for each in annotations if self._wants(each)]
        if self.order is ReviewOrder.SCORE:
            chosen.sort(key=lambda each: (each.score if each.score is not None else 1.0, each.span.start))
        return tuple(chosen)

    def after(self, annotations: Sequence[Annotation], current: Annotation | None) -> Annotation | None:
        """The proposal to review after the current one is decided on: the next in the queue, or else the first left.

        The annotations have to be in reading order.
        """
        if current is None or self.order is ReviewOrder.SCORE:
            onwards: Iterable[Annotation] = self.queue(annotations)
        else:
            begin = bisect_left(annotations, current.span.start, key=lambda each: each.span.start)
            onwards = chain(islice(annotations, begin, None), islice(annotations, begin))
        done = None if current is None else (current.span, current.label)
        return next((each for each in onwards if self._wants(each) and (each.span, each.label) != done), None)

    def _wants(self, annotation: Annotation) -> bool:
        return (
            annotation.decision is Decision.PROPOSED
            and self.label in ("", annotation.label)
            and self.rule in ("", annotation.rule)
        )
