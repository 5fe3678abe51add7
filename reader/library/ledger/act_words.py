"""Cuts the words of an act down to keys that a verb shares with its verbal noun, and weighs them by their rarity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from reader.library.index.index_words import folded_words
from reader.library.ledger.ledger_words import read_ledger_words

_BEFORE = re.compile(r"(?:ال|لل|[وبل]|[فك](?=ال)|ف(?=لل)|س(?=[ايتن]))(?=[^\W_]{3})")
"""What may stand before a word; ف and ك only before ال, since they begin many a verb: فتحت, كشفت."""
_ENDINGS = re.compile(r"(?<=[^\W_]{3})(?:تها|تهم|هما|ات|ون|ين|ان|وا|ها|هم|نا|يه|ه|ا|ي|ت)$")
_BEGINNINGS = re.compile(r"است(?=[^\W_]{3})|م(?=[^\W_]{4})|[ايتن](?=[^\W_]{3})")
"""The letters that begin a present or a verbal noun."""
_WEAK = str.maketrans("", "", "اويء")
OTHER_TEXTS = 1000
"""How many texts without any of the keys are counted beside those given."""
_LEAST = 2
"""The least letters of a key; a word of fewer strong letters keeps its weak ones."""


@lru_cache(maxsize=200_000)
def act_key(folded: str) -> str:
    """The strong letters of a folded word, without what may be added before and after them.

    سيفتتح and افتتاح are both فتتح, ينظم and التنظيم both نظم. It is no root: سحب and انسحاب differ, and words of
    different roots may have one key, so that a shared key is a sign only.
    """
    if folded.isdigit():
        return folded
    bare = folded
    while before := _BEFORE.match(bare):
        bare = bare[before.end() :]
    bare = _ENDINGS.sub("", bare)
    shorter = _BEGINNINGS.sub("", bare, count=1) if _BEGINNINGS.match(bare) else bare
    key = shorter.translate(_WEAK)
    return key if len(key) >= _LEAST else bare


@lru_cache(maxsize=4096)
def act_keys(text: str) -> frozenset[str]:
    """The keys of the words of a text that say something of an act: no particles, months or words of one letter."""
    light = read_ledger_words().light
    return frozenset(act_key(word) for word in folded_words(text) if len(word) > 1 and word not in light)


def weigh_keys(texts: Iterable[Iterable[str]]) -> Mapping[str, float]:
    """How much each key says, up to 1 for one that a single text has.

    It is the square of the inverse frequency's logarithm (Spaerck Jones 1972), so that one rare word says more than
    several frequent ones. In few texts every word is rare, so they are counted as a part of a larger library.
    """
    counts: Counter[str] = Counter()
    total = OTHER_TEXTS
    for keys in texts:
        total += 1
        counts.update(set(keys))
    scale = log(total)
    return {key: (log(total / count) / scale) ** 2 for key, count in counts.items()}


def sum_weights(keys: Iterable[str], weights: Mapping[str, float]) -> float:
    """What keys say together; a key without a weight counts as rare."""
    get = weights.get
    return sum([get(key, 1.0) for key in keys])


def overlap(shared: float, one: float, other: float, *, inside: float) -> float:
    """The share, from 0 to 1, of what two sets of keys say that both say; all three are sums of weights.

    It is measured against the lighter set (`inside` = 1: the one may be a part of the other), against the heavier one
    (0), or between them.
    """
    whole = inside * min(one, other) + (1 - inside) * max(one, other)
    return min(1.0, shared / whole) if whole else 0.0
