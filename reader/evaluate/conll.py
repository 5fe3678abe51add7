"""Reads CoNLL files: a word and its tag a line, blank lines between sentences, -DOCSTART- between articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reader.errors import ReaderError, shown

UNKNOWN = "?"
"""Stands for tags of what we have no label for."""

_MEMBERS = {
    "person": "PER PERS PERSON",
    "place": "LOC LOCATION GPE FAC PLACE",
    "organization": "ORG ORGANIZATION ORGANISATION",
    "group": "NORP GROUP",
    "date": "DATE TIME",
    "quantity": "CARDINAL MONEY PERCENT QUANTITY",
    "misc": "MISC MIS MISCELLANEOUS",
}
_LABELS = {member: label for label, members in _MEMBERS.items() for member in members.split()}
_GOING_ON = ("I", "E", "L")
_MARKS = (*_GOING_ON, "B", "S", "U", "O")
"""What stands before the hyphen in the schemes IOB, IOBES and BILOU."""
_INVISIBLE = str.maketrans("", "", "\u200e\u200f\ufeff")

Words = list[tuple[str, str]]
Read = tuple[tuple[str, ...], frozenset[int], tuple[tuple[int, int, str], ...]]
"""An article's words, the places after which a sentence ends, and what is marked as (first word, end, label)."""


def read_conll(
    text: str,
    name: str,
    *,
    sentences: int,
    cut: Callable[[Sequence[Any]], Sequence[Any]] = lambda all_of_them: all_of_them,
) -> Iterator[Read]:
    """The articles of a CoNLL file, the tag being the last column; ReaderError where a line has none.

    Where no -DOCSTART- line parts them, so many sentences make an article. `cut` chooses among the sentences.
    """
    found = cut(list(_sentences(text, name)))
    if not found:
        raise ReaderError(f"{shown(name)}: neither rows of JSON nor words with tags; give one of them.")
    is_parted = any(begins for begins, _ in found)
    article: list[Words] = []
    for begins, sentence in found:
        if article and (begins if is_parted else len(article) == sentences):
            yield _read(article)
            article = []
        article.append(sentence)
    yield _read(article)


def _sentences(text: str, name: str) -> Iterator[tuple[bool, Words]]:
    begins = False
    sentence: Words = []
    for number, line in enumerate(text.split("\n"), 1):
        columns = line.translate(_INVISIBLE).split()
        if not columns or columns[0] == "-DOCSTART-":
            if sentence:
                yield begins, sentence
                begins, sentence = False, []
            begins = begins or bool(columns)
        elif len(columns) == 1:
            raise ReaderError(f"{shown(name)}, line {number}: a word without a tag; give both, a space between them.")
        else:
            sentence.append((columns[0], columns[-1]))
    if sentence:
        yield begins, sentence


def _read(article: Sequence[Words]) -> Read:
    words: list[str] = []
    ends: set[int] = set()
    spans: list[tuple[int, int, str]] = []
    for sentence in article:
        spans += ((first + len(words), end + len(words), label) for first, end, label in _spans(sentence))
        words += (word for word, _ in sentence)
        ends.add(len(words))
    return tuple(words), frozenset(ends), tuple(spans)


def _spans(sentence: Words) -> Iterator[tuple[int, int, str]]:
    # As CoNLL counts: an I- that continues nothing begins a name, and so does a tag without B- or I- after another.
    first, kind = 0, ""
    for place, (_, tag) in enumerate((*sentence, ("", "O"))):
        mark, dash, member = tag.partition("-")
        if not dash or mark not in _MARKS:
            mark, member = ("O", "") if tag in ("O", "_") else ("I", tag)
        if kind and (mark not in _GOING_ON or member != kind):
            yield first, place, _LABELS.get(kind.upper(), UNKNOWN)
            kind = ""
        if member and not kind:
            first, kind = place, member
