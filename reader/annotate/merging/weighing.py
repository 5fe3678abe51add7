"""Which names from lists and titles stay, once the recogniser has read the article too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from reader.annotate.names.glossing import find_entry
from reader.arabic.words import fold
from reader.model import Annotation

RECOGNISER = "entities"
LISTS = "names"

_LISTED = 0.9
"""The score of what stands in a list; triggers and parts score less, and what its surroundings prove as well more."""

_ALONE = {"person": _LISTED, "organization": _LISTED, "place": 0.7, "misc": _LISTED}
"""The score from which a list's word is enough where the recogniser is silent; other labels it does not know at all.

Tuned, as is all of this module, on Wojood's sample (train) and on the ninth tenth of ANERcorp's training part with a
recogniser that had not learnt from it.
"""

_CERTAIN = 0.9
"""The score from which the recogniser knows better than a list what a name is here: برشلونة, the club."""


def weigh(so_far: Iterable[Annotation], recognised: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """What stays of the proposals so far, and what the recogniser adds to them.

    Where both speak of one place the recogniser is believed, unless a list says what exactly these words are and the
    recogniser is not certain of another label, or unless it has more of the name (`_has_more_of_the_name`).
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
    """Whether a name that covers what the recogniser found is the whole of it.

    A listed organization is (الجبهة الشعبية لتحرير فلسطين), but what a head word begins need not be: of نادي ليون the
    name may be ليون. So is a place whose country is another than the shorter one's (جنوب أفريقيا, not ريف دمشق); and a
    person's name at its beginning (الفاروق أبو بكر), since the word after it is too easily taken for a part.
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
    # What the recogniser finds does not overlap itself, so starts and ends are in the same order.
    at = bisect_left(found, each.span.start, key=lambda other: other.span.end)
    beside = []
    while at < len(found) and found[at].span.start < each.span.end:
        if found[at].span.overlaps(each.span):
            beside.append(found[at])
        at += 1
    return beside
