"""Which names the recogniser is too unsure of to be shown, where nothing else speaks for them."""

from __future__ import annotations

from collections.abc import Sequence

from reader.annotate.lists.gazetteer import load_gazetteer, load_name_units
from reader.annotate.lists.triggers import trigger_at, words_that
from reader.annotate.names.name_candidates import NameCandidate
from reader.annotate.names.short_names import letters_of
from reader.annotate.tokens import Tokens

_NEEDED = {"place": 0.9, "person": 0.8, "organization": 0.5, "misc": 0.6}
"""The score that a name needs which no list knows.

Below, fewer than three in ten are right, by the ninth tenth of ANERcorp's training part with a recogniser that had not
learnt from it, and by Wojood's sample (train).
"""

_WITH_SUPPORT = {"place": 0.7, "person": 0.6}
"""The same for a place after بلدة and the like, and for a person with a name that a list has."""

_SURE = 0.95
"""The score of a mention that vouches for the others of the same spelling."""

_HEADS = {"organization": ("organization-head",), "place": ("place-name-head", "place-head")}
"""Words that begin names and are none by themselves."""

_BEFORE_PLACES = ("place-name-head", "direction", "place-head")


def leave_out_doubtful(tokens: Tokens, candidates: Sequence[NameCandidate]) -> list[NameCandidate]:
    """The candidates without head words by themselves, without adjectives in the accusative (وفدا سوريًا), and without
    those that score little, that no list knows and no sure mention in the article repeats.
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
