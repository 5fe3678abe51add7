"""Reads from the words of a passage whether an act was done, left undone or called off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reader.library.index.index_words import folded_words
from reader.library.ledger.act_words import act_key
from reader.library.ledger.ledger_words import LedgerWords, read_ledger_words

REACH = 3
"""How many words before a word may put it in the future, or say that it was done: تم صباح اليوم فتح المعبر."""
NEGATION_REACH = 2
"""How many words before a word may negate it: لم يتم تنفيذ."""
_FUTURE = ("سي", "ست", "سن", "سا")


def find_bearing(text: str, act: frozenset[str]) -> str:
    """The bearing that the words of a passage suggest: "kept", "broken", "withdrawn", or "" where they suggest none.

    A negation before a word of fulfilment makes it one of breach; before a word of breach or withdrawal it takes the
    bearing away. A word in the future, or after a word of planning, suggests nothing. `act` has the keys of the act
    (`act_words.act_keys`): a word of withdrawal that is the act itself (إلغاء where the act is to cancel), and تم
    before a word of the act, say that it was kept.
    """
    counts = Counter(_bearings(folded_words(text), act))
    # What was called off was planned, decided or agreed on, as the same sentence often says: so fulfilment comes last.
    return next((bearing for bearing in ("withdrawn", "broken", "kept") if counts[bearing]), "")


def _bearings(words: list[str], act: frozenset[str]) -> Iterator[str]:
    known = read_ledger_words()
    for place, word in enumerate(words):
        before = words[max(0, place - REACH) : place]
        bearing = known.find_bearing(word)
        if act_key(word) in act and (bearing or any(each in known.done for each in before)):
            bearing = "kept"
        if not bearing or _is_ahead(word, before, known):
            continue
        if not any(known.is_negation(each) for each in before[-NEGATION_REACH:]):
            yield bearing
        elif bearing == "kept":
            yield "broken"


def _is_ahead(word: str, before: list[str], known: LedgerWords) -> bool:
    return word.startswith(_FUTURE) or any(each in known.ahead for each in before)
