"""What lists know of a name that somebody else found: its English name and numbers, whole or by the part they know."""

from __future__ import annotations

from reader.annotate.lists.gazetteer import ListedName, load_gazetteer
from reader.annotate.lists.triggers import words_that
from reader.annotate.names.romanising import romanise
from reader.arabic.words import fold


def find_entry(name: str, label: str) -> ListedName | None:
    """The list's entry for a name with this label."""
    entry = load_gazetteer().find(" ".join(fold(name).split()))
    return entry if entry is not None and entry.label == label else None


def describe(name: str, label: str) -> dict[str, str]:
    """The gloss of a name, and its `code` and `geonames` where a list has them.

    What no list has whole is told by the place that it names (جامعة دمشق: University of Damascus) and the people that
    it ends with. A place that is called by its kind alone is the listed one (مدينة دمشق); others are in its country
    unless they may be called after it (شارع فلسطين).
    """
    entry = find_entry(name, label)
    if entry is not None:
        return {"gloss": entry.gloss, "code": entry.code, "geonames": entry.number}
    words = fold(name).split()
    if label == "person" or not words:
        return {"gloss": romanise(name)}
    people, state = load_gazetteer().adjectives.get(words[-1], ("", ""))
    if state and len(words) > 1:
        return {"gloss": f"{people} {describe(' '.join(words[:-1]), '')['gloss']}"}
    first, end, place = _known_part(words)
    if place is None:
        return {"gloss": romanise(name)}
    before = " ".join(words[:first])
    is_head = not before or before in words_that("place-name-head")
    known = {"code": place.code} if label == "place" and is_head else {}
    if known and before and end == len(words):
        return known | {"gloss": place.gloss, "geonames": place.number}
    parts = (romanise(before), place.gloss, romanise(" ".join(words[end:])))
    return known | {"gloss": " ".join(filter(None, parts))}


def _known_part(words: list[str]) -> tuple[int, int, ListedName | None]:
    """The longest listed place among the words of a name, the first of equals: where it begins and ends, and itself."""
    gazetteer = load_gazetteer()
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            entry = gazetteer.find(" ".join(words[first : first + length]))
            if entry is not None and entry.label == "place" and not entry.is_weak:
                return first, first + length, entry
    return 0, 0, None
