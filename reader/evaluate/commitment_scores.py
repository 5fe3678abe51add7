"""Scores commitments: cues match if they overlap; a role is right if its two spans share half of what they cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reader.evaluate.entity_scores import NOTHING, Pair
from reader.evaluate.scores import Score
from reader.labels import default_labels
from reader.model import Annotation, Span
from reader.wording import sayable

CUE, CUE_AND_TYPE, ALL_ROLES = sayable("cue"), sayable("cue+type"), sayable("all roles")


def match_cues(wanted: Sequence[Annotation], found: Sequence[Annotation]) -> list[tuple[Annotation, Annotation]]:
    """One-to-one pairs of commitments whose cues overlap; first by same type, then by longest overlap, then in text
    order.
    """
    options = sorted(
        (g.label != s.label, -_shared(g.span, s.span), i, j)
        for i, g in enumerate(wanted)
        for j, s in enumerate(found)
        if g.span.overlaps(s.span)
    )
    taken_wanted: set[int] = set()
    taken_found: set[int] = set()
    pairs = []
    for _, _, i, j in options:
        if i not in taken_wanted and j not in taken_found:
            taken_wanted.add(i)
            taken_found.add(j)
            pairs.append((wanted[i], found[j]))
    return pairs


def score_commitments(pairs: Iterable[Pair]) -> dict[str, Score]:
    """Scores for cues, for cues with their type, for each role, and for all roles together, over all articles."""
    pairs = list(pairs)
    roles = _roles(pairs)
    scores = dict.fromkeys((CUE, CUE_AND_TYPE, *roles), Score())
    for wanted, found in pairs:
        matched = match_cues(wanted, found)
        scores[CUE] += Score(len(matched), len(found), len(wanted))
        alike = sum(g.label == s.label for g, s in matched)
        scores[CUE_AND_TYPE] += Score(alike, len(found), len(wanted))
        for role in roles:
            right = sum(_is_same(g.role(role), s.role(role)) for g, s in matched)
            scores[role] += Score(right, _count(role, found), _count(role, wanted))
    return scores | {ALL_ROLES: sum((scores[role] for role in roles), Score())}


def confuse_commitments(pairs: Iterable[Pair]) -> Counter[tuple[str, str]]:
    """How often a type in the gold was another type in the system; a cue without a match is paired with NOTHING."""
    counts: Counter[tuple[str, str]] = Counter()
    for wanted, found in pairs:
        counts.update(_confusions(wanted, found))
    return counts


def _confusions(wanted: Sequence[Annotation], found: Sequence[Annotation]) -> Iterator[tuple[str, str]]:
    matched = match_cues(wanted, found)
    yield from ((g.label, s.label) for g, s in matched)
    ours, theirs = {id(s) for _, s in matched}, {id(g) for g, _ in matched}
    yield from ((each.label, NOTHING) for each in wanted if id(each) not in theirs)
    yield from ((NOTHING, each.label) for each in found if id(each) not in ours)


def _roles(pairs: Iterable[Pair]) -> tuple[str, ...]:
    """The roles of the default labels, and then those that only the gold has."""
    further = sorted({role for wanted, _ in pairs for each in wanted for role, _ in each.roles})
    return tuple(dict.fromkeys([*(role.name for role in default_labels().roles), *further]))


def _count(role: str, commitments: Sequence[Annotation]) -> int:
    return sum(each.role(role) is not None for each in commitments)


def _is_same(wanted: Span | None, found: Span | None) -> bool:
    if wanted is None or found is None:
        return False
    shared = _shared(wanted, found)
    return bool(shared) and 2 * shared >= len(wanted) + len(found) - shared


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
