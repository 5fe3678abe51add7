"""Decides the direction of an article and of each of its paragraphs: a higher-level protocol in terms of UAX #9 HL1.

The first strong character (P2, P3) often gives the wrong direction in Arabic news, where paragraphs begin with CNN,
@user, a URL or iPhone 15. So all words of the article decide its direction, and its paragraphs follow it.
"""

from __future__ import annotations

import re
from unicodedata import bidirectional

from reader.arabic.web_words import ADDRESS
from reader.layout.ordering import Base, find_base

_SCAN = 10_000
"""The number of code points of an article that are looked at."""
_SAMPLES = 4
"""The number of samples from a longer article, which may begin with a menu or a notice in another script."""
_LEAST_SHARE = 0.3
"""The least share of right-to-left words in a right-to-left text; it is low as Arabic news is full of Latin names."""

# Addresses and handles are Latin in every language, and show nothing about the text around them.
_ADDRESS = re.compile(rf"{ADDRESS}|@\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
# Every letter of a right-to-left script is in the blocks that Unicode reserves for them (DerivedBidiClass.txt).
_MAY_BE_BACKWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_BACKWARD = frozenset({"R", "AL"})


def find_direction(text: str) -> Base:
    """The direction of a whole text; right to left where it has neither letters nor another strong character."""
    found = _LETTERS.findall(_ADDRESS.sub(" ", _sample(text)))
    if not found:
        return find_base(text) or "rtl"
    return "rtl" if sum(map(has_backward_letter, found)) >= _LEAST_SHARE * len(found) else "ltr"


def _sample(text: str) -> str:
    if len(text) <= _SCAN:
        return text
    size = _SCAN // _SAMPLES
    apart = (len(text) - size) // (_SAMPLES - 1)
    return "\n".join(text[start : start + size] for start in range(0, apart * _SAMPLES, apart))


def find_paragraph_direction(paragraph: str, article: Base) -> Base:
    """The direction of a paragraph in an article of the given direction.

    In a right-to-left article it is the article's, unless the paragraph has letters but none of a right-to-left script.
    In a left-to-right article, a paragraph that is right to left by itself, such as a quotation, stays so.
    """
    if not has_backward_letter(paragraph):
        return find_base(paragraph) or article
    return "rtl" if article == "rtl" else find_direction(paragraph)


def has_backward_letter(text: str) -> bool:
    """Whether a text has a letter of a right-to-left script."""
    return any(match[0].isalpha() and bidirectional(match[0]) in _BACKWARD for match in _MAY_BE_BACKWARD.finditer(text))
