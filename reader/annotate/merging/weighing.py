"""Decides which names from lists and titles stay once the recogniser has read the article too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from reader.annotate.names.glossing import find_entry
from reader.arabic.words import fold
from reader.model import Annotation

RECOGNISER = "entities"
LISTS = "names"

_LISTED = 0.9
"""The score of a listed name; triggers and short names score less, and a name that its context confirms scores more."""

_ALONE = {"person": _LISTED, "organization": _LISTED, "place": 0.7, "misc": _LISTED}
"""The least score with which a name stays though the recogniser did not find it, by the labels the recogniser knows.

These values, like all of this module, were tuned on Wojood's sample (train) and on the ninth tenth of ANERcorp's
training part, with a recogniser that had not learnt from that tenth.
"""

_CERTAIN = 0.9
"""The least score with which the recogniser outweighs a list on a name's label here: برشلونة, the club."""


def weigh(so_far: Iterable[Annotation], recognised: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """The proposals so far that stay, and those that the recogniser adds to them.

    Where both overlap, the recogniser's proposal stays, with two exceptions: a list has exactly these words and the
    recogniser is not certain of another label, or the earlier proposal has more of the name (`_has_more_of_the_name`).
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
            # They agree: both stay, and are merged later with what the list knows of the name.
            kept.append(each)
        elif _knows_what_it_is(each, beside) or _has_more_of_the_name(each, beside):
            kept.append(each)
            outdone.update(beside)
    return (*kept, *(each for each in recognised if each not in outdone))


def _is_listed(each: Annotation) -> bool:
    return (each.score or 0.0) >= _LISTED


def _knows_what_it_is(each: Annotation, beside: Sequence[Annotation]) -> bool:
    is_sure = (beside[0].score or 0.0) < _CERTAIN or (each.score or 0.0) > _LISTED
    return _is_listed(each) and beside[0].span == each.span and is_sure


def _has_more_of_the_name(each: Annotation, beside: Sequence[Annotation]) -> bool:
    """Whether a name that covers what the recogniser found is the whole name.

    That holds for a listed organization (الجبهة الشعبية لتحرير فلسطين), but not for one found by its head word: in نادي
    ليون the name may be ليون. It holds for a place in another country than the shorter name's (جنوب أفريقيا, not ريف
    دمشق). And it holds for a person's name that begins earlier (الفاروق أبو بكر), not for one that ends later, since
    the word after a name is too easily taken for a part of it.
    """
    if not all(each.span.covers(other.span) for other in beside):
        return False
    if each.label == "organization":
        return _is_listed(each) and not any(other.span == each.span for other in beside)
    if not all(other.label == each.label for other in beside):
        return False
    if each.label == "place":
        return _is_listed(each) and _is_another_country(each)
    return each.label == "person" and each.span.end == beside[-1].span.end


def _is_another_country(each: Annotation) -> bool:
    words = fold(each.attribute("entity")).split()
    inner = (find_entry(word, "place") for word in words) if len(words) > 1 else ()
    return any(entry is not None and entry.code != each.attribute("code") for entry in inner)


def _overlapping(found: Sequence[Annotation], each: Annotation) -> list[Annotation]:
    # The recogniser's proposals do not overlap each other, so their starts and ends are in the same order.
    at = bisect_left(found, each.span.start, key=lambda other: other.span.end)
    beside = []
    while at < len(found) and found[at].span.start < each.span.end:
        if found[at].span.overlaps(each.span):
            beside.append(found[at])
        at += 1
    return beside
