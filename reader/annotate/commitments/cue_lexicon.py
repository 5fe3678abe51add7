"""Looks words up in the lexicon of cues, which was grown from marked articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from math import log

from reader.annotate.commitments.word_forms import find_forms, find_lemmas

FILE = "cue_words.tsv"


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
    """The entry of a folded word, or of a form of it without clitics, or what is known of its lemma."""
    lexicon = read_lexicon()
    entry = next((lexicon[form] for form in find_forms(folded) if form in lexicon), None)
    if entry is not None:
        return entry
    by_lemma = _by_lemma()
    return next((by_lemma[lemma] for lemma in find_lemmas(folded) if lemma in by_lemma), None)


@cache
def _by_lemma() -> Mapping[str, CueWord]:
    """What is known of each lemma, from all its words."""
    words: dict[str, list[CueWord]] = defaultdict(list)
    for entry in read_lexicon().values():
        words[entry.lemma].append(entry)
    return {lemma: _add_up(entries) for lemma, entries in words.items()}


def _add_up(entries: Sequence[CueWord]) -> CueWord:
    usual = max(entries, key=lambda entry: entry.bound)
    types: Counter[str] = Counter()
    for entry in entries:
        types.update(entry.types)
    return replace(usual, types=types, seen=sum(entry.seen for entry in entries))


@cache
def read_lexicon() -> Mapping[str, CueWord]:
    """The entries by word."""
    text = (files("reader.annotate") / "lexicon" / FILE).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {
        word: CueWord(word, lemma, _read_counts(types), int(seen), follows, example)
        for word, lemma, types, seen, follows, example in rows
    }


def _read_counts(written: str) -> dict[str, int]:
    return {label: int(count) for label, _, count in (pair.partition(":") for pair in written.split())}
