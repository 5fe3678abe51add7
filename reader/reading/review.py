"""Decides which proposals are reviewed, and in which order, and says so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from reader.labels import LabelSet
from reader.model import Annotation, Decision
from reader.reading.reason import describe_reason
from reader.wording import either, say

_PLURALS = {"person": "people", "other": "others"}
_COMMITMENTS = "commitments"


class ReviewOrder(StrEnum):
    """The orders in which proposals can be reviewed."""

    TEXT = "in text order"
    SCORE = "least sure first"


@dataclass(frozen=True, slots=True)
class Review:
    """One pass through the proposals of an article, and of those after it."""

    order: ReviewOrder = ReviewOrder.TEXT
    label: str = ""
    """The label whose proposals are reviewed; empty for all labels."""
    rule: str = ""
    """The rule whose proposals are reviewed; empty for all rules."""
    commitments: frozenset[str] = frozenset()
    """The labels of commitments where only these are reviewed; empty for all labels."""

    def queue(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """The undecided proposals of the pass, in the order of review."""
        chosen = [each for each in annotations if self.wants(each)]
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
        return next((each for each in onwards if self.wants(each) and (each.span, each.label) != done), None)

    def wants(self, annotation: Annotation) -> bool:
        """Whether an annotation is a proposal of this pass that nobody has decided on."""
        return (
            annotation.decision is Decision.PROPOSED
            and self.label in ("", annotation.label)
            and self.rule in ("", annotation.rule)
            and (not self.commitments or annotation.label in self.commitments)
        )

    def describe(self, annotations: Iterable[Annotation], labels: LabelSet) -> str:
        """What is reviewed and how many are left, as the beginning of a sentence: "Reviewing places only (71)"."""
        annotations = tuple(annotations)
        left = sum(map(self.wants, annotations))
        is_by_score = self.order is ReviewOrder.SCORE
        if not (self.label or self.rule or self.commitments):
            if is_by_score:
                return say("Reviewing ({left}), least sure first", left=left)
            return say("Reviewing ({left})", left=left)
        only = self._name(annotations, labels)
        if is_by_score:
            return say("Reviewing {only} only ({left}), least sure first", only=only, left=left)
        return say("Reviewing {only} only ({left})", only=only, left=left)

    def to_view(self) -> dict[str, str]:
        """The pass as texts by name, to be kept until the next time."""
        only = _COMMITMENTS if self.commitments else ""
        return {"order": self.order.value, "label": self.label, "rule": self.rule, "only": only}

    def _name(self, annotations: Iterable[Annotation], labels: LabelSet) -> str:
        if self.commitments:
            return say("commitments")
        if self.rule:
            return f"“{next((describe_reason(each) for each in annotations if self.wants(each)), self.rule)}”"
        label = labels.named(self.label)
        return either(_plural(label.english.lower()), label.arabic)


def only_commitments(order: ReviewOrder, labels: LabelSet) -> Review:
    """A pass through the proposals of commitments."""
    return Review(order, commitments=frozenset(label.name for label in labels.commitments))


def limit_further(
    review: Review, current: Annotation | None, annotations: Sequence[Annotation], labels: LabelSet
) -> Review:
    """The pass after this one: this label only, this rule only, commitments only, then everything again.

    A label or a rule of which no proposal is open is passed over. Commitments are not: the next article may have some.
    """
    if review.commitments:
        return Review(review.order)
    passes: list[Review] = []
    if current is not None and not review.rule:
        passes = [] if review.label else [Review(review.order, current.label)]
        passes += [Review(review.order, "", current.rule)] if current.rule else []
    return next((each for each in passes if each.queue(annotations)), only_commitments(review.order, labels))


def from_view(kept: Mapping[str, str], labels: LabelSet) -> Review:
    """The pass that was kept; what is not known any more is left out of it."""
    order = next((each for each in ReviewOrder if each == kept.get("order")), ReviewOrder.TEXT)
    if kept.get("only") == _COMMITMENTS:
        return only_commitments(order, labels)
    label = kept.get("label", "")
    is_known = any(label == each.name for each in (*labels.entities, *labels.commitments))
    return Review(order, label if is_known else "", kept.get("rule", ""))


def _plural(noun: str) -> str:
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
