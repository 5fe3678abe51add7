"""Decides how much a text looks like written Arabic, so that the decodings of the same bytes can be ranked."""

from __future__ import annotations

import math
import re

from reader.arabic.words import words

# The number of times that each letter occurs among a thousand letters of written Arabic, rounded.
_PER_THOUSAND = {
    **{"ا": 130, "ل": 118, "ي": 73, "م": 62, "و": 58, "ن": 58, "ر": 48, "ت": 44, "ب": 36, "ع": 34, "د": 33, "ة": 32},
    **{"س": 30, "ف": 30, "ه": 28, "ك": 24, "ق": 24, "أ": 23, "ح": 21, "ج": 15, "ش": 13, "ص": 12, "ط": 12, "خ": 11},
    **{"ى": 10, "إ": 10, "ض": 8, "ذ": 8, "ث": 8, "ز": 7, "ئ": 6, "ء": 5, "غ": 5, "ظ": 3, "ؤ": 2, "آ": 2, "ـ": 2},
    # Persian and Urdu are written with the same code pages.
    **{"پ": 2, "چ": 2, "ژ": 1, "گ": 3, "ک": 3, "ی": 3},
}
_WEIGHT = {letter: math.log(count / 1000) for letter, count in _PER_THOUSAND.items()}
_RARE = math.log(0.5 / 1000)
_FOREIGN = math.log(0.01 / 1000)
_BESIDE = -4.0

_PUNCTUATION = frozenset("،؛؟٪٫٬«»“”‘’–—…•· \u00a0\u200c")
_MARKS = frozenset(map(chr, (*range(0x064B, 0x0653), 0x0670)))

_WORDS = """
في من على إلى الى أن ان إن عن مع هذا هذه ذلك التي الذي لا ما لم لن قد كان كانت بين بعد قبل كل كما أو او ثم هو هي قال
وقال اليوم عام يوم خلال حول عند منذ حتى بأن أنه انه غير دون ضد نحو لدى أي أكثر رئيس الرئيس وزير الحكومة وفي ومن وعلى فيه
له لها به بها عليه أما إذا حيث نحن انا أنا هل نعم مثل جدا فقط أحد أول الأول أمس غدا تم يتم سوف سنة
"""
_COMMON = frozenset(_WORDS.split())
_ARABIC = "\u0621-\u0652\u0670پچژگکی"
# Spellings that no Arabic word has: ta marbuta or alef maqsura before another letter, a bare hamza at the beginning, a
# letter of another script beside an Arabic one.
_MISSPELT = re.compile(rf"[ةى](?=[\u0621-\u064a])|\b[ءئؤ]|[{_ARABIC}][^\W\d{_ARABIC}]|[^\W\d{_ARABIC}][{_ARABIC}]")
# Windows-1256 has these for French beside Arabic.
_FRENCH = frozenset("àâçèéêëîïôùûüœŒ")


def rate_arabic(text: str) -> float:
    """How likely it is that the text's characters beyond ASCII are Arabic, as a mean logarithm; for news, about -2.5.

    It is -inf where there are none. Each letter counts by its frequency; misspellings lower the value, and common words
    raise it.
    """
    beyond = [character for character in text if not character.isascii()]
    if not beyond:
        return -math.inf
    total = sum(_rate(character) for character in beyond)
    total -= 4 * sum(1 for _ in _MISSPELT.finditer(text))
    total += sum(_bonus(word.text) for word in words(text))
    return total / len(beyond)


def _bonus(word: str) -> float:
    if word in _COMMON:
        return 1.5 * len(word)
    return 3.0 if word.startswith("ال") and len(word) > 4 else 0.0


def _rate(character: str) -> float:
    if character in _WEIGHT:
        return _WEIGHT[character]
    if character in _PUNCTUATION or character in _MARKS or "٠" <= character <= "٩":
        return _BESIDE
    if character in _FRENCH:
        return _BESIDE
    return _RARE if "\u0600" <= character <= "\u06ff" else _FOREIGN
