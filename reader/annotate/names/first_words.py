"""Decides which words names, dates and quantities often begin with, so that letters before them are proclitics."""

from __future__ import annotations

from functools import cache

from reader.annotate.lists.gazetteer import read_lines

FILE = "first_words.txt"


@cache
def first_words() -> frozenset[str]:
    """The folded words, without proclitics, with which marked names, dates and quantities begin."""
    return frozenset(read_lines(FILE))
