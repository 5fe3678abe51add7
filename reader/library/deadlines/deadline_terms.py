"""Reads the words of a date or deadline as terms: each has a kind (month, weekday, edge …) and a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reader.annotate.dates.shapes import Shape, read_shape
from reader.annotate.tokens import LINE_END, read_tokens, without_proclitics
from reader.arabic.words import fold

_LONGEST = 400
"""The most code points of a text that is read: a deadline is a phrase, and longer texts say more than a date."""
_KINDS = {
    **dict.fromkeys("1349vVlb", "number"),
    **dict.fromkeys("Mm&", "month"),
    **dict.fromkeys("XT", "near"),
    **dict.fromkeys("rρ", "ordinal"),
    **dict.fromkeys("uP", "unit"),
    **dict.fromkeys("oOτ7", "clock"),
    **dict.fromkeys(",()", "skip"),
    "-": "dash",
    "I": "hijri",
    "W": "weekday",
    "Y": "day-word",
    "s": "month-word",
    "ς": "month-word",
    "A": "year-word",
    "C": "year-word",
    "D": "this",
    "t": "unit",
    "Z": "some",
    "f": "in",
    "~": "by",
    "q": "of",
    "κ": "and",
    "K": "corresponding",
    "e": "era",
    "j": "era-hijri",
    "N": "half",
    "8": "numeric",
    "6": "years",
    "/": "slash",
    "γ": "number",
    "θ": "skip",
    "w": "number",
}
"""The kind of term for each letter of a shape; any other letter is a word that is not of a date."""
_CLOCK = re.compile(
    r"H\+?(?:7|[1349](?!1?[Mm&I])|[rρ](?:\+?[bv])?|v)(?:\+?N|[κ+]ε?\+?(?:h|[v13]μ?))*|[rρ]v?(?=[oO])|[139](?=O)"
)
_NUMBERS_APART = re.compile(r"(?<=\d)\s*([/])\s*(?=\d)")
_PROCLITICS = {"و": "and", "ف": "and", "ب": "with", "ل": "to", "ك": ""}
_DROPPED = re.compile(r"[()،,:\"«».*؛;]")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase of a date."""

    kind: str
    value: str = ""


@cache
def _phrases() -> dict[str, tuple[Term, int]]:
    """The phrases of deadline_words.tsv, folded, with their length in words."""
    text = files("reader.library.deadlines").joinpath("deadline_words.tsv").read_text(encoding="utf-8")
    found: dict[str, tuple[Term, int]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, value, words = line.split("\t")
            for phrase in fold(words).split("|"):
                found[phrase] = (Term(kind, value), phrase.count(" ") + 1)
    return found


@cache
def _longest() -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase, (_, length) in _phrases().items():
        first = phrase.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), length)
    return longest


def read_terms(written: str) -> list[Term] | None:
    """The terms of a text; None where it has a word that a date does not have, and so may mean anything."""
    if len(written) > _LONGEST:
        return None
    text = _NUMBERS_APART.sub(r"\1", fold(written))
    tokens = read_tokens(text)
    shape = read_shape(tokens)
    starting = {
        element.first: at for at, element in reversed(list(enumerate(shape.elements))) if shape.letters[at] != "."
    }
    clocks = {match.start(): match.end() for match in _CLOCK.finditer(shape.letters)}
    terms: list[Term] = []
    index = 0
    while index < len(tokens):
        word = tokens.folded[index]
        if word == LINE_END or _DROPPED.fullmatch(word):
            index += 1
            continue
        here = starting.get(index)
        if here is not None and (here in clocks or (shape.letters[here] in "+∧" and here + 1 in clocks)):
            end = clocks.get(here) or clocks[here + 1]
            terms.append(Term("clock"))
            index = shape.elements[end - 1].last + 1
            continue
        phrase = _find_phrase(tokens.folded, index)
        if phrase is not None and not _is_longer_in_shape(shape, here, index + phrase[1] - 1):
            if phrase[0][-1].kind == "tail":
                break
            terms += phrase[0]
            index += phrase[1]
            continue
        if here is None:
            return None
        read, last = _read_element(shape, here, word)
        if read is None:
            return None
        terms += read
        index = last + 1
    return [term for term in terms if term.kind != "skip"]


def _is_longer_in_shape(shape: Shape, at: int | None, last: int) -> bool:
    """Whether the lexicon of dates has a longer expression here than deadline_words.tsv: بعد غد beside بعد."""
    if at is None:
        return False
    at += shape.letters[at] in "+∧"
    return shape.elements[at].last > last and shape.letters[at] in _KINDS


def _find_phrase(folded: list[str], index: int) -> tuple[list[Term], int] | None:
    for skipped, stem in without_proclitics(folded[index]) if len(folded[index]) > 1 else ((0, folded[index]),):
        for length in range(_longest().get(stem, 0), 0, -1):
            found = _phrases().get(" ".join([stem, *folded[index + 1 : index + length]]))
            if found is not None and index + length <= len(folded):
                return [*_proclitics(folded[index][:skipped]), found[0]], length
    return None


def _proclitics(letters: str) -> Iterator[Term]:
    return (Term(_PROCLITICS[letter]) for letter in letters if _PROCLITICS.get(letter))


def _read_element(shape: Shape, at: int, word: str) -> tuple[list[Term] | None, int]:
    """The terms of one letter of a shape, with those of its proclitics, and its last token."""
    before = [*_proclitics(word[: shape.elements[at].skipped])]
    at += shape.letters[at] in "+∧"
    element, letter = shape.elements[at], shape.letters[at]
    if letter == "R":
        return [*before, Term("period", "hour")], element.last
    kind = _KINDS.get(letter)
    if kind is None or (kind in ("which", "this") and not element.value) or (letter == "l" and not element.value):
        return None, element.last
    if letter == "t":
        count, _, unit = element.value.partition(" ")
        unit = {"centuries": "century"}.get(unit, unit.removesuffix("s"))
        return [*before, Term("number", count), Term("unit", unit)], element.last
    if kind == "unit" and letter == "P":
        return [*before, Term("units", element.value)], element.last
    return [*before, Term(kind, element.value)], element.last
