"""Finds where the layers of several analysts differ, and writes the answers into one layer of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import NAMESPACE_OID, uuid5

from reader.comparing.pairing import pair
from reader.journal.operations import Authorship, KeptAnnotation, Operation, OperationKind, join, operation
from reader.labels import LabelSet, default_labels
from reader.model import Annotation, Decision, Span

RESULT = "adjudicated"
"""The name of the layer of results."""


class Differs(StrEnum):
    """The ways in which analysts can differ about one thing."""

    PRESENCE = "presence"
    """Some of them have tagged it, and others have not."""
    LABEL = "label"
    SPAN = "span"
    ROLE = "role"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that at least one analyst has tagged, with the take of each layer on it."""

    takes: tuple[tuple[str, Annotation | None], ...]
    """Each layer's annotation, in the order of the layers; None where the analyst has not tagged it."""
    kinds: tuple[Differs, ...]
    """The ways in which they differ; empty where they agree."""
    roles: tuple[str, ...] = ()
    """The roles in which they differ."""

    @property
    def is_agreed(self) -> bool:
        """Whether all layers have the same annotation."""
        return not self.kinds

    @property
    def only(self) -> tuple[str, ...]:
        """The layers that have it, if others do not."""
        there = tuple(layer for layer, take in self.takes if take is not None)
        return there if len(there) < len(self.takes) else ()

    @property
    def variants(self) -> tuple[Annotation, ...]:
        """The different takes, each once."""
        return tuple({_content(take): take for _, take in reversed(self.takes) if take is not None}.values())[::-1]

    @property
    def span(self) -> Span:
        """The smallest span that covers all takes."""
        spans = [take.span for _, take in self.takes if take is not None]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def take(self, layer: str) -> Annotation | None:
        """The annotation of one layer; None if it has none."""
        return dict(self.takes)[layer]


def find_differences(
    layers: Mapping[str, Sequence[Annotation]], *, labels: LabelSet | None = None
) -> tuple[Difference, ...]:
    """Everything that two or more layers of one article have tagged, in text order, including things all agree on.

    Entities and the annotations of each frame are compared separately. Overlapping annotations, at most one from each
    layer, are one thing: those with the same label are paired first, then those that share most. Rejected annotations
    and proposals do not count.
    """
    labels = labels or default_labels()
    names = tuple(layers)
    found: list[Difference] = []
    kinds = {labels.kind_of(each) for layer in layers.values() for each in layer}
    for wanted in sorted(kinds):
        things: list[dict[str, Annotation]] = []
        for name in names:
            layer = [a for a in layers[name] if a.decision is Decision.ACCEPTED and labels.kind_of(a) == wanted]
            # The first layer's take represents a thing in the pairing.
            matched = {j: i for i, j in pair([next(iter(thing.values())) for thing in things], layer)}
            for j, annotation in enumerate(layer):
                if j in matched:
                    things[matched[j]][name] = annotation
                else:
                    things.append({name: annotation})
        found += [_difference(tuple((name, thing.get(name)) for name in names)) for thing in things]
    return tuple(sorted(found, key=lambda each: (each.span, each.variants[0].label)))


def _difference(takes: tuple[tuple[str, Annotation | None], ...]) -> Difference:
    there = [take for _, take in takes if take is not None]
    roles = {name for take in there for name, _ in take.roles}
    differing = tuple(sorted(name for name in roles if len({take.role(name) for take in there}) > 1))
    tests = (
        (Differs.PRESENCE, len(there) < len(takes)),
        (Differs.LABEL, len({take.label for take in there}) > 1),
        (Differs.SPAN, len({take.span for take in there}) > 1),
        (Differs.ROLE, bool(differing)),
        (Differs.ATTRIBUTE, len({frozenset(take.attributes) for take in there}) > 1),
    )
    return Difference(takes, tuple(kind for kind, is_so in tests if is_so), differing)


def adjudicate(
    authorship: Authorship, difference: Difference, result: Iterable[Annotation], *answer: Annotation
) -> tuple[Operation, ...]:
    """Write the answer to a difference into the result layer: one take, several, an edited one, or none.

    `result` is the result layer as it is; the annotations of an earlier answer are removed. If the answer is that
    nothing is there, a rejected annotation is kept, so that the difference counts as settled.
    """
    slot = _slot(difference)
    there = {each.key: each for each in result if each.key.startswith(slot)}
    decision = Decision.ACCEPTED if answer else Decision.REJECTED
    wanted = {
        f"{slot}-{number}": replace(each, decision=decision, source=authorship.who, score=None, rule="")
        for number, each in enumerate(answer or difference.variants[:1])
    }
    steps: list[Operation] = []
    for key in sorted(there.keys() | wanted.keys()):
        before, after = (None if each is None else KeptAnnotation(each) for each in (there.get(key), wanted.get(key)))
        kind = OperationKind.REMOVE if after is None else OperationKind.ADD if before is None else OperationKind.CHANGE
        if before != after:
            steps.append(operation(authorship, kind, key, before, after))
    return join(steps)


def adopt_agreed(
    authorship: Authorship, differences: Iterable[Difference], result: Iterable[Annotation]
) -> tuple[Operation, ...]:
    """Put everything that all agree on into the result layer, as one action; earlier answers stay as they are."""
    there = tuple(result)
    return join(
        step
        for each in differences
        if each.is_agreed and not is_settled(each, there)
        for step in adjudicate(authorship, each, (), each.variants[0])
    )


def is_settled(difference: Difference, result: Iterable[Annotation]) -> bool:
    """Whether the result layer has an answer to a difference, even the answer that nothing is there."""
    slot = _slot(difference)
    return any(each.key.startswith(slot) for each in result)


def _slot(difference: Difference) -> str:
    """A name for the thing, which stays the same as long as the same annotations belong to it."""
    names = (
        f"{layer} {take.key or (take.span, take.label)}" for layer, take in sorted(difference.takes) if take is not None
    )
    return uuid5(NAMESPACE_OID, "\n".join(names)).hex


def _content(annotation: Annotation) -> tuple[Span, str, frozenset[tuple[str, Span]], frozenset[tuple[str, str]]]:
    """The content of an annotation, without its source and score."""
    return annotation.span, annotation.label, frozenset(annotation.roles), frozenset(annotation.attributes)
