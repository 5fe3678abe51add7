"""Finds the names in a text that the lists know, preferring the longest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reader.annotate.lists.gazetteer import Gazetteer, ListedName, load_gazetteer
from reader.annotate.lists.triggers import is_common, words_that
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.romanising import romanise
from reader.annotate.tokens import Tokens, without_proclitics
from reader.wording import sayable

_QUOTES = frozenset('"“”«»')
_SURE_NEWSPAPER = 0.95
"""The score of a newspaper that both quotation marks and the word before them distinguish from a place."""
_BEFORE_NEWSPAPERS = frozenset({"ل", "ول", "صحيفه", "الصحيفه", "جريده", "لصحيفه", "لجريده", "بصحيفه", "وصحيفه", "مجله"})
_RULES = {
    "place": sayable("place list"),
    "organization": sayable("organization list"),
    "group": sayable("list of peoples"),
    "person": sayable("list of newsmakers"),
    "GeoNames": sayable("place list (GeoNames)"),
}


def find_listed(tokens: Tokens) -> Iterator[NameCandidate]:
    """The listed names of a text in text order, none inside another."""
    gazetteer = load_gazetteer()
    end = 0
    for index, word in enumerate(tokens.folded):
        if index >= end and _beginnings(word):
            candidate = _match_at(tokens, index, gazetteer)
            if candidate is not None:
                yield candidate
                end = candidate.last + 1


def _match_at(tokens: Tokens, index: int, gazetteer: Gazetteer) -> NameCandidate | None:
    """The longest listed name that begins at a token, with as few proclitics taken off as possible."""
    word = tokens.folded[index]
    for skipped, stem, longest in _beginnings(word):
        rest = tokens.folded[index + 1 : index + longest]
        for length in range(len(rest) + 1, 0, -1):
            name = " ".join([stem, *rest[: length - 1]])
            entry = gazetteer.find(name)
            last = index + length - 1
            if entry is None or (length == 1 and _is_hidden(word, stem, skipped, entry)):
                continue
            if length == 1 and entry.label == "place" and (tokens.has_tanwin(index) or is_adjective(tokens, index)):
                continue
            is_quoted = _is_quoted(tokens, index, last)
            if is_quoted and name in words_that("newspaper"):
                return _newspaper(tokens, index, last, skipped, entry)
            if not entry.is_weak or (is_quoted and entry.label == "organization"):
                return listed(index, last, skipped, entry)
    return None


@lru_cache(maxsize=30_000)
def _beginnings(word: str) -> tuple[tuple[int, str, int], ...]:
    """The ways in which a word may begin a listed name: letters left out, stem, words in the longest such name."""
    gazetteer = load_gazetteer()
    readings = ((skipped, stem, gazetteer.longest_from(stem)) for skipped, stem in without_proclitics(word))
    return tuple(each for each in readings if each[2] and not (each[0] and len(each[1]) < 3))


def is_adjective(tokens: Tokens, index: int) -> bool:
    """Whether a word is likelier an adjective of the definite word before it: العائلة المالكة السعودية."""
    word, before = tokens.folded[index], tokens.folded[index - 1] if index else ""
    if not word.startswith("ال") or word not in load_gazetteer().adjectives:
        return False
    is_definite = any(stem.startswith("ال") for _, stem in without_proclitics(before)) if before else False
    return is_definite and before.endswith("ه") == word.endswith("ه")


def _is_short(word: str, stem: str, skipped: int) -> bool:
    """Whether a word without ب, ل or ك is so short that the letter is likelier the word's own: كاران."""
    return bool(skipped) and word[skipped - 1] not in "وف" and not stem.startswith("ال") and len(stem) < 5


def _is_quoted(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name is in quotation marks of its own, as newspapers and channels are: مصادر لـ"العربية"."""
    if not 0 < first <= last < len(tokens) - 1:
        return False
    return tokens.folded[first - 1] in _QUOTES and tokens.folded[last + 1] in _QUOTES


def _newspaper(tokens: Tokens, first: int, last: int, skipped: int, entry: ListedName) -> NameCandidate:
    """The candidate for a quoted name as a newspaper: it gets an entity and a gloss of its own, not the place's."""
    name = tokens.span(first, last, skipped).of(tokens.text)
    attributes = (("entity", f"صحيفة {name}"), ("gloss", f"{romanise(name)} (newspaper)"))
    if entry.label == "organization":
        attributes = (("entity", entry.name), ("gloss", entry.gloss))
    score = _SURE_NEWSPAPER if _follows_newspaper_word(tokens, first) else 0.7
    return NameCandidate(
        first, last, skipped, "organization", score, sayable("newspaper, in quotation marks"), attributes
    )


def _follows_newspaper_word(tokens: Tokens, first: int) -> bool:
    """Whether the word before a quoted name shows a newspaper: قال مصدر لـ«الرياض», صحيفة «الرياض»."""
    return first > 1 and tokens.folded[first - 2] in _BEFORE_NEWSPAPERS


def _is_hidden(word: str, stem: str, skipped: int, entry: ListedName) -> bool:
    """Whether a word only looks like a name: a name without its first letter (كلما, وعد), or some town's (يرحم)."""
    if entry.origin == "GeoNames":
        return bool(entry.number) and (is_common(word) or _is_short(word, stem, skipped))
    return bool(skipped) and word in words_that("reads-as-word")


def listed(first: int, last: int, skipped: int, entry: ListedName, rule: str = "") -> NameCandidate:
    """A candidate for an entry, with what the list knows about it; its rule names the list unless another is given."""
    attributes = [("entity", entry.name), ("gloss", entry.gloss)]
    if entry.code:
        attributes.append(("code", entry.code))
    if entry.number:
        attributes.append(("geonames", entry.number))
    # Many towns have the name of something else; countries do not.
    score = 0.65 if entry.origin == "GeoNames" and entry.number and not rule else 0.9
    return NameCandidate(first, last, skipped, entry.label, score, rule or _RULES[entry.origin], tuple(attributes))
