"""Finds people's names: after a title, an office or a verb of saying, or by a given name with what follows it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reader.annotate.lists.gazetteer import load_gazetteer, load_name_units
from reader.annotate.lists.triggers import common_words, is_common, is_preposition_ala, kinds_of, trigger_at, words_that
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.tokens import Tokens, without_proclitics

_TITLES = ("title", "title?", "role")
_LONGEST = 5
"""The most units in a name."""
_RULERS = frozenset({"الملك", "الملكه", "البابا", "الشاه", "السلطان", "القيصر", "الامبراطور"})
_REGNAL = frozenset({"الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "العاشر"})
_GOD = "الله"
"""The word for God, which ends a name only with عبد, نصر and the like before it."""
_FAR = 7
"""The most words between an office and the name of its holder: وزير الخارجية والتعاون الدولي الروسي …"""


def find_people(tokens: Tokens) -> Iterator[NameCandidate]:
    """The people named in a text, in text order."""
    end = 0
    for index, word in enumerate(tokens.folded):
        if index < end:
            continue
        is_title, is_unit = _may_begin(word)
        found = _after_title(tokens, index) if is_title else None
        if found is None and is_unit:
            found = _by_given_name(tokens, index)
        if found is not None:
            yield found
            end = found.last + 1


def take_name(tokens: Tokens, index: int, *, strangers: int) -> tuple[int, int]:
    """The token after the personal name that begins at a token, and the name's number of units; else (index, 0).

    `strangers` is the number of words unknown to the lists that the name may have, which depends on how sure it is
    that a name begins here.
    """
    units, closed, particles = load_name_units(), words_that("closed"), words_that("particle")
    at, taken, unknown = index, 0, 0
    while at < len(tokens) and taken < _LONGEST:
        word = tokens.folded[at]
        if (
            not word.isalpha()
            or word == _GOD
            or word in closed
            or is_preposition_ala(tokens, at)
            or _begins_office(tokens, at)
        ):
            break
        if word in particles and _can_follow_particle(tokens, at + 1):
            # بن عبد الوهاب: a particle may follow a particle.
            is_double = tokens.folded[at + 1] in particles and _can_follow_particle(tokens, at + 2)
            at, taken = at + 2 + is_double, taken + 1
            continue
        use = units.get(word, "")
        if not use or use[-1] == "w":
            if not taken and not strangers or _is_listed(word):
                break
            if not use:
                if taken > 1 and not word.startswith("ال"):
                    break
                if unknown >= strangers + word.startswith("ال") or not _is_strange(word):
                    break
                unknown += 1
        at, taken = at + 1, taken + 1
    return at, taken


def _is_strange(word: str) -> bool:
    """Whether a word looks like a foreign name: it is neither common nor, after a proclitic, a listed name."""
    if len(word) < 3 or is_common(word) or not kinds_of(word).isdisjoint(_TITLES):
        return False
    return not any(
        stem in load_name_units() or _is_listed(stem) for skipped, stem in without_proclitics(word) if skipped
    )


def _begins_office(tokens: Tokens, index: int) -> bool:
    """Whether an office or a title begins here, so that the name before it has ended: أمين المجمع, رئيس الوزراء."""
    word = tokens.folded[index]
    if word in words_that("title"):
        return True
    if word not in words_that("role"):
        return False
    use = load_name_units().get(word, "w")
    after = tokens.folded[index + 1] if index + 1 < len(tokens) else ""
    return use[-1] == "w" or after.startswith("ال") or after in words_that("role")


def _after_title(tokens: Tokens, index: int) -> NameCandidate | None:
    for kind in _TITLES:
        is_sure = kind == "title"
        trigger = trigger_at(tokens, index, kind)
        if trigger is None:
            continue
        word = " ".join(tokens.folded[index : trigger[0] + 1])
        start = _skip_description(tokens, trigger[0] + 1, is_office=kind == "role")
        if start >= len(tokens):
            return None
        is_described = start > trigger[0] + 1
        if kind == "role" and not is_described:
            continue
        end, taken = take_name(tokens, start, strangers=2 if is_sure or is_described else 1)
        is_unit = is_sure and tokens.folded[start] in load_name_units()
        if taken == 1 and not is_unit and tokens.folded[start].startswith("ال"):
            # الملك المنتصر: after a title, an unknown word with ال is likelier the title's adjective.
            continue
        if taken and tokens.folded[end : end + 1] and tokens.folded[end] in _REGNAL and _rules(word):
            end += 1
        if taken and (taken > 1 or is_sure or _is_sure_unit(tokens.folded[start])):
            score = 0.85 if taken > 1 else 0.7
            title = tokens.span(index, *trigger).of(tokens.text)
            return _person(start, end, 0, score, f"{title} before a name")
    return None


def _skip_description(tokens: Tokens, index: int, *, is_office: bool) -> int:
    """The token after the adjectives of a title (السوري السابق), or after the words that complete an office."""
    adjectives, after_title = load_gazetteer().adjectives, words_that("after-title")
    start = index
    while index < len(tokens) and index - start < _FAR:
        word = tokens.folded[index]
        is_of_office = is_office and word.isalpha() and _is_definite(word) and not _is_sure_unit(word)
        is_described = word in adjectives or word in after_title or word in words_that("title")
        if not (is_of_office or is_described or _describes_next(tokens, index)):
            break
        index += 1
    return index


def _describes_next(tokens: Tokens, index: int) -> bool:
    """Whether a word with ال that is not a name itself comes before a name: الخليفة الأموي عبد الملك."""
    if not tokens.folded[index].startswith(("ال", "وال")) or tokens.folded[index] in load_name_units():
        return False
    after = tokens.folded[index + 1] if index + 1 < len(tokens) else ""
    return _is_sure_unit(after) or after in words_that("particle")


def _rules(word: str) -> bool:
    return any(stem in _RULERS for _, stem in without_proclitics(word))


def _is_definite(word: str) -> bool:
    return any(stem.startswith("ال") for _, stem in without_proclitics(word))


@lru_cache(maxsize=30_000)
def _may_begin(word: str) -> tuple[bool, bool]:
    """Whether a title or an office may begin with a word, and whether a name may."""
    units, particles = load_name_units(), words_that("particle")
    is_unit = any(stem in units or stem in particles for _, stem in without_proclitics(word))
    return not kinds_of(word).isdisjoint(_TITLES), is_unit


def _by_given_name(tokens: Tokens, index: int) -> NameCandidate | None:
    units, particles = load_name_units(), words_that("particle")
    word = tokens.folded[index]
    for skipped, stem in without_proclitics(word):
        use = units.get(stem, "")
        is_compound = stem in particles and (stem in ("ابو", "ابن", "عبد") or _is_god(tokens, index + 1))
        is_given = use in ("g", "b") or is_compound
        is_said = index > 0 and tokens.folded[index - 1] in words_that("saying")
        if not is_given and not (is_said and use and use[-1] != "w"):
            continue
        if stem in words_that("closed") or is_preposition_ala(tokens, index) or (skipped and word in common_words()):
            continue
        if stem in particles and (is_compound or use not in ("g", "b")):
            if not _can_follow_particle(tokens, index + 1):
                continue
            end, taken = take_name(tokens, index + 2, strangers=1)
            return _person(index, end, skipped, 0.6, "a name with أبو, ابن or عبد")
        end, taken = take_name(tokens, index + 1, strangers=1)
        if taken:
            sure = sum(_is_sure_unit(each) for each in tokens.folded[index + 1 : end])
            if not sure and not is_said and (stem.startswith("ال") or _is_listed(stem)):
                # ألفرد and عدن are given names too, but they more often mean the individual and the town.
                continue
            score = 0.85 if is_said or sure else 0.55
            return _person(index, end, skipped, score, "a given name and what follows it")
        if is_said and not skipped and stem not in words_that("role"):
            return _person(index, index + 1, skipped, 0.55, "a name after a verb of saying")
    return None


def _person(start: int, end: int, skipped: int, score: float, rule: str) -> NameCandidate:
    return NameCandidate(start, end - 1, skipped, "person", score, rule)


def _can_follow_particle(tokens: Tokens, index: int) -> bool:
    if index >= len(tokens):
        return False
    word = tokens.folded[index]
    return (
        word.isalpha() and len(word) > 1 and word not in words_that("closed") and not is_preposition_ala(tokens, index)
    )


def _is_god(tokens: Tokens, index: int) -> bool:
    return tokens.folded[index : index + 1] == [_GOD]


def _is_sure_unit(word: str) -> bool:
    use = load_name_units().get(word, "")
    return bool(use) and use[-1] != "w" and word not in words_that("closed")


def _is_listed(word: str) -> bool:
    gazetteer = load_gazetteer()
    if word in gazetteer.adjectives:
        return True
    entry = gazetteer.find(word)
    return entry is not None and not entry.is_weak and entry.label != "person"
