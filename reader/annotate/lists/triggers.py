"""Decides which words show what is beside them (titles, verbs of saying, heads of bodies), and which are common."""

from __future__ import annotations

from functools import cache, lru_cache

from reader.annotate.lists.gazetteer import read_lines
from reader.annotate.tokens import Tokens, without_proclitics
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


def trigger_at(tokens: Tokens, index: int, kind: str) -> tuple[int, int] | None:
    """The last token of the trigger that begins at a token, and the number of letters of its proclitics; else None."""
    words = words_that(kind)
    word = tokens.folded[index]
    pair = f" {tokens.folded[index + 1]}" if index + 1 < len(tokens) else ""
    for skipped, stem in without_proclitics(word):
        if stem + pair in words:
            return index + 1, skipped
        if stem in words:
            return index, skipped
    return None


@lru_cache(maxsize=30_000)
def kinds_of(word: str) -> frozenset[str]:
    """The kinds of trigger that may begin with a folded word, with or without its proclitics."""
    stems = {stem for _, stem in without_proclitics(word)}
    return frozenset().union(*(_kinds_by_first().get(stem, frozenset()) for stem in stems))


@cache
def _kinds_by_first() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind, words in _kinds().items():
        for word in words:
            first = word.partition(" ")[0]
            found[first] = found.get(first, frozenset()) | {kind}
    return found


def is_preposition_ala(tokens: Tokens, index: int) -> bool:
    """Whether the token is على, which folds to the name علي."""
    return tokens.folded[index].endswith("علي") and tokens.text[tokens.ends[index] - 1] == "ى"
