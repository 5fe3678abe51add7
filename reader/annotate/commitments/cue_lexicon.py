"""Looks words up in the lexicon of cues, which was grown from marked articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from reader.annotate.tokens import without_proclitics

FILE = "cue_words.tsv"
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


def find_cue_word(folded: str) -> CueWord | None:
    """The entry of a folded word, or of what is left of it without its proclitics."""
    lexicon = read_lexicon()
    found = next((lexicon[stem] for _, stem in without_proclitics(folded) if stem in lexicon), None)
    return found if found and found.lemma != NONE else None


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
