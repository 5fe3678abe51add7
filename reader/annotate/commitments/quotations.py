"""Decides where quotation marks open a name and where they open somebody's words."""

from __future__ import annotations

from reader.annotate.commitments.text_words import WEAK, TextWords


def opens_quotation(gap: str) -> bool:
    """Whether a quotation mark stands in a gap between words."""
    return '"' in gap or "«" in gap or "“" in gap


def opens_speech(tokens: TextWords, index: int) -> bool:
    """Whether a quotation of more than a name opens before a word: قال أوباما "إذا …"."""
    if tokens.break_before(index) < WEAK or not opens_quotation(tokens.gap(index)):
        return False
    for place in range(index + 1, min(index + 5, len(tokens))):
        if tokens.break_before(place) >= WEAK and any(mark in tokens.gap(place) for mark in '"»”'):
            return False
    return True
