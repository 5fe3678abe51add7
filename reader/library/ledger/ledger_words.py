"""Reads the words that show whether an act was done, left undone or taken back, and those that say nothing of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reader.arabic.words import fold


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """The words of ledger_words.toml, folded."""

    bearing: Mapping[str, str]
    """The bearing (kept, broken, withdrawn) that a word has on a commitment, by the word."""
    done: frozenset[str]
    """Words that make a report of the verbal noun after them: تم الافتتاح."""
    ahead: frozenset[str]
    """Words that put what follows them in the future or in doubt."""
    negations: frozenset[str]
    light: frozenset[str]
    """Words that say nothing of an act."""

    def find_bearing(self, word: str) -> str:
        """The bearing of a folded word, with or without proclitics; empty where it has none."""
        return next((bearing for bare in _bare_forms(word) if (bearing := self.bearing.get(bare))), "")

    def is_negation(self, word: str) -> bool:
        """Whether a folded word negates what follows it: لم, ولم, بعدم."""
        return any(bare in self.negations for bare in _bare_forms(word))


_PROCLITICS = ("", "ال", "وال", "لل", "بال", "و", "ف", "ب", "ل")


def _bare_forms(word: str) -> Iterator[str]:
    for proclitic in _PROCLITICS:
        if word.startswith(proclitic):
            yield word[len(proclitic) :]


@cache
def read_ledger_words() -> LedgerWords:
    """The words, read once."""
    table = tomllib.loads(files("reader.library.ledger").joinpath("ledger_words.toml").read_text(encoding="utf-8"))
    return LedgerWords(
        bearing={word: bearing for bearing in ("kept", "broken", "withdrawn") for word in fold(table[bearing]).split()},
        done=frozenset(fold(table["done"]).split()),
        ahead=frozenset(fold(table["ahead"]).split()),
        negations=frozenset(fold(table["negations"]).split()),
        light=frozenset(fold(table["light"]).split()),
    )
