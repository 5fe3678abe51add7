"""Decides whether a word after a number can, by its form, only be what it counts: 45 تخصصا, 200 بطاقة, 5 ورشات."""

from __future__ import annotations

from reader.annotate.tokens import Tokens

_SHORTEST = 4
_NO_NOUN_ENDS = ("ها", "نا", "ما", "يا")
"""Word endings in alef that are not an accusative: منها, قدمنا, بينما, سنويا."""


def is_counted(tokens: Tokens, index: int, number: float) -> bool:
    """Whether a word that the lists do not know has the form of a noun counted by this number.

    After 11 to 99 that is a singular in an accusative alef or ة, after 3 to 10 a plural in ات, and after hundreds a
    singular in ة.
    """
    word = tokens.folded[index]
    written = tokens.text[tokens.starts[index] : tokens.ends[index]]
    if len(word) < _SHORTEST or not word.isalpha() or word.startswith(("ال", "و", "ب", "ل", "ف")):
        return False
    rest = number % 100
    if rest != int(rest):
        return False
    is_feminine = written.endswith("ة")
    if 11 <= rest <= 99:
        has_alef = word.endswith("ا") and not word.endswith(_NO_NOUN_ENDS)
        return is_feminine or has_alef or tokens.has_tanwin(index)
    if 3 <= rest <= 10:
        return word.endswith("ات")
    return is_feminine and number >= 100 and rest == 0
