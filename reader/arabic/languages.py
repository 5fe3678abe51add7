"""Decides which parts of a text are not Arabic, by their script, their commonest words and their letters.

Libraries that identify a hundred languages weigh megabytes, and are least sure where it matters here: of short texts in
Arabic letters. The question here is only whether a paragraph is Arabic.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

from reader.arabic.extending import MARKS
from reader.arabic.respelling import TATWEEL
from reader.arabic.web_words import ADDRESS
from reader.model import Span

ARABIC = "Arabic"
OTHER = "another language"
_FEWEST = 8
"""The words that a paragraph must have to be judged by itself; a shorter one is taken for what its article is."""
_FEWEST_APART = 20
"""The words of a paragraph that is not Arabic in an article that is. Titles of books, in a list of sources, are
shorter, and the recogniser knows the names in them."""
_LEAST_SHARE = 0.3
"""The share of words in Arabic letters below which a text is in another script; Arabic news is full of Latin names."""
_LEAST_EVIDENCE = 0.1
"""The share of a text's words that must speak for another language in Arabic letters."""

_PARAGRAPH = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ADDRESS = re.compile(rf"{ADDRESS}|@\w+")
_LETTERS = re.compile(rf"(?:[^\W\d_]|[{MARKS}{TATWEEL}])+")
_DROPPED = dict.fromkeys(map(ord, "".join(map(chr, range(0x64B, 0x660))) + "\u0640\u0670"))
_COMPARED = str.maketrans("كيى", "کیی") | _DROPPED
_ARABIC_LETTERS = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_WITH_ARTICLE = re.compile("[وف]?[بک]?ال[^\\W\\d_]{2}|[وف]?لل[^\\W\\d_]{2}")


@dataclass(frozen=True, slots=True)
class Foreign:
    """The parts of a text that are not Arabic."""

    language: str = ""
    """What the text as a whole is instead: the name of its language, or "another language"; empty if it is Arabic."""
    parts: tuple[Span, ...] = ()
    """The paragraphs that are not Arabic, in order; in a text that is not, all except those that surely are."""
    is_whole: bool = False
    """Whether no paragraph is Arabic."""


@dataclass(frozen=True, slots=True)
class _Languages:
    words: Mapping[str, tuple[str, ...]]
    """The languages to which a frequent word belongs."""
    letters: Mapping[str, tuple[str, ...]]


def find_foreign(text: str) -> Foreign:
    """The parts of a text that are not Arabic; none where nothing can be told."""
    judged = [(Span(*match.span()), _weigh(match[0])) for match in _PARAGRAPH.finditer(text)]
    whole = _judge(sum((counts for _, counts in judged), Counter()))
    parts = []
    for span, counts in judged:
        language = _judge(counts) if counts["words"] >= _FEWEST else whole
        if language != ARABIC and (whole != ARABIC or counts["words"] >= _FEWEST_APART):
            parts.append(span)
    return Foreign("" if whole == ARABIC else whole, tuple(parts), bool(parts) and len(parts) == len(judged))


def _weigh(text: str) -> Counter[str]:
    """How many words a text has, how many of them in Arabic letters, and how many speak for each language."""
    known = _languages()
    counts: Counter[str] = Counter()
    for match in _LETTERS.finditer(_ADDRESS.sub(" ", text)):
        word = match[0].translate(_COMPARED).lower()
        counts["words"] += 1
        if _ARABIC_LETTERS.match(word):
            counts["in Arabic letters"] += 1
            if _WITH_ARTICLE.match(word):
                counts[ARABIC] += 1
        counts.update(set(_find_languages(word, known)))
    return counts


def _find_languages(word: str, known: _Languages) -> Iterator[str]:
    yield from known.words.get(word, ())
    for letter in word:
        yield from known.letters.get(letter, ())


def _judge(counts: Counter[str]) -> str:
    """The language of a text; Arabic where nothing speaks against it."""
    words = counts["words"]
    if not words:
        return ARABIC
    others = {name: counts[name] for name in _names() if name != ARABIC}
    best = max(others, key=lambda name: others[name])
    if counts["in Arabic letters"] < _LEAST_SHARE * words:
        return best if others[best] >= _LEAST_EVIDENCE * words else OTHER
    is_other = others[best] > counts[ARABIC] and others[best] >= max(_LEAST_EVIDENCE * words, 2)
    return best if is_other else ARABIC


@cache
def _read() -> dict[str, dict[str, str]]:
    return tomli.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))


@cache
def _names() -> tuple[str, ...]:
    return tuple(_read())


@cache
def _languages() -> _Languages:
    read = _read()
    words = {name: entry["words"].translate(_COMPARED).split() for name, entry in read.items()}
    return _Languages(_invert(words), _invert({name: entry.get("letters", "") for name, entry in read.items()}))


def _invert(listed: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    inverted: dict[str, list[str]] = {}
    for name, entries in listed.items():
        for entry in entries:
            inverted.setdefault(entry, []).append(name)
    return {entry: tuple(names) for entry, names in inverted.items()}
