"""Which names from lists and titles stay, once the recogniser has read the article too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from reader.model import Annotation

RECOGNISER = "entities"
LISTS = "names"

_ALONE = {"person": 0.9, "organization": 0.9, "place": 0.7, "misc": 0.9}
"""The score from which a list's word is enough where the recogniser is silent; other labels it does not know at all.

Tuned on Wojood's sample (train) and AQMAR (dev), which the recogniser was not trained on.
"""


def weigh(so_far: Iterable[Annotation], recognised: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """What stays of the proposals so far, and what the recogniser adds to them.

    Where both speak of one place the recogniser is believed, unless a list has the same label for more of the name:
    of a listed organization at either end, of a person at its beginning (الفاروق أبو بكر, not أبو بكر), since the word
    after a person's name is too easily taken for a part of it. A head word makes no organization longer: what comes
    after it may be the whole name (نادي ليون).
    """
    found = sorted(recognised, key=lambda each: each.span)
    kept: list[Annotation] = []
    outdone: set[Annotation] = set()
    for each in so_far:
        if each.source != LISTS or each.label not in _ALONE:
            kept.append(each)
            continue
        beside = _overlapping(found, each)
        if not beside:
            if (each.score or 0.0) >= _ALONE[each.label]:
                kept.append(each)
        elif any((other.span, other.label) == (each.span, each.label) for other in beside):
            # They agree: both go on, and become one with what the list knows of the name.
            kept.append(each)
        elif _has_more_of_the_name(each, beside):
            kept.append(each)
            outdone.update(beside)
    return (*kept, *(each for each in recognised if each not in outdone))


def _has_more_of_the_name(each: Annotation, beside: Sequence[Annotation]) -> bool:
    if not all(other.label == each.label and each.span.covers(other.span) for other in beside):
        return False
    if each.label == "organization":
        return (each.score or 0.0) >= _ALONE["organization"]
    return each.label == "person" and each.span.end == beside[-1].span.end


def _overlapping(found: Sequence[Annotation], each: Annotation) -> list[Annotation]:
    # What the recogniser finds does not overlap itself, so starts and ends are in the same order.
    at = bisect_left(found, each.span.start, key=lambda other: other.span.end)
    beside = []
    while at < len(found) and found[at].span.start < each.span.end:
        if found[at].span.overlaps(each.span):
            beside.append(found[at])
        at += 1
    return beside
