"""Finds the short forms of a name that an article also gives whole: surname, first word, or all words joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.annotate.lists.gazetteer import load_gazetteer, load_name_units
from reader.annotate.lists.triggers import is_common, words_that
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.tokens import Tokens, without_proclitics

SURE = 0.7
"""The least score with which a whole name is evidence for its short forms."""

SHORT_NAME_SCORE = 0.65
"""The score of a short name for which the whole name is the only evidence."""


def find_short_names(tokens: Tokens, whole_names: Iterable[NameCandidate]) -> Iterator[NameCandidate]:
    """Mentions, in short, of names that were found whole; those inside a whole name lose to it, being shorter."""
    short_names: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {}
    joined: dict[str, dict[str, str]] = {}
    for candidate in whole_names:
        if candidate.last == candidate.first or candidate.score < SURE:
            continue
        words = letters_of(tokens, candidate)
        name = tokens.span(candidate.first, candidate.last, candidate.skipped).of(tokens.text)
        if candidate.label == "person":
            key = "".join(words)
            joined.setdefault(key[:3], {})[key] = name
            for short_name in short_names_of(words):
                short_names.setdefault(short_name, ("person", name, ()))
        elif words[0] in words_that("short-form"):
            attributes = candidate.attributes or (("entity", name),)
            short_names.setdefault(words[0], (candidate.label, name, attributes))
    if not short_names and not joined:
        return
    for index, word in enumerate(tokens.folded):
        for skipped, stem in without_proclitics(word):
            if stem in short_names:
                label, name, attributes = short_names[stem]
                rule = f"short for {name}"
                yield NameCandidate(index, index, skipped, label, SHORT_NAME_SCORE, rule, attributes)
            if stem[:3] in joined:
                yield from _run_together(tokens, index, skipped, stem, joined[stem[:3]])


def short_names_of(words: Sequence[str]) -> set[str]:
    """The words by which an article may call a person again: the name's last word, and its first if that has ال."""
    short_names = {words[-1]}
    if len(words) > 1 and words[-2] == "عبد":
        short_names = set()
    if words[0].startswith("ال") and words[0] not in words_that("title"):
        short_names.add(words[0])
    return {word for word in short_names if _stands_alone(word)}


def letters_of(tokens: Tokens, candidate: NameCandidate) -> tuple[str, ...]:
    """A name's folded words without proclitics, with the alef of ال restored where ل had swallowed it."""
    word = tokens.folded[candidate.first]
    first = next((stem for skipped, stem in without_proclitics(word) if skipped == candidate.skipped), word)
    return (first, *tokens.folded[candidate.first + 1 : candidate.last + 1])


def _stands_alone(word: str) -> bool:
    """Whether a word of a name is recognisable as a name by itself."""
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
            yield NameCandidate(index, last, skipped, "person", 0.8, f"another spelling of {names[key]}")
            return
        last += 1
        if last >= len(tokens) or last > index + 5 or not any(name.startswith(key) for name in names):
            return
        key += tokens.folded[last]
