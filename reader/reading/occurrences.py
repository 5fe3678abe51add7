"""Finds the other occurrences of a word or phrase, in any spelling, also with proclitics and the article before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reader.arabic.words import Folded, cut_between_words, fold, fold_with_map
from reader.model import Article, Span

# The letters that may stand before a form: و ف, then ب ك ل س, then the article; لل is ل with an article that has lost
# its alef.
_BEFORE = r"(?<![^\W_])(?P<before>[وف]?(?:لل|[بكلس]?ال|[بكلس])?)"
# The same before a word that begins with ال: in للسودان the second lam is its article; in الالتزام it has another.
_BEFORE_ARTICLE = r"(?<![^\W_])(?P<before>[وف]?(?:[بكلس]?(?:ال)?(?=ال)|لل(?=ال)|ل(?=ل))?)"
_ENDINGS = r"(?:ه|ها|هما|هم|هن|ك|كما|كم|كن|ي|نا|ا)"
"""The attached pronouns, and the alef of an indefinite accusative."""
_TA_MARBUTA = "ةۃ"
_BLOCK = 256
"""Code points folded and mapped at a time."""
_SHORTEST = 2
"""Endings are looked for only after forms with more letters than this; shorter forms would be found too often."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of a form."""

    stem: Span
    """The span of the form itself."""
    word: Span
    """The span of the form with its proclitics, article and endings."""


@dataclass(frozen=True, slots=True)
class FormQuery:
    """The pattern and the words to look for, made by `parse_form`."""

    pattern: re.Pattern[str]
    """A pattern for folded text; the group `stem` is the form, and the whole match the word."""
    search_words: str
    """Words that every text with the form contains, for `Workspace.search`."""


def parse_form(quote: str, *, endings: bool = False) -> FormQuery | None:
    """The query for the occurrences of a quote, or None if the quote has no letter or digit.

    Proclitics and the article may stand before the form, whether or not the quote has the article: فيروس is in الفيروس
    and بالفيروس, السودان in للسودان. A quote that begins with a proclitic is looked for as it is. With `endings`,
    pronouns and the alef of an accusative may follow, as in فيروسها; حلب is never in حلبة.
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
    """Every occurrence of the form in a text, in order."""
    folded = _FoldedText(text)
    found = []
    for match in form.pattern.finditer(folded.text):
        stem, word = folded.original(*match.span("stem")), folded.original(*match.span())
        has_ending = "after" in form.pattern.groupindex and match["after"]
        if has_ending and text[stem.end : stem.end + 1] in _TA_MARBUTA:
            # Folding turns ta marbuta into ha, but only a real ha is a pronoun.
            continue
        found.append(Occurrence(stem, word))
    return tuple(found)


class _FoldedText:
    """A folded text that knows the origin of its characters; only blocks with an occurrence get a map.

    Folding with a map takes seven times as long as folding alone, so that it would take most of the time in a library.
    """

    def __init__(self, text: str) -> None:
        self._source = text
        self._edges = cut_between_words(text, _BLOCK)
        pieces = [fold(text[start:end]) for start, end in pairwise(self._edges)]
        self.text = "".join(pieces)
        self._starts = list(accumulate(map(len, pieces), initial=0))
        self._maps: dict[int, Folded] = {}

    def original(self, start: int, end: int) -> Span:
        """The span of the text for the folded stretch [start, end), including the marks of its last letter."""
        last = self._origin(end - 1)
        while end < len(self.text) and self._origin(end) == last:
            end += 1
        return Span(self._origin(start), self._origin(end))

    def _origin(self, position: int) -> int:
        if position == len(self.text):
            return len(self._source)
        # A block that has only marks is empty when folded: of the blocks that begin here, the last holds the character.
        block = bisect_right(self._starts, position) - 1
        if block not in self._maps:
            self._maps[block] = fold_with_map(self._source[self._edges[block] : self._edges[block + 1]])
        return self._edges[block] + self._maps[block].origins[position - self._starts[block]]


def find_in_library(
    form: FormQuery, candidates: Callable[[str], Iterable[Article]]
) -> Iterator[tuple[Article, tuple[Occurrence, ...]]]:
    """The articles with the form, each with its occurrences; `candidates` finds the articles that contain all of some
    words.
    """
    for article in candidates(form.search_words):
        if found := find_occurrences(article.text, form):
            yield article, found
