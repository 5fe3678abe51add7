"""Decides which kind of word a folded spelling is in dates and numbers; shapes are made of these kinds."""

from __future__ import annotations

from functools import cache

from reader.annotate.lists.gazetteer import read_lines
from reader.arabic.words import fold

LETTERS = {
    "month": "M",
    "none": ".",
    "month?": "m",
    "month!": "&",
    "hijri": "I",
    "weekday": "W",
    "day": "Y",
    "month-word": "s",
    "year-word": "A",
    "years-word": "C",
    "months-word": "ς",
    "in": "f",
    "until": "~",
    "on-date": "L",
    "index": "J",
    "of": "q",
    "corresponding": "K",
    "era": "e",
    "era-hijri": "j",
    "part-of-day": "o",
    "at-time": "O",
    "near": "X",
    "today": "T",
    "this": "D",
    "period": "B",
    "which": "a",
    "few": "l",
    "edge": "E",
    "season": "x",
    "decade": "z",
    "century": "Q",
    "hour": "H",
    "hours-of": "R",
    "ordinal": "r",
    "tens-definite": "b",
    "time-unit": "u",
    "time-dual": "t",
    "time-plural": "P",
    "span-of": "i",
    "some": "Z",
    "number": "v",
    "number-one": "w",
    "number-one-of": "ω",
    "scale": "S",
    "scales": "g",
    "scale-dual": "d",
    "fraction": "h",
    "many": "G",
    "percent": "%",
    "money": "c",
    "money-scale": "p",
    "money-sign": "$",
    "unit": "U",
    "counted": "k",
    "counted ones": "y",
    "day-first": "γ",
    "and": "κ",
    "between": "ξ",
    "era-before": "β",
    "period-month": "λ",
    "stretch": "σ",
    "quarter": "π",
    "ordinal-feminine": "ρ",
    "except": "ε",
    "minutes": "μ",
    "scale-accusative": "α",
    "money-code": "ç",
    "uncounted": "ø",
    "the": "θ",
    "time-zone": "τ",
}
"""The letter of a shape for each kind of word in the lexicon."""

_FILES = ("calendar.tsv", "measures.tsv")
_FIRST_ONLY = frozenset({"counted", "unit", "index", "money-code", "uncounted"})
"""Kinds that do not replace another kind that a word already has."""


@cache
def load_measures() -> tuple[dict[str, tuple[str, str]], dict[str, int]]:
    """Letter and value by folded word, and the length in words of the longest entry by its first word."""
    measures: dict[str, tuple[str, str]] = {}
    longest: dict[str, int] = {}
    for file in _FILES:
        for line in read_lines(file):
            kind, value, words = line.split("\t")
            letter = LETTERS[kind]
            for word in fold(words).split("|"):
                if word in measures and kind in _FIRST_ONLY:
                    continue
                measures[word] = (letter, value)
                first = word.partition(" ")[0]
                longest[first] = max(longest.get(first, 0), word.count(" ") + 1)
                if kind in ("counted", "unit"):
                    measures.setdefault(f"ال{word}", (LETTERS["counted ones"], ""))
                    longest.setdefault(f"ال{first}", 1)
    return measures, longest
