"""Where an article comes back to a name it has given whole: by the surname, run together, or by its first word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.annotate.lists.gazetteer import load_gazetteer, load_name_units
from reader.annotate.lists.triggers import is_common, words_that
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.tokens import Tokens, without_proclitics

SURE = 0.7
"""The score from which a whole name vouches for its parts."""

PART_SCORE = 0.65
"""The score of a part that only the whole vouches for."""


def find_parts(tokens: Tokens, whole: Iterable[NameCandidate]) -> Iterator[NameCandidate]:
    """Further mentions of names found whole; some lie inside those, and lose to them as the shorter."""
    parts: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {}
    joined: dict[str, dict[str, str]] = {}
    for candidate in whole:
        if candidate.last == candidate.first or candidate.score < SURE:
            continue
        words = letters_of(tokens, candidate)
        name = tokens.span(candidate.first, candidate.last, candidate.skipped).of(tokens.text)
        if candidate.label == "person":
            key = "".join(words)
            joined.setdefault(key[:3], {})[key] = name
            for part in parts_of_person(words):
                parts.setdefault(part, ("person", name, ()))
        elif words[0] in words_that("short-form"):
            attributes = candidate.attributes or (("entity", name),)
            parts.setdefault(words[0], (candidate.label, name, attributes))
    if not parts and not joined:
        return
    for index, word in enumerate(tokens.folded):
        for skipped, stem in without_proclitics(word):
            if stem in parts:
                label, name, attributes = parts[stem]
                rule = f"part of {name}, named in the article"
                yield NameCandidate(index, index, skipped, label, PART_SCORE, rule, attributes)
            if stem[:3] in joined:
                yield from _run_together(tokens, index, skipped, stem, joined[stem[:3]])


def parts_of_person(words: Sequence[str]) -> set[str]:
    """The words of a person's name by which an article may come back to it: the last, and the first if it has ال."""
    parts = {words[-1]}
    if len(words) > 1 and words[-2] == "عبد":
        parts = set()
    if words[0].startswith("ال") and words[0] not in words_that("title"):
        parts.add(words[0])
    return {part for part in parts if _stands_alone(part)}


def letters_of(tokens: Tokens, candidate: NameCandidate) -> tuple[str, ...]:
    """A name's folded words without proclitics, the article's alef given back where ل had swallowed it."""
    word = tokens.folded[candidate.first]
    first = next((stem for skipped, stem in without_proclitics(word) if skipped == candidate.skipped), word)
    return (first, *tokens.folded[candidate.first + 1 : candidate.last + 1])


def _stands_alone(word: str) -> bool:
    """Whether a part of a name can be told from other words by itself."""
    if (
        len(word) < 4
        or word in ("الله", "الدين")
        or load_name_units().get(word) == "g"
        or word in load_gazetteer().adjectives
        or _names_no_person(word)
    ):
        return False
    return not is_common(word) or (word.startswith("ال") and word in load_name_units())


def _names_no_person(word: str) -> bool:
    entry = load_gazetteer().find(word)
    return entry is not None and entry.label != "person"


def _run_together(
    tokens: Tokens, index: int, skipped: int, stem: str, names: dict[str, str]
) -> Iterator[NameCandidate]:
    key, last = stem, index
    while last < len(tokens):
        if key in names:
            yield NameCandidate(index, last, skipped, "person", 0.8, f"{names[key]}, named in the article")
            return
        last += 1
        if last >= len(tokens) or last > index + 5 or not any(name.startswith(key) for name in names):
            return
        key += tokens.folded[last]
