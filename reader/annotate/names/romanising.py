"""Decides how a name that no list knows is written in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reader.annotate.lists.gazetteer import read_lines
from reader.arabic.words import fold

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "ء": "", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v",
}  # fmt: skip
_VOWELS = "aiu"


def romanise(name: str) -> str:
    """A name in Latin letters, roughly as newspapers write it: romanise("منير السيال") == "Munir al-Sayal".

    Frequent words and pairs of words come from a list; the rest is written letter by letter, with an a where two
    consonants would begin a word. A word that is not in Arabic letters stays as it is.
    """
    return " ".join(latin for latin, _ in _parts(name) if latin)


def is_spelt_by_rule(name: str) -> bool:
    """Whether romanise writes a word of the name letter by letter, which is a guess at its vowels."""
    return any(is_guess for latin, is_guess in _parts(name) if latin)


def _parts(name: str) -> Iterator[tuple[str, bool]]:
    """The words of a name in Latin letters, each with whether it is spelt by rule."""
    written = [word for word in name.split() if fold(word)]
    words = [fold(word) for word in written]
    at = 0
    while at < len(words):
        pair = _known().get(" ".join(words[at : at + 2])) if at + 1 < len(words) else None
        if pair is not None:
            yield pair, False
        elif _ARABIC.search(words[at]):
            yield _word(words[at]), not _is_known(words[at])
        else:
            yield written[at], False
        at += 1 if pair is None else 2


_ARABIC = re.compile("[\u0621-\u06ff]")


@cache
def _known() -> dict[str, str]:
    pairs = (line.split("\t") for line in read_lines("romanised.tsv"))
    return {word: latin for words, latin in pairs for word in fold(words).split("|")}


def _word(word: str) -> str:
    known = _known().get(word)
    if known is not None:
        return known
    if word.startswith("ال") and len(word) > 3:
        stem = _known().get(word[2:], "")
        # A word with ال takes no "of": الجامعة الأمريكية is not the university of anything.
        return f"al-{_spell(word[2:]) if not stem or stem.endswith(' of') else stem}"
    return _spell(word)


def _is_known(word: str) -> bool:
    return word in _known() or (word.startswith("ال") and len(word) > 3 and word[2:] in _known())


def _spell(word: str) -> str:
    ending = "a" if word.endswith("ه") and len(word) > 2 else ""
    letters = word[:-1] if ending else word
    latin = ""
    for index, letter in enumerate(letters):
        after = letters[index + 1 : index + 2]
        if letter in "وي":
            glides = index == 0 or after == "ا" or latin[-1:] in _VOWELS
            sound = ("w" if letter == "و" else "y") if glides else ("u" if letter == "و" else "i")
        else:
            sound = _LETTERS.get(letter, letter)
        if index == 1 and latin[-1:] not in _VOWELS and sound and sound[0] not in _VOWELS:
            latin += "a"
        if not (sound == "a" and latin.endswith("a")):
            latin += sound
    if ending and not latin.endswith("a"):
        latin += ending
    return latin[:1].upper() + latin[1:]
