"""Decides which words show what is beside them (titles, particles of names, heads of places), and which are common."""

from __future__ import annotations

from functools import cache, lru_cache

from reader.annotate.lists.gazetteer import read_lines
from reader.annotate.tokens import without_proclitics
from reader.arabic.words import fold


@cache
def words_that(kind: str) -> frozenset[str]:
    """The folded words of a kind in triggers.tsv; phrases are joined by spaces."""
    return _kinds()[kind]


@cache
def common_words() -> frozenset[str]:
    """Folded words that are common in the news and are not names."""
    return frozenset(read_lines("common_words.txt.gz"))


_ENDINGS = (
    "يتين",
    "تين",
    "تان",
    "يين",
    "يون",
    "تها",
    "ته",
    "هما",
    "ها",
    "هم",
    "نا",
    "ين",
    "ون",
    "ان",
    "ات",
    "وا",
    "يه",
    "ه",
    "ا",
    "ت",
)
_IMPERFECT = "يتنا"


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Whether a folded word, with or without its proclitics and endings, is a common word."""
    common = common_words()
    for _, stem in without_proclitics(word):
        if stem in common:
            return True
        for ending in _ENDINGS:
            if stem.endswith(ending) and len(stem) - len(ending) > 2 and stem[: -len(ending)] in common:
                return True
        if stem[0] in _IMPERFECT and len(stem) > 3 and any(first + stem[1:] in common for first in _IMPERFECT):
            return True
    return False


@cache
def _kinds() -> dict[str, frozenset[str]]:
    kinds: dict[str, frozenset[str]] = {}
    for line in read_lines("triggers.tsv"):
        kind, words = line.split("\t")
        kinds[kind] = kinds.get(kind, frozenset()) | frozenset(fold(words).split("|"))
    return kinds
