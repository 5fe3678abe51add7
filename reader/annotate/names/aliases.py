"""Which mentions are of one entity: each gets the entity's whole name, its English or romanised name, and metonyms."""

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
_TOLD = ("gloss", "code", "geonames")
_END = 4
_LONG_ENOUGH = 8
"""Letters from which one wrong letter does not make another name."""


def name_entities(text: str, annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """The annotations with `entity`, `gloss` and, for a capital that speaks for its state, `metonym` filled in.

    A listed name is called what the list calls it. A person named by a part is called by the whole name the article
    gives (السيال: منير السيال). Spellings that differ in spaces (أبوبكر, أبو بكر) or, in long names, by one letter are
    one. Of two people with one surname, who was named last is meant by it, unless a list knows one of them. What is
    filled in already stays.
    """
    names = _Names(text, annotations)
    return tuple(names.fill_in(each) if each.label in NAMED else each for each in annotations)


@cache
def load_metonyms() -> dict[str, str]:
    """Folded name of a capital or palace to the state it stands for in the news."""
    rows = (line.split("\t") for line in read_lines("metonyms.tsv"))
    return {fold(name): state for name, state, _ in rows}


class _Names:
    """The names of an article by label and folded spelling."""

    def __init__(self, text: str, annotations: Sequence[Annotation]) -> None:
        self._text = text
        self._called: dict[tuple[str, str], str] = {}
        """Label and letters of a spelling to the entity's name."""
        self._by_end: dict[tuple[str, str], list[str]] = {}
        """Label and first or last letters to the spellings that have them."""
        self._whole: dict[str, str] = {}
        """Part of a person's name to the name in full: a listed one, else the longest that the article gives."""
        self._bearers: dict[str, list[tuple[int, str, str]]] = {}
        """Part of a person's name to the mentions in full: where each is, its letters and its name."""
        self._listed_names: set[str] = set()
        self._known: dict[str, dict[str, str]] = {}
        """Name to what a list said of it."""
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
        name = listed or self._called.get((annotation.label, letters)) or self._similar(annotation.label, letters)
        name = name or clean(annotation.span.of(self._text))
        if (annotation.label, letters) not in self._called:
            self._called[annotation.label, letters] = name
            for end in {letters[:_END], letters[-_END:]}:
                self._by_end.setdefault((annotation.label, end), []).append(letters)
        if listed and annotation.attribute("gloss"):
            self._known.setdefault(name, {key: annotation.attribute(key) for key in _TOLD})
        if listed:
            self._listed_names.add(name)
        if annotation.label == "person":
            parts = fold(name).split()
            ends = ["".join(parts[start:]) for start in range(1, len(parts))]
            if len(parts) > 1 and parts[0].startswith("ال"):
                ends.append(parts[0])
            for part in ends:
                self._whole.setdefault(part, name)
                self._bearers.setdefault(part, []).append((annotation.span.start, letters, name))

    def _name(self, annotation: Annotation) -> str:
        letters = self._letters(annotation)
        if annotation.attribute("entity"):
            return annotation.attribute("entity")
        if annotation.label == "person" and letters in self._whole:
            return self._bearer(letters, annotation.span.start)
        return self._called[annotation.label, letters]

    def _bearer(self, part: str, start: int) -> str:
        """Who is meant by a part of a name at an offset: somebody whom everybody knows, else who was named last."""
        name = self._whole[part]
        bearers = self._bearers[part]
        before = bisect_left(bearers, (start, "", "")) - 1
        if name in self._listed_names or before < 0:
            return name
        start, letters, name = bearers[before]
        # What was named may be a part itself: حسين السيال of محمد حسين السيال.
        return self._bearer(letters, start) if letters in self._whole and len(letters) > len(part) else name

    def _listed(self, annotation: Annotation) -> str:
        entry = find_entry(annotation.span.of(self._text), annotation.label)
        return entry.name if entry is not None else ""

    def _letters(self, annotation: Annotation) -> str:
        return fold(annotation.span.of(self._text)).replace(" ", "").replace("\n", "")

    def _similar(self, label: str, letters: str) -> str:
        if len(letters) < _LONG_ENOUGH or label == "person":
            return ""
        # Where one letter differs, the first letters or the last are the same.
        for end in (letters[:_END], letters[-_END:]):
            for known in self._by_end.get((label, end), ()):
                if abs(len(known) - len(letters)) < 2 and _differs_by_one(known, letters):
                    return self._called[label, known]
        return ""


def clean(name: str) -> str:
    """A name composed, without tashkeel, tatweel and line ends, hamzas and ta marbuta as they were written."""
    composed = unicodedata.normalize("NFC", name)
    kept = "".join(character for character in composed if fold(character) or character.isspace())
    return " ".join(kept.split())


def _differs_by_one(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two changed about, make two spellings the same."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    if rest[1:] == others or rest == others[1:] or rest[1:] == others[1:]:
        return True
    return len(rest) > 1 and len(others) > 1 and rest[:2] == others[1::-1] and rest[2:] == others[2:]
