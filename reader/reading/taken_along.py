"""Decides which open entities are accepted together with a commitment."""

from __future__ import annotations

from collections.abc import Iterable

from reader.labels import LabelSet
from reader.model import Annotation, Decision
from reader.reading.overlay import Overlay, reading_order


def find_taken_along(accepted: Iterable[Annotation], overlay: Overlay, labels: LabelSet) -> tuple[Annotation, ...]:
    """The open entities that lie in the roles of the commitments among some annotations, in reading order.

    Of proposals that overlap, as those of two analysts may, none is taken: which of them is right has to be decided.
    """
    roles = [span for each in accepted if labels.kind_of(each) for _, span in each.roles]
    inside = {each for span in roles for each in overlay.over(span) if span.covers(each.span)}
    return tuple(
        each
        for each in sorted(inside, key=reading_order)
        if [other for other in overlay.over(each.span) if _is_open(other, labels)] == [each]
    )


def _is_open(annotation: Annotation, labels: LabelSet) -> bool:
    return annotation.decision is Decision.PROPOSED and not labels.kind_of(annotation)
