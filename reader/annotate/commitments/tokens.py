"""Decides which words a text has for the commitment rules, folded, and how strongly the text breaks between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.arabic import Folded, fold, fold_with_map
from reader.model import Span

# Folding leaves letters and digits; a word is a run of letters, a number keeps its separators.
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+")

NONE, WEAK, COMMA, COLON, HARD = range(5)
"""How strongly the text breaks before a word: not at all, a bracket or quotation mark, a comma, a colon, the end of a sentence."""

_HARD = re.compile(r"[.!?؟۔…؛;•*\u2029\u0085\v\f]|\n\s*\n|\r\n\s*\r\n")
_SHORT_LINE = 60
"""Code points; a line that ends sooner without a full stop is a heading or an item of a list, not a wrapped line."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The folded words of a text, with their places in the folded text and the way back."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    folded: str
    original: str
    map: Folded | None
    """None where folding changed no offset."""
    _breaks: dict[int, int]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The stretch of the original from the start of one word to the end of another."""
        start, end = self.starts[first], self.ends[last]
        return Span(start, end) if self.map is None else self.map.original(start, end)

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it, folded."""
        return self.folded[self.ends[index - 1] if index else 0 : self.starts[index]]

    def gap_after(self, index: int) -> str:
        """What stands between a word and the one after it, folded; nothing after the last."""
        return self.folded[self.ends[index] : self.starts[index + 1]] if index + 1 < len(self.words) else ""

    def break_before(self, index: int) -> int:
        """How strongly the text breaks before a word."""
        if index <= 0:
            return HARD
        if self.folded[self.ends[index - 1] : self.starts[index]] == " ":
            return NONE
        known = self._breaks.get(index)
        if known is None:
            known = self._breaks[index] = self._weigh(index)
        return known

    def _weigh(self, index: int) -> int:
        gap = self.gap(index)
        if _HARD.search(gap):
            # The full stop of an abbreviation (د. محمد) ends nothing.
            alone = gap.strip() == "." and len(self.words[index - 1]) == 1 and not self.words[index - 1].isdigit()
            return NONE if alone and "\n" not in gap else HARD
        if "\n" in gap or "\r" in gap:
            line_start = self.folded.rfind("\n", max(0, self.ends[index - 1] - _SHORT_LINE), self.ends[index - 1])
            return HARD if line_start >= 0 or self.ends[index - 1] < _SHORT_LINE else WEAK
        if ":" in gap:
            return COLON
        if "،" in gap or "," in gap or " - " in gap or "–" in gap or "—" in gap:
            return COMMA
        return WEAK if gap.strip() else NONE


def read_tokens(text: str) -> Tokens:
    """Fold a text and cut it into words."""
    moves = any(len(fold(character)) != 1 for character in set(text))
    mapped = fold_with_map(text) if moves else None
    folded = mapped.text if mapped else fold(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(folded):
        words.append(match[0])
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(words, starts, ends, folded, text, mapped, {})
