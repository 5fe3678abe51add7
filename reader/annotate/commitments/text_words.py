"""Decides which words a text has for the rules of commitments, folded, and how strong the breaks between them are."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from reader.annotate.tokens import fold_word
from reader.arabic.abbreviations import ends_abbreviation
from reader.arabic.words import skip_sign, word_bounds
from reader.model import Span

NONE, WEAK, COMMA, COLON, HARD = range(5)
"""How strongly the text breaks before a word: not, by a bracket or quotation mark, a comma, a colon, its end."""

_HARD = re.compile(r"[.!?؟۔…؛;•*\u2029\u0085\v\f]|\n\s*\n|\r\n\s*\r\n")
_DASH = re.compile(r"\s-|-\s")
_BRACKET = re.compile(r"[()\[\]{}]")
_SHORT_LINE = 60
"""Code points; a line that ends sooner without a full stop is a heading or an item of a list, not a wrapped line."""
_NISBA = ("ي", "يه")
_WITH = frozenset(("ب", "بـ"))
_QUOTED = re.compile(r"\s?[\"«“”‘’']\s?(?=[^\W\d_])")
_AND_APART = " و"
"""What stands between two words where the و between them was written apart."""


@dataclass(frozen=True, slots=True)
class TextWords:
    """The folded words of a text with their places in it."""

    text: str
    words: list[str]
    """Folded; never empty."""
    starts: list[int]
    ends: list[int]
    named: dict[int, tuple[int, int, str]] = field(default_factory=dict)
    """Words of names that were found before: first word of the name, word after it, label."""
    own_letters: set[int] = field(default_factory=set)
    """Words whose first letter belongs to a name: لوران، برهان begin with no preposition."""
    dates: dict[int, int] = field(default_factory=dict)
    """First words of dates and terms that were found before, with the word after each."""
    known: dict[int, Any] = field(default_factory=dict)
    """What was found to begin at a word, so that each text is searched once however many cues it has."""
    verbs: dict[int, bool] = field(default_factory=dict)
    """Whether a word was found to be a finite verb."""
    saying: dict[int, str] = field(default_factory=dict)
    """What kind of a verb of saying a word was found to be."""
    spoken: dict[tuple[int, bool], tuple[int, int] | None] = field(default_factory=dict)
    """Who was found to say what a word is part of."""
    _breaks: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The stretch of the text from the start of one word to the end of another."""
        return Span(self.starts[first], self.ends[last])

    def whole_span(self, first: int, last: int) -> Span:
        """The same, ending in no bracket that opens in it: with what closes right after it, else before what opens."""
        span = self.span(first, last)
        following = self.starts[last + 1] if last + 1 < len(self) else len(self.text)
        open_at: list[int] = []
        for mark in _BRACKET.finditer(self.text, span.start, following):
            if mark[0] in "([{":
                if mark.start() >= span.end:
                    break
                open_at.append(mark.start())
            elif open_at:
                open_at.pop()
                span = Span(span.start, max(span.end, mark.end()))
        if not open_at:
            return span
        before = [end for end in self.ends[first : last + 1] if end <= open_at[0]]
        return Span(span.start, before[-1]) if before else self.span(first, last)

    def spelling(self, index: int) -> str:
        """A word as it is written, its letters composed: where it has a hamza tells much."""
        return unicodedata.normalize("NFC", self.text[self.starts[index] : self.ends[index]])

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.ends[index - 1] if index else 0 : self.starts[index]]

    def break_before(self, index: int) -> int:
        """How strongly the text breaks before a word; the ends of the text are the strongest."""
        breaks = self._breaks
        if not breaks:
            breaks.extend(map(self._weigh, range(len(self.words))))
        return breaks[index] if 0 < index < len(breaks) else HARD

    def _weigh(self, index: int) -> int:
        if index == 0:
            return HARD
        gap = self.text[self.ends[index - 1] : self.starts[index]]
        if gap[:1] == "." != gap[1:2] and ends_abbreviation(self.text, self.ends[index - 1]):
            # The full stop of an abbreviation (د. محمد) ends nothing.
            gap = gap[1:]
        if gap == " ":
            return NONE
        before, word = self.words[index - 1], self.words[index]
        if gap == "." and len(before) <= 3 and len(word) <= 4 and word[0] != "و":
            # آي.أيه.جي: letters spelled out
            return NONE
        if "(...)" in gap or "(…)" in gap:
            # words left out of a quotation
            return WEAK
        if _HARD.search(gap):
            return HARD
        if "\n" in gap or "\r" in gap:
            end = self.ends[index - 1]
            short_line = end < _SHORT_LINE or self.text.rfind("\n", end - _SHORT_LINE, end) >= 0
            return HARD if short_line else WEAK
        if ":" in gap:
            return COLON
        if gap == " - " and before.endswith(_NISBA) and word.endswith(_NISBA):
            # اتفاق أمريكي - سعودي
            return NONE
        if "،" in gap or "," in gap or "–" in gap or "—" in gap or _DASH.search(gap):
            return COMMA
        return WEAK if gap.strip(_AND_APART) else NONE


def read_tokens(text: str) -> TextWords:
    """Cut a text into words and fold them; a و or ب that stands apart (و قررت، ب"التعاون") goes with the next word."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    joined, letter, first = -1, "", 0
    for start, end in word_bounds(text):
        start += skip_sign(text[start:end]) if text[start] in "#＃" else 0
        word = text[start:end]
        if word == "و" and text[end : end + 1] == " ":
            joined, letter, first = end + 1, "و", end + 1
            continue
        if word in _WITH and (quoted := _QUOTED.match(text, end)):
            joined, letter, first = quoted.end(), "ب", start
            continue
        folded = fold_word(word) or word
        if start == joined:
            folded, start = letter + folded, first
        words.append(folded)
        starts.append(start)
        ends.append(end)
    return TextWords(text, words, starts, ends)
