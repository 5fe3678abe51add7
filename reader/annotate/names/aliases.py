"""Decides which mentions name one entity, and gives each the entity's whole name, its gloss and its metonym."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from reader.annotate.lists.gazetteer import read_lines
from reader.annotate.names.glossing import describe, find_entry
from reader.arabic.words import fold
from reader.model import Annotation

NAMED = frozenset({"person", "place", "organization", "group"})
"""The labels of entities that have names."""
_LIST_ATTRIBUTES = ("gloss", "code", "geonames")
_END = 4
"""How many letters at each end of a spelling are compared first."""
_LONG_ENOUGH = 8
"""The least number of letters with which a spelling that differs in one letter is still the same name."""


def name_entities(text: str, annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """The annotations with `entity`, `gloss` and, for a capital that speaks for its state, `metonym` filled in.

    A listed name gets the name in the list. A person whose name is shortened gets the whole name that the article
    gives (السيال: منير السيال). Spellings that differ in spaces (أبوبكر, أبو بكر) or, in long names, by one letter
    count as one. A surname that two people share means the one named last before it, unless a list knows one of them.
    Attributes that are already filled in stay as they are.
    """
    names = _Names(text, annotations)
    return tuple(names.fill_in(each) if each.label in NAMED else each for each in annotations)


@cache
def load_metonyms() -> dict[str, str]:
    """The states that capitals and palaces stand for in the news, by the folded name of the capital or palace."""
    rows = (line.split("\t") for line in read_lines("metonyms.tsv"))
    return {fold(name): state for name, state, _ in rows}


class _Names:
    """The names of an article by label and folded spelling."""

    def __init__(self, text: str, annotations: Sequence[Annotation]) -> None:
        self._text = text
        self._entities: dict[tuple[str, str], str] = {}
        """The entity's name by the label and letters of a spelling."""
        self._by_end: dict[tuple[str, str], list[str]] = {}
        """The spellings by label and first or last letters."""
        self._whole_names: dict[str, str] = {}
        """A person's whole name by a short form of it: the listed one, or the longest that the article gives."""
        self._bearers: dict[str, list[tuple[int, str, str]]] = {}
        """The whole mentions by a short form: the offset of each, its letters and its name."""
        self._listed_names: set[str] = set()
        self._known: dict[str, dict[str, str]] = {}
        """The attributes that a list gives to a name, by the name."""
        named = [each for each in annotations if each.label in NAMED]
        for each in sorted(named, key=lambda each: (not each.attribute("entity"), -len(each.span), each.span)):
            self._add(each)
        for bearers in self._bearers.values():
            bearers.sort()

    def fill_in(self, annotation: Annotation) -> Annotation:
        name = self._name(annotation)
        attributes = dict(annotation.attributes)
        attributes["entity"] = clean(name)
        known = self._known.get(name)
        for key, value in (known or describe(name, annotation.label)).items():
            attributes.setdefault(key, value)
        metonym = load_metonyms().get(fold(name)) if annotation.label in ("place", "organization") else None
        if metonym:
            attributes.setdefault("metonym", metonym)
        return replace(annotation, attributes=tuple((key, value) for key, value in attributes.items() if value))

    def _add(self, annotation: Annotation) -> None:
        letters = self._letters(annotation)
        listed = annotation.attribute("entity") or self._listed(annotation)
        name = listed or self._entities.get((annotation.label, letters)) or self._similar(annotation.label, letters)
        name = name or clean(annotation.span.of(self._text))
        if (annotation.label, letters) not in self._entities:
            self._entities[annotation.label, letters] = name
            for end in {letters[:_END], letters[-_END:]}:
                self._by_end.setdefault((annotation.label, end), []).append(letters)
        if listed and annotation.attribute("gloss"):
            self._known.setdefault(name, {key: annotation.attribute(key) for key in _LIST_ATTRIBUTES})
        if listed:
            self._listed_names.add(name)
        if annotation.label == "person":
            words = fold(name).split()
            short_names = ["".join(words[start:]) for start in range(1, len(words))]
            if len(words) > 1 and words[0].startswith("ال"):
                short_names.append(words[0])
            for short_name in short_names:
                self._whole_names.setdefault(short_name, name)
                self._bearers.setdefault(short_name, []).append((annotation.span.start, letters, name))

    def _name(self, annotation: Annotation) -> str:
        letters = self._letters(annotation)
        if annotation.attribute("entity"):
            return annotation.attribute("entity")
        if annotation.label == "person" and letters in self._whole_names:
            return self._bearer(letters, annotation.span.start)
        return self._entities[annotation.label, letters]

    def _bearer(self, short_name: str, start: int) -> str:
        """The whole name of the person that a short name means at an offset: a listed person, or the last one named."""
        name = self._whole_names[short_name]
        bearers = self._bearers[short_name]
        before = bisect_left(bearers, (start, "", "")) - 1
        if name in self._listed_names or before < 0:
            return name
        start, letters, name = bearers[before]
        # The name found may be a short form itself: حسين السيال of محمد حسين السيال.
        is_short = letters in self._whole_names and len(letters) > len(short_name)
        return self._bearer(letters, start) if is_short else name

    def _listed(self, annotation: Annotation) -> str:
        entry = find_entry(annotation.span.of(self._text), annotation.label)
        return entry.name if entry is not None else ""

    def _letters(self, annotation: Annotation) -> str:
        return fold(annotation.span.of(self._text)).replace(" ", "").replace("\n", "")

    def _similar(self, label: str, letters: str) -> str:
        if len(letters) < _LONG_ENOUGH or label == "person":
            return ""
        # Where one letter differs, either the first letters or the last ones are the same.
        for end in (letters[:_END], letters[-_END:]):
            for known in self._by_end.get((label, end), ()):
                if abs(len(known) - len(letters)) < 2 and _differs_by_one(known, letters):
                    return self._entities[label, known]
        return ""


def clean(name: str) -> str:
    """A name in composed form (NFC), without tashkeel, tatweel and line ends; hamzas and ta marbuta stay as written."""
    composed = unicodedata.normalize("NFC", name)
    kept = "".join(character for character in composed if fold(character) or character.isspace())
    return " ".join(kept.split())


def _differs_by_one(one: str, other: str) -> bool:
    """Whether two spellings differ only in one letter (added, missing or replaced) or in two letters swapped."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    if rest[1:] == other_rest or rest == other_rest[1:] or rest[1:] == other_rest[1:]:
        return True
    return len(rest) > 1 and len(other_rest) > 1 and rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
