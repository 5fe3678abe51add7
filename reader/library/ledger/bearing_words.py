"""Reads from the words of a passage whether an act was done, left undone or called off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reader.library.index.index_words import folded_words
from reader.library.ledger.act_words import act_key
from reader.library.ledger.ledger_words import LedgerWords, read_ledger_words

REACH = 3
"""How many words before a word may negate it or put it in the future: لم يتم إلى الآن تنفيذ."""
_FUTURE = ("سي", "ست", "سن", "سا")


def find_bearing(text: str, act: frozenset[str]) -> str:
    """The bearing that most words of a passage suggest: "kept", "broken", "withdrawn", or "" where none does.

    A negation before a word of fulfilment makes it one of breach, and one before the act itself does too; before a word
    of breach or withdrawal it takes its bearing away. A word in the future suggests nothing. `act` has the keys of
    the act (`act_words.act_keys`): تم before one of them, or a past form of its first word, says that it was done.
    """
    counts = Counter(_bearings(folded_words(text), act))
    # What was called off was often planned, decided or agreed in the same sentence, so it outweighs the others.
    for bearing in ("withdrawn", "broken", "kept"):
        if counts[bearing] and counts[bearing] * 2 >= counts["kept"]:
            return bearing
    return ""


def _bearings(words: list[str], act: frozenset[str]) -> Iterator[str]:
    known = read_ledger_words()
    for place, word in enumerate(words):
        before = words[max(0, place - REACH) : place]
        bearing = known.find_bearing(word)
        if not bearing and any(each in known.done for each in before[-1:]) and act_key(word) in act:
            bearing = "kept"
        if not bearing or _is_ahead(word, before, known):
            continue
        if not any(known.is_negation(each) for each in before[-2:]):
            yield bearing
        elif bearing == "kept":
            yield "broken"


def _is_ahead(word: str, before: list[str], known: LedgerWords) -> bool:
    return word.startswith(_FUTURE) or any(each in known.ahead for each in before)
