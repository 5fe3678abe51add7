"""Finds the annotations over a stretch of text, and the next ones in reading order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from reader.arabic.words import fold
from reader.model import Annotation, Decision, Span


def reading_order(annotation: Annotation) -> tuple[int, int, str]:
    """A sort key: annotations are ordered by their start, and the longer one comes first if two start together."""
    return annotation.span.start, -annotation.span.end, annotation.label


class Overlay:
    """An article's annotations in reading order, to be looked up by offset; it does not change.

    Rejected annotations are in `every`, but in no answer.
    """

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self.every: tuple[Annotation, ...] = tuple(sorted(annotations, key=reading_order))
        self.shown: tuple[Annotation, ...] = tuple(a for a in self.every if a.decision is not Decision.REJECTED)
        self.undecided: int = sum(a.decision is Decision.PROPOSED for a in self.shown)
        """The number of proposals that nobody has decided on."""
        self._starts = [a.span.start for a in self.shown]
        self._frames = [(hull(a), a) for a in self.shown if a.roles]
        # With the farthest end so far, a search backwards can stop where no earlier annotation reaches.
        self._reach = list(accumulate((a.span.end for a in self.shown), max))

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self.shown)

    def __len__(self) -> int:
        return len(self.shown)

    def over(self, span: Span) -> list[Annotation]:
        """The annotations that share at least one code point with the span, outermost first."""
        found: list[Annotation] = []
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            if self.shown[at].span.overlaps(span):
                found.append(self.shown[at])
            at -= 1
        return found[::-1]

    def at(self, offset: int) -> list[Annotation]:
        """The annotations over one code point, innermost first."""
        return sorted(self.over(Span(offset, offset + 1)), key=lambda a: (len(a.span), -a.span.start))

    def frame_at(self, offset: int) -> Annotation | None:
        """The commitment whose cue and roles surround an offset most closely; None where none does."""
        around = [(len(span), a) for span, a in self._frames if offset in span]
        return min(around, key=lambda found: found[0])[1] if around else None

    def following(self, offset: int) -> int:
        """The index in `shown` of the first annotation that begins at the offset or after it."""
        return bisect_left(self._starts, offset)

    def mentions(self, annotation: Annotation, text: str) -> list[Annotation]:
        """Every annotation of the same label that names the same entity, in reading order.

        A commitment names no entity: for one, these are all commitments of the same type.
        """
        alike = [a for a in self.shown if a.label == annotation.label]
        if annotation.roles:
            return [a for a in alike if a.roles]
        entity = fold_name(annotation, text)
        return [a for a in alike if not a.roles and fold_name(a, text) == entity]


def hull(annotation: Annotation) -> Span:
    """The stretch from the first to the last code point of an annotation and all its roles."""
    spans = [annotation.span, *(span for _, span in annotation.roles)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def fold_name(annotation: Annotation, text: str) -> str:
    """The key that all mentions of one entity share: its folded name, or else the folded words of the mention."""
    name = annotation.attribute("entity") or annotation.span.of(text)
    return " ".join(fold(name).split()) or name
