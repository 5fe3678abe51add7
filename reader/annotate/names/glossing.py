"""Glosses a name: its English name and codes, from the lists' entry for the whole name or for a place within it."""

from __future__ import annotations

from functools import lru_cache

from reader.annotate.lists.gazetteer import ListedName, load_gazetteer
from reader.annotate.lists.triggers import words_that
from reader.annotate.names.romanising import is_spelt_by_rule, romanise
from reader.arabic.words import fold
from reader.model import Annotation

GUESS = "~"
"""Stands before an English name whose spelling is a guess."""


def find_entry(name: str, label: str) -> ListedName | None:
    """The lists' entry for a name with this label, or None."""
    entry = load_gazetteer().find(" ".join(fold(name).split()))
    return entry if entry is not None and entry.label == label else None


def describe(name: str, label: str) -> dict[str, str]:
    """The gloss of a name, and its `code` and `geonames` where a list has them.

    A name that is not listed whole is glossed with the place within it (جامعة دمشق: University of Damascus) or the
    people that it ends with. A listed place after only the word for its kind is that place (مدينة دمشق). Another place
    gets the country of the listed one, unless it may merely be called after it (شارع فلسطين).
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
    first, end, place = _known_place(words)
    if place is None:
        return {"gloss": romanise(name)}
    before = " ".join(words[:first])
    is_head = not before or before in words_that("place-name-head")
    known = {"code": place.code} if label == "place" and is_head else {}
    if known and before and end == len(words):
        return known | {"gloss": place.gloss, "geonames": place.number}
    glosses = (romanise(before), place.gloss, romanise(" ".join(words[end:])))
    return known | {"gloss": " ".join(filter(None, glosses))}


def mark_guess(annotation: Annotation) -> str:
    """An entity's English name as it is shown: with a ~ before it if the spelling is a guess."""
    gloss = annotation.attribute("gloss")
    guessed = gloss and is_guess(gloss, annotation.attribute("entity"), annotation.label)
    return f"{GUESS}{gloss}" if guessed else gloss


@lru_cache(maxsize=8_192)
def is_guess(gloss: str, name: str, label: str) -> bool:
    """Whether a word of the gloss was spelt letter by letter from the name, and no list knows the name.

    This follows from the gloss and the name, so it holds for what was stored long ago, and nothing more is stored.
    """
    if not is_spelt_by_rule(name) or find_entry(name, label) is not None:
        return False
    spelt = {romanise(word) for word in name.split() if is_spelt_by_rule(word)}
    people = fold(name).split()[-1:]
    _, _, place = _known_place(fold(name).split())
    known = set(place.gloss.split()) if place is not None and label != "person" else set()
    known |= {load_gazetteer().adjectives.get(word, ("", ""))[0] for word in people}
    return any(word in spelt and word not in known for word in gloss.split())


def _known_place(words: list[str]) -> tuple[int, int, ListedName | None]:
    """The first and last word (excluded) of the longest listed place in a name, and its entry; the first of equals."""
    gazetteer = load_gazetteer()
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            entry = gazetteer.find(" ".join(words[first : first + length]))
            if entry is not None and entry.label == "place" and not entry.is_weak:
                return first, first + length, entry
    return 0, 0, None
