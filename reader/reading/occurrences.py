"""Where a word or phrase occurs again: in any spelling, with proclitics and article before it, never inside another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reader.arabic.words import Folded, cut_between_words, fold, fold_with_map
from reader.model import Article, Span

# What may stand before: و ف, then ب ك ل س, then the article; لل is ل with an article that has lost its alef.
_BEFORE = r"(?<![^\W_])(?P<before>[وف]?(?:لل|[بكلس]?ال|[بكلس])?)"
# The same before a word that begins with ال: in للسودان the second lam is its article; in الالتزام it has another.
_BEFORE_ARTICLE = r"(?<![^\W_])(?P<before>[وف]?(?:[بكلس]?(?:ال)?(?=ال)|لل(?=ال)|ل(?=ل))?)"
_ENDINGS = r"(?:ه|ها|هما|هم|هن|ك|كما|كم|كن|ي|نا|ا)"
"""Attached pronouns, and the alef of an indefinite accusative."""
_TA_MARBUTA = "ةۃ"
_BLOCK = 256
"""Code points folded, and mapped, at a time."""
_SHORTEST = 2
"""Letters of a form that endings are looked for after; shorter ones would be found in too much."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a form stands."""

    stem: Span
    """The form itself."""
    word: Span
    """The form with what is attached to it: proclitics, article, endings."""


@dataclass(frozen=True, slots=True)
class FormQuery:
    """What to look for, made by `parse_form`."""

    pattern: re.Pattern[str]
    """For folded text; the group `stem` is the form, the whole match the word."""
    search_words: str
    """Words that every text with the form holds, for `Workspace.search`."""


def parse_form(quote: str, *, endings: bool = False) -> FormQuery | None:
    """What occurrences of a quote look like, or None where it holds no letter or digit.

    Proclitics and the article may stand before it, be it quoted with its article or without: فيروس is in الفيروس and
    بالفيروس, السودان in للسودان. A quote that begins with a proclitic is taken as it stands. With `endings`, pronouns
    may follow, and the alef of an accusative: فيروسها; حلب is never in حلبة.
    """
    words = fold(quote).split()
    if not any(character.isalnum() for word in words for character in word):
        return None
    first = words[0]
    bare = first.removeprefix("ال") if len(first) > len("ال") + 1 else first
    rest = r"\s+".join(map(re.escape, [bare, *words[1:]]))
    has_article = bare != first
    stem = rf"(?P<stem>(?:ال|(?<=ل)ل){rest})" if has_article else rf"(?P<stem>{rest})"
    after = rf"(?P<after>{_ENDINGS}?)" if endings and len(words[-1]) > _SHORTEST else ""
    pattern = (_BEFORE_ARTICLE if has_article else _BEFORE) + stem + after + r"(?![^\W_])"
    return FormQuery(re.compile(pattern), " ".join([bare, *words[1:]]))


def find_occurrences(text: str, form: FormQuery) -> tuple[Occurrence, ...]:
    """Every place in a text where the form stands, in order."""
    folded = _FoldedText(text)
    found = []
    for match in form.pattern.finditer(folded.text):
        stem, word = folded.original(*match.span("stem")), folded.original(*match.span())
        has_ending = "after" in form.pattern.groupindex and match["after"]
        if has_ending and text[stem.end : stem.end + 1] in _TA_MARBUTA:
            # Folding makes ta marbuta a ha, which only stands for a pronoun where it was one.
            continue
        found.append(Occurrence(stem, word))
    return tuple(found)


class _FoldedText:
    """A folded text that knows where its characters came from; only blocks in which something was found get a map.

    A map takes seven times as long as folding alone, and most of a library's time would go into it.
    """

    def __init__(self, text: str) -> None:
        self._source = text
        self._edges = cut_between_words(text, _BLOCK)
        pieces = [fold(text[start:end]) for start, end in pairwise(self._edges)]
        self.text = "".join(pieces)
        self._starts = list(accumulate(map(len, pieces), initial=0))
        self._maps: dict[int, Folded] = {}

    def original(self, start: int, end: int) -> Span:
        """The stretch of the text behind the folded stretch [start, end), marks of its last letter included."""
        last = self._origin(end - 1)
        while end < len(self.text) and self._origin(end) == last:
            end += 1
        return Span(self._origin(start), self._origin(end))

    def _origin(self, position: int) -> int:
        if position == len(self.text):
            return len(self._source)
        # Blocks of marks alone fold to nothing: the last of those that begin here holds the character.
        block = bisect_right(self._starts, position) - 1
        if block not in self._maps:
            self._maps[block] = fold_with_map(self._source[self._edges[block] : self._edges[block + 1]])
        return self._edges[block] + self._maps[block].origins[position - self._starts[block]]


def find_in_library(
    form: FormQuery, candidates: Callable[[str], Iterable[Article]]
) -> Iterator[tuple[Article, tuple[Occurrence, ...]]]:
    """The articles with the form, and where it stands in each; `candidates` gives those that hold all of some words."""
    for article in candidates(form.search_words):
        if found := find_occurrences(article.text, form):
            yield article, found
