"""Which proposals are reviewed, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.model import Annotation, Decision


class Order(StrEnum):
    """What comes first."""

    TEXT = "in text order"
    SCORE = "least sure first"


@dataclass(frozen=True, slots=True)
class Review:
    """A pass through proposals."""

    order: Order = Order.TEXT
    label: str = ""
    """Only proposals of this label, if one is named."""
    rule: str = ""
    """Only proposals of this rule, if one is named."""

    def queue(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """The undecided proposals that belong to the pass, the first to look at first."""
        chosen = [
            each
            for each in annotations
            if each.decision is Decision.PROPOSED and self.label in ("", each.label) and self.rule in ("", each.rule)
        ]
        if self.order is Order.SCORE:
            chosen.sort(key=lambda each: (each.score if each.score is not None else 1.0, each.span.start))
        return tuple(chosen)

    def after(self, annotations: Sequence[Annotation], current: Annotation | None) -> Annotation | None:
        """The proposal to look at once the current one is decided on: the next in the queue, else the first left."""
        queue = self.queue(annotations)
        rest = [each for each in queue if current is None or each.span != current.span or each.label != current.label]
        if not rest:
            return None
        if current is None or self.order is Order.SCORE:
            return rest[0]
        return next((each for each in rest if each.span.start >= current.span.start), rest[0])
