"""Decides which words name a speaker, between the verb of saying and the words that are reported."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.deadlines import deadline_at
from reader.annotate.commitments.extents import is_verb
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.quotations import opens_speech
from reader.annotate.commitments.text_words import COLON, COMMA, HARD, TextWords

_FAR = 34
"""Words between a verb of saying and what is said."""
_ASIDES = grammar.WORDS["asides"]
_INSIDE = grammar.WORDS["inside_names"]
_HEARERS = grammar.WORDS["hearers"]
_OCCASIONS = grammar.WORDS["occasions"]


def whole_speaker(tokens: TextWords, lexicon: Lexicon, end: int, before: int) -> int:
    """The end of all that names a speaker of whom the words up to `end` are known: titles, name, relative clause."""
    words = tokens.words
    that = _find_words(tokens, end, before)
    place = end
    relative = False
    while place < that:
        word = words[place]
        following = words[place + 1] if place + 1 < that else ""
        apart = tokens.break_before(place) >= COMMA
        if apart:
            if _is_aside(tokens, place) or is_verb(tokens, lexicon, place):
                return place
            relative = False
        relative = relative or word in grammar.RELATIVES
        # ممثلون عن الأهالي، عضو المجلس عن الولاية, but: سعيد الصالحي عن الاجتماع
        aside = word in _ASIDES and not apart and (word != "عن" or _is_person(tokens, place - 1))
        aside = aside or (word == "في" and following in _OCCASIONS) or deadline_at(tokens, place) > place
        if not relative and (aside or _hears(tokens, place) or is_verb(tokens, lexicon, place)):
            return place
        place += 1
    return place


def _find_words(tokens: TextWords, end: int, before: int) -> int:
    """Where what is said begins; `end` where that is not to be seen."""
    for place in range(end, min(before, end + _FAR)):
        gap = tokens.break_before(place)
        if gap >= HARD:
            break
        if tokens.words[place] in grammar.THAT or gap == COLON or (place > end and opens_speech(tokens, place)):
            return place
    return end


def _is_aside(tokens: TextWords, place: int) -> bool:
    word = tokens.words[place]
    if word in grammar.PREPOSITIONS or word in grammar.ADVERBS or word in grammar.DAYS or word in grammar.OPENERS:
        return True
    return _hears(tokens, place) or word.removeprefix("ل") in _HEARERS or deadline_at(tokens, place) > place


def _is_person(tokens: TextWords, place: int) -> bool:
    return tokens.named.get(place, (0, 0, ""))[2] == "person"


def _hears(tokens: TextWords, place: int) -> bool:
    """Whether who was told begins at a word: لوكالة الأنباء، لـ«الحياة»; not المدير العام للصحة."""
    word = tokens.words[place]
    if word == "ل":
        return True
    if word[0] != "ل" or grammar.has_own(word, "ل") or tokens.words[place - 1] in _INSIDE:
        return word in ("لوكاله", "لقناه", "لصحيفه", "لرويترز", "لوسايل")
    bare = word[2:] if word.startswith("لل") else word[1:]
    return bare in _HEARERS or (not word.startswith("لل") and place in tokens.named)
