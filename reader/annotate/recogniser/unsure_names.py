"""Decides which names the recogniser is too unsure of to propose, where there is no other evidence for them."""

from __future__ import annotations

from collections.abc import Sequence

from reader.annotate.lists.gazetteer import load_gazetteer, load_name_units
from reader.annotate.lists.triggers import trigger_at, words_that
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.short_names import letters_of
from reader.annotate.tokens import Tokens

_NEEDED = {"place": 0.9, "person": 0.8, "organization": 0.5, "misc": 0.6}
"""The least score of a name that no list knows, by label.

Fewer than three in ten names with a lower score are right, as measured on the ninth tenth of ANERcorp's training part,
with a recogniser that had not learnt from it, and on Wojood's sample (train).
"""

_WITH_SUPPORT = {"place": 0.7, "person": 0.6}
"""The least score of a place after بلدة and the like, and of a person with a word that a list has as a name."""

_SURE = 0.95
"""The least score of a mention that is evidence for the others with the same spelling."""

_HEADS = {"organization": ("organization-head",), "place": ("place-name-head", "place-head")}
"""The kinds of words that begin names but are not names by themselves, by label."""

_BEFORE_PLACES = ("place-name-head", "direction", "place-head")


def leave_out_unsure(tokens: Tokens, candidates: Sequence[NameCandidate]) -> list[NameCandidate]:
    """The candidates that are likely to be names.

    Head words by themselves and adjectives in the accusative (وفدا سوريًا) are left out, and so are candidates with a
    low score that no list knows and that no sure mention in the article repeats.
    """
    named = [(each, letters_of(tokens, each)) for each in candidates if not _is_adjective(tokens, each)]
    named = [(each, words) for each, words in named if not _is_head(each, words)]
    sure = {(each.label, words) for each, words in named if each.score >= _SURE}
    return [each for each, words in named if (each.label, words) in sure or _is_likely(tokens, each, words)]


def _is_adjective(tokens: Tokens, each: NameCandidate) -> bool:
    return each.label == "place" and each.first == each.last and tokens.has_tanwin(each.first)


def _is_head(each: NameCandidate, words: Sequence[str]) -> bool:
    return len(words) == 1 and any(words[0] in words_that(kind) for kind in _HEADS.get(each.label, ()))


def _is_likely(tokens: Tokens, each: NameCandidate, words: Sequence[str]) -> bool:
    needed = _NEEDED.get(each.label, 0.0)
    if each.score >= needed:
        return True
    entry = load_gazetteer().find(" ".join(words))
    if entry is not None and entry.label == each.label:
        return True
    return each.score >= _WITH_SUPPORT.get(each.label, needed) and _has_support(tokens, each, words)


def _has_support(tokens: Tokens, each: NameCandidate, words: Sequence[str]) -> bool:
    if each.label == "person":
        uses = (load_name_units().get(word, "w") for word in words)
        return any(use[-1] != "w" for use in uses)
    near = range(max(each.first - 2, 0), each.first + 1)
    return any(trigger_at(tokens, index, kind) is not None for index in near for kind in _BEFORE_PLACES)
