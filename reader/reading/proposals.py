"""Decides which of the engine's present proposals are still open, given an analyst's decisions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from reader.arabic.words import fold, strip_proclitics
from reader.journal.operations import Proposed
from reader.labels import LabelSet, default_labels
from reader.model import Annotation, Decision, Span


def merge(
    text: str,
    proposals: Iterable[Annotation],
    decided: Sequence[Annotation],
    *,
    proposed: Mapping[str, Proposed] | None = None,
    labels: LabelSet | None = None,
) -> tuple[Annotation, ...]:
    """The decided annotations, and the proposals that none of them settles.

    A rejected annotation settles the proposals of the same label in its place; an accepted one those of any label,
    since the analyst has decided what stands there. Two spans are in one place if they overlap and either are the same
    folded word or phrase apart from proclitics, or have two thirds of both in common. The cues of commitments only have
    to overlap, whatever their type, since engines differ in how much of a cue they take. Decisions may come from
    another run of the engine, or from another engine. `proposed` gives the original proposals, by key, where the
    analyst changed them.
    """
    labels = labels or default_labels()
    settled = _Settled(text, decided, proposed or {}, labels)
    return (*decided, *(each for each in proposals if not settled.covers(each)))


class _Settled:
    """The places that have been decided on, to be compared with proposals."""

    def __init__(
        self, text: str, decided: Iterable[Annotation], proposed: Mapping[str, Proposed], labels: LabelSet
    ) -> None:
        self._text = text
        self._labels = labels
        claims: set[tuple[Span, str, str, bool]] = set()
        for each in decided:
            if each.decision is Decision.PROPOSED and each.key not in proposed:
                continue
            # A proposal with a note is stored though it is undecided; the same proposal must not appear beside it.
            final = each.decision is Decision.ACCEPTED
            claims.add((each.span, each.label, self._labels.kind_of(each), final))
            if each.key in proposed:
                was = proposed[each.key]
                claims.add((was.span, was.label, self._labels.kind_of(each), final))
        self._claims = sorted(claims)
        self._starts = [claim[0].start for claim in self._claims]
        self._longest = max((len(claim[0]) for claim in self._claims), default=0)

    def covers(self, proposal: Annotation) -> bool:
        at = bisect_left(self._starts, proposal.span.start - self._longest)
        while at < len(self._claims) and self._starts[at] < proposal.span.end:
            if self._settles(*self._claims[at], proposal):
                return True
            at += 1
        return False

    def _settles(self, span: Span, label: str, kind: str, is_accepted: bool, proposal: Annotation) -> bool:
        if not span.overlaps(proposal.span) or kind != self._labels.kind_of(proposal):
            return False
        if kind:
            return True
        return (is_accepted or label == proposal.label) and self._is_one_place(span, proposal.span)

    def _is_one_place(self, one: Span, other: Span) -> bool:
        shared = min(one.end, other.end) - max(one.start, other.start)
        union = len(one) + len(other) - shared
        return 3 * shared >= 2 * union or self._bare(one) == self._bare(other)

    def _bare(self, span: Span) -> str:
        quote = fold(span.of(self._text))
        return quote[strip_proclitics(quote) :].removeprefix("ال")
