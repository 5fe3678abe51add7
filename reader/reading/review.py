"""Which proposals are reviewed, and in which order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from reader.model import Annotation, Decision


class ReviewOrder(StrEnum):
    """What comes first."""

    TEXT = "in text order"
    SCORE = "least sure first"


@dataclass(frozen=True, slots=True)
class Review:
    """A pass through proposals."""

    order: ReviewOrder = ReviewOrder.TEXT
    label: str = ""
    """Only proposals of this label, if one is named."""
    rule: str = ""
    """Only proposals of this rule, if one is named."""

    def queue(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """The undecided proposals that belong to the pass, the first to look at first."""
        chosen = [each for each in annotations if self._wants(each)]
        if self.order is ReviewOrder.SCORE:
            chosen.sort(key=lambda each: (each.score if each.score is not None else 1.0, each.span.start))
        return tuple(chosen)

    def after(self, annotations: Sequence[Annotation], current: Annotation | None) -> Annotation | None:
        """The proposal to look at once the current one is decided on: the next in the queue, else the first left.

        The annotations come in reading order.
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
