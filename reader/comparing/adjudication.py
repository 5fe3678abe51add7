"""Where analysts differ, in text order, and how one result is made of what they said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import NAMESPACE_OID, uuid5

from reader.comparing.pairing import is_commitment, pair
from reader.journal.operations import Authorship, KeptAnnotation, Operation, OperationKind, join, operation
from reader.labels import LabelSet, default_labels
from reader.model import Annotation, Decision, Span

RESULT = "adjudicated"
"""What the layer of results is called."""


class Differs(StrEnum):
    """In what analysts can differ about one thing."""

    PRESENCE = "presence"
    """Not all of them have tagged it."""
    LABEL = "label"
    SPAN = "span"
    ROLE = "role"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that at least one analyst has tagged, with what each says of it."""

    takes: tuple[tuple[str, Annotation | None], ...]
    """By layer, in the order of the layers; None for those who have not tagged it."""
    kinds: tuple[Differs, ...]
    """In what they differ; nothing where they agree."""
    roles: tuple[str, ...] = ()
    """The roles in which they differ."""

    @property
    def is_agreed(self) -> bool:
        """Whether all say the same."""
        return not self.kinds

    @property
    def only(self) -> tuple[str, ...]:
        """The layers that have it, where others have not."""
        there = tuple(layer for layer, take in self.takes if take is not None)
        return there if len(there) < len(self.takes) else ()

    @property
    def said(self) -> tuple[Annotation, ...]:
        """The different things that are said, each once."""
        return tuple({_content(take): take for _, take in reversed(self.takes) if take is not None}.values())[::-1]

    @property
    def span(self) -> Span:
        """The smallest span that covers everybody's."""
        spans = [take.span for _, take in self.takes if take is not None]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def take(self, layer: str) -> Annotation | None:
        """What one layer says."""
        return dict(self.takes)[layer]


def find_differences(
    layers: Mapping[str, Sequence[Annotation]], *, labels: LabelSet | None = None
) -> tuple[Difference, ...]:
    """What two or more layers of one article say, in text order, agreed things among them.

    Entities and commitments are compared apart. What overlaps is one thing, at most one annotation of each layer:
    those with the same label first, then those that share most. Rejected annotations and proposals say nothing.
    """
    labels = labels or default_labels()
    names = tuple(layers)
    found: list[Difference] = []
    for wanted in (False, True):
        things: list[dict[str, Annotation]] = []
        for name in names:
            layer = [a for a in layers[name] if a.decision is Decision.ACCEPTED and is_commitment(a, labels) is wanted]
            # A thing is stood for by what the first layer says of it.
            matched = {j: i for i, j in pair([next(iter(thing.values())) for thing in things], layer)}
            for j, annotation in enumerate(layer):
                if j in matched:
                    things[matched[j]][name] = annotation
                else:
                    things.append({name: annotation})
        found += [_difference(tuple((name, thing.get(name)) for name in names)) for thing in things]
    return tuple(sorted(found, key=lambda each: (each.span, each.said[0].label)))


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
    """Let the result layer say this of a difference: one take, several, an edited one, or, given none, nothing.

    `result` is the result layer as it is; what an earlier answer put there goes. An answer of nothing is kept as a
    rejected annotation, so that it counts as settled.
    """
    slot = _slot(difference)
    there = {each.key: each for each in result if each.key.startswith(slot)}
    decision = Decision.ACCEPTED if answer else Decision.REJECTED
    wanted = {
        f"{slot}-{number}": replace(each, decision=decision, source=authorship.who, score=None, rule="")
        for number, each in enumerate(answer or difference.said[:1])
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
    """Put everything that all agree on into the result layer, as one action; what is settled already stays as it is."""
    there = tuple(result)
    return join(
        step
        for each in differences
        if each.is_agreed and not is_settled(each, there)
        for step in adjudicate(authorship, each, (), each.said[0])
    )


def is_settled(difference: Difference, result: Iterable[Annotation]) -> bool:
    """Whether the result layer has an answer to a difference, be it that nothing is there."""
    slot = _slot(difference)
    return any(each.key.startswith(slot) for each in result)


def count_settled(differences: Iterable[Difference], result: Iterable[Annotation]) -> tuple[int, int]:
    """How many of the differences are settled, and how many there are; what is agreed is not counted."""
    slots = {each.key.rpartition("-")[0] for each in result}
    open_ones = [_slot(each) for each in differences if not each.is_agreed]
    return sum(slot in slots for slot in open_ones), len(open_ones)


def _slot(difference: Difference) -> str:
    """A name for the thing, which stays as long as the same annotations are about it."""
    names = (
        f"{layer} {take.key or (take.span, take.label)}" for layer, take in sorted(difference.takes) if take is not None
    )
    return uuid5(NAMESPACE_OID, "\n".join(names)).hex


def _content(annotation: Annotation) -> tuple[Span, str, frozenset[tuple[str, Span]], frozenset[tuple[str, str]]]:
    """What is said, whoever says it and however sure."""
    return annotation.span, annotation.label, frozenset(annotation.roles), frozenset(annotation.attributes)
