"""Finds organizations, places and groups by their head words: وزارة الدفاع الروسية, بلدة كفريا, الشعب السوري."""

from __future__ import annotations

from collections.abc import Container, Iterator

from reader.annotate.lists.gazetteer import ListedName, load_gazetteer, load_name_units
from reader.annotate.lists.triggers import common_words, is_common, is_preposition_ala, kinds_of, trigger_at, words_that
from reader.annotate.names.listed_names import is_adjective, listed, match_at
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.romanising import romanise
from reader.annotate.tokens import Tokens, without_proclitics

_PLACES = ("place-name-head", "direction", "place-head")
_LONGEST = 5
"""The most words that the name of an organization has after its head."""


def find_bodies(tokens: Tokens, dates: Container[int]) -> Iterator[NameCandidate]:
    """The organizations, places and groups of a text that have a head word; they may overlap.

    `dates` has the tokens that begin a date, before which an organization's name ends.
    """
    for index, word in enumerate(tokens.folded[:-1]):
        kinds = kinds_of(word)
        if not kinds:
            continue
        if not kinds.isdisjoint(_PLACES):
            yield from _place(tokens, index)
        if "organization-head" in kinds:
            yield from _organization(tokens, index, dates)
        if "group-head" in kinds:
            yield from _group(tokens, index)


def _place(tokens: Tokens, index: int) -> Iterator[NameCandidate]:
    for kind in _PLACES:
        trigger = trigger_at(tokens, index, kind)
        if trigger is None or trigger[0] + 1 >= len(tokens):
            continue
        head = tokens.span(index, trigger[0], trigger[1]).of(tokens.text)
        is_definite = tokens.folded[trigger[0]].startswith(("ال", "وال", "بال"))
        start = trigger[0] + 1
        while start < len(tokens):
            found = _listed_place(
                tokens,
                start,
                f"{head} before a listed name",
                takes_article=kind == "place-name-head" and not is_definite,
            )
            if found is None and kind == "place-name-head" and not is_definite:
                found = _unknown_place(tokens, start, f"{head} before a name")
            if found is None:
                break
            with_head = NameCandidate(index, found.last, trigger[1], "place", 0.85, f"a name that begins with {head}")
            yield with_head if kind == "place-head" else found
            # بلدتي كفريا والفوعة: after a head in the dual or plural, further names follow.
            start = found.last + 1
            is_single = kind != "place-name-head" or not tokens.folded[index].endswith(("ي", "ات", "ن", "قري"))
            if is_single or start >= len(tokens) or not tokens.folded[start].startswith("و"):
                break


def _listed_place(tokens: Tokens, index: int, rule: str, *, takes_article: bool) -> NameCandidate | None:
    gazetteer = load_gazetteer()
    word = tokens.folded[index]
    for skipped, stem in without_proclitics(word):
        if skipped and not word.startswith("و"):
            continue
        rest = tokens.folded[index + 1 : index + max(gazetteer.longest_from(stem), 1)]
        for length in range(len(rest) + 1, 0, -1):
            entry = gazetteer.find(" ".join([stem, *rest[: length - 1]]))
            if entry is None or entry.label != "place" or (length == 1 and is_adjective(tokens, index)):
                continue
            is_word = length == 1 and entry.origin == "GeoNames" and stem in common_words()
            if not is_word or (takes_article and stem.startswith("ال") and stem not in words_that("place-name-head")):
                return listed(index, index + length - 1, skipped, entry, rule)
    return None


def _unknown_place(tokens: Tokens, index: int, rule: str) -> NameCandidate | None:
    word = tokens.folded[index]
    if not word.isalpha() or len(word) < 3 or word in words_that("closed"):
        return None
    if word in words_that("place-start") and index + 1 < len(tokens) and tokens.folded[index + 1].isalpha():
        return NameCandidate(index, index + 1, 0, "place", 0.6, rule)
    # A word in ية is likelier an adjective of the head than its name: مدينة صناعية.
    if word.endswith("يه") or is_common(word) or word in load_gazetteer().adjectives or word in load_name_units():
        return None
    return NameCandidate(index, index, 0, "place", 0.6, rule)


def _organization(tokens: Tokens, index: int, dates: Container[int]) -> Iterator[NameCandidate]:
    trigger = trigger_at(tokens, index, "organization-head")
    known = match_at(tokens, index, load_gazetteer())
    if trigger is None or (known is not None and known.last > index):
        # The list knows better where a name ends.
        return
    end = index + 1
    while end - index <= _LONGEST and end < len(tokens) and end not in dates:
        step = _words_that_go_on(tokens, index, end)
        if not step:
            break
        end += step
    names_somebody = any(_names_a_people(tokens, at) for at in range(index + 1, end))
    if end == index + 1 or (_stem_in(tokens, index, "soft-head") and not names_somebody):
        return
    head = tokens.span(index, index, trigger[1]).of(tokens.text)
    score = 0.55 if end - index > 4 else 0.9 if _stem_in(tokens, index, "sure-head") else 0.75
    yield NameCandidate(index, end - 1, trigger[1], "organization", score, f"a name that begins with {head}")


def _words_that_go_on(tokens: Tokens, head: int, at: int) -> int:
    """How many tokens from this one on belong to the name of the organization that began at `head`; 0 where it ends."""
    word = tokens.folded[at]
    if not word.isalpha() or word in words_that("closed") or is_preposition_ala(tokens, at):
        return 0
    if word.startswith(("ال", "وال")) and word not in words_that("title"):
        return 1
    has_next = at + 1 < len(tokens)
    if at > head + 1:
        return 2 if word in _LINKS and has_next and tokens.folded[at + 1].startswith("ال") else 0
    # An indefinite word in ة is likelier an adjective: صحيفة مشهورة.
    is_name = _stem_in(tokens, head, "takes-name") and not is_common(word) and not word.endswith("ه")
    if is_name or _names_a_place(word):
        return 1
    return int(has_next and word in words_that("organization-head") and tokens.folded[at + 1].startswith("ال"))


def _names_a_people(tokens: Tokens, index: int) -> bool:
    word = tokens.folded[index]
    return word in load_gazetteer().adjectives or _names_a_place(word) or not is_common(word)


_LINKS = frozenset({"لحقوق", "لشؤون", "لشوون", "لدعم", "لمكافحه", "لتنسيق", "لكره", "لحمايه", "لتحرير", "لرعايه"})


def _stem_in(tokens: Tokens, index: int, kind: str) -> bool:
    return any(stem in words_that(kind) for _, stem in without_proclitics(tokens.folded[index]))


def _names_a_place(word: str) -> bool:
    entry: ListedName | None = load_gazetteer().find(word)
    return entry is not None and entry.label == "place" and not entry.is_weak


def _group(tokens: Tokens, index: int) -> Iterator[NameCandidate]:
    trigger = trigger_at(tokens, index, "group-head")
    if trigger is None:
        return
    people = load_gazetteer().adjectives.get(tokens.folded[trigger[0] + 1])
    if people is None:
        return
    english, code = people
    head = tokens.span(index, index, trigger[1]).of(tokens.text)
    attributes = (("gloss", f"{english} {romanise(head)}"), *((("code", code),) if code else ()))
    rule = f"{head} with the name of a people"
    yield NameCandidate(index, trigger[0] + 1, trigger[1], "group", 0.8, rule, attributes)
