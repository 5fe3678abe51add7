"""Looks words up in the lexicon of cues, which was grown from marked articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from math import log

from reader.annotate.commitments.word_forms import find_forms, find_lemmas
from reader.annotate.tokens import without_proclitics

FILE, FORMS = "cue_words.tsv", "cue_forms.tsv"
_SHORTEST_GUESSED = 4
"""The least letters of a word that may be guessed; shorter ones are forms of too many words."""
NONE = "-"
"""The lemma of words that only look like a cue after a proclitic: بحث is not ب with حث."""


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word that has bound somebody in a marked article."""

    word: str
    """Folded, without proclitics."""
    lemma: str
    types: Mapping[str, int]
    """How often it was the cue of each type."""
    seen: int
    """How often it stands in the marked articles, as a cue or not."""
    follows: str
    """What most often comes after it: a preposition, أن, a verbal noun …"""
    example: str
    """A sentence in which it binds."""
    is_unseen: bool = False
    """Whether the marked articles do not have it, so that the counts are those of all seen words of its lemma."""

    is_guessed: bool = False
    """Whether the word looked up is another one, of which this may be a form."""

    @property
    def bound(self) -> int:
        """How often it was a cue."""
        return sum(self.types.values())

    def log_odds(self) -> float:
        """How much likelier it is to bind than not, before its surroundings are known."""
        return log((self.bound + 0.5) / (max(0, self.seen - self.bound) + 1.0))

    def share(self, label: str) -> float:
        """The share of a type among its cues, smoothed."""
        return (self.types.get(label, 0) + 0.3) / (self.bound + 2.4)


@lru_cache(maxsize=30_000)
def find_cue_word(folded: str) -> CueWord | None:
    """The entry of a folded word or of its stem without proclitics; else a guess, from a form of it or its lemma."""
    lexicon = read_lexicon()
    found = next((lexicon[stem] for _, stem in without_proclitics(folded) if stem in lexicon), None)
    if found is None and len(folded) >= _SHORTEST_GUESSED:
        found = _guess(folded)
    return found if found and found.lemma != NONE else None


def _guess(folded: str) -> CueWord | None:
    """What is known of a word without the pronoun at its end, or of the lemma of which it may be a form."""
    lexicon, pooled = read_lexicon(), _pool_lemmas()
    shorter = (lexicon[form] for form in find_forms(folded) if form in lexicon)
    related = (pooled[lemma] for lemma in find_lemmas(folded) if lemma in pooled)
    found = next(chain(shorter, related), None)
    return found and replace(found, is_guessed=True)


@cache
def _pool_lemmas() -> Mapping[str, CueWord]:
    """One entry for each lemma, with the counts of all its words that the marked articles have."""
    by_lemma: defaultdict[str, list[CueWord]] = defaultdict(list)
    for entry in _read_seen_words().values():
        by_lemma[entry.lemma].append(entry)
    return {lemma: _pool(entries) for lemma, entries in by_lemma.items()}


@cache
def read_lexicon() -> Mapping[str, CueWord]:
    """The entries by word, those of forms that no marked article has among them."""
    pooled = _pool_lemmas()
    unseen = {form: replace(pooled[lemma], word=form) for lemma, forms in _read_rows(FORMS) for form in forms.split()}
    return unseen | _read_seen_words()


@cache
def _read_seen_words() -> dict[str, CueWord]:
    """The entries of words that the marked articles have, by word."""
    return {
        word: CueWord(word, lemma, _read_counts(types), int(times), follows, example)
        for word, lemma, types, times, follows, example in _read_rows(FILE)
    }


def _read_rows(name: str) -> Iterator[list[str]]:
    text = (files("reader.annotate") / "lexicon" / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def _pool(entries: Sequence[CueWord]) -> CueWord:
    """One entry with the counts of all words of a lemma."""
    types = sum((Counter(entry.types) for entry in entries), Counter[str]())
    return replace(entries[0], types=types, seen=sum(entry.seen for entry in entries), is_unseen=True)


def _read_counts(written: str) -> dict[str, int]:
    return {label: int(count) for label, _, count in (pair.partition(":") for pair in written.split())}
