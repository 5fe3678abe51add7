"""Decides which way an article, and each of its paragraphs, runs: a higher-level protocol in the sense of UAX #9 HL1.

The first strong character (P2, P3) is a bad judge of Arabic news, where paragraphs begin with CNN, @user, a URL or
iPhone 15. So the article is judged by all its words, and its paragraphs follow it.
"""

from __future__ import annotations

import re
from unicodedata import bidirectional

from reader.arabic.web_words import ADDRESS
from reader.layout.ordering import Base, find_base

_SCAN = 10_000
"""How many code points of an article are judged."""
_SAMPLES = 4
"""In how many places of a longer one: it may begin with a menu or a notice in another script."""
_LEAST_SHARE = 0.3
"""The share of right-to-left words from which a text is right to left: Arabic news is full of Latin names."""

# What is Latin in every language, and shows nothing of the text around it.
_ADDRESS = re.compile(rf"{ADDRESS}|@\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
# Every letter of a right-to-left script is in the blocks that Unicode keeps for them (DerivedBidiClass.txt).
_MAY_BE_BACKWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_BACKWARD = frozenset({"R", "AL"})


def find_direction(text: str) -> Base:
    """The direction of a text as a whole; right to left where it has no letters."""
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

    In a right-to-left article it is the article's, unless the paragraph holds letters and none of a right-to-left
    script. In others a paragraph that is right to left by itself, such as a quotation, stays so.
    """
    if not has_backward_letter(paragraph):
        return find_base(paragraph) or article
    return "rtl" if article == "rtl" else find_direction(paragraph)


def has_backward_letter(text: str) -> bool:
    """Whether a text holds a letter of a right-to-left script."""
    return any(match[0].isalpha() and bidirectional(match[0]) in _BACKWARD for match in _MAY_BE_BACKWARD.finditer(text))
