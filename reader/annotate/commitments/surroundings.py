"""Decides what stands near a cue: the words it needs or shuns, a hypothesis, what an agreement provides."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import mark_at
from reader.annotate.commitments.lexicon import Entry
from reader.annotate.commitments.tokens import COLON, COMMA, Tokens

NEGATIONS = grammar.WORDS["negations"]
_POSSIBLE = frozenset(("قبل", "دون", "حال", "بدون", "ممكن", "الممكن", "يستطيع", "شانه", "شانها"))
_UNREAL = grammar.WORDS["unreal"]


def reach(tokens: Tokens, index: int, entry: Entry) -> int:
    """The word of an entry's `only_with` that its cue stands with; the cue itself where there is none."""
    for place in range(index + 1, min(index + 14, len(tokens))):
        if tokens.break_before(place) >= COLON:
            break
        word = tokens.words[place]
        if word in entry.only_with or word[1:] in entry.only_with:
            return place
    return index


def find_provision(tokens: Tokens, last: int) -> int:
    """The word of يقضي, ينص … that says what a reached agreement provides, in the same sentence; -1 where none does."""
    for place in range(last + 1, min(len(tokens), last + 32)):
        if tokens.break_before(place) >= COLON:
            break
        if tokens.words[place] in ("يقضي", "ينص", "تقضي", "تنص", "يتضمن", "يشمل", "تتضمن", "تشمل"):
            return place
    return -1


def stands_with(tokens: Tokens, index: int, markers: frozenset[str]) -> bool:
    for place in range(index + 1, min(index + 8, len(tokens))):
        if tokens.break_before(place) >= COMMA:
            return False
        marked = mark_at(tokens, place, markers)
        if marked is not None:
            return marked[0] == "أن" or place <= index + 4 or markers >= {"على"}
    return False


def is_unreal(tokens: Tokens, index: int) -> bool:
    """Whether a verb stands in a question or hypothesis (إذا، هل، قبل أن): nobody is bound yet."""
    words = tokens.words
    for place in range(max(0, index - 3), index):
        if tokens.break_before(place + 1) >= COMMA:
            continue
        if words[place] in _UNREAL and words[place] != "او":
            return True
        if (
            place + 2 == index
            and words[place + 1] == "ان"
            and (words[place].startswith(("يمكن", "تمكن")) or words[place] in _POSSIBLE)
        ):
            return True
        if place + 1 == index and words[place] in ("قد", "وقد", "يمكن") and words[index][0] in "يتن":
            return True
    return False
