"""Computes the effect of an edit on a text that is being typed and on the caret in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reader.arabic.words import words
from reader.model import Selection, Span

_JOINERS = "\u200c\u200d"
_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with a selection in it; every edit returns a new draft."""

    text: str = ""
    selection: Selection = Selection(0, 0)

    @property
    def selected(self) -> str:
        """The selected text."""
        return self.selection.span.of(self.text)

    def insert(self, text: str) -> Draft:
        """Replace the selection by a text, with the caret after it."""
        return self._replace(self.selection.span, text)

    def erase(self, span: Span) -> Draft:
        """Remove the selection, or a span if nothing is selected."""
        return self._replace(span if self.selection.is_caret else self.selection.span, "")

    def erase_back(self) -> Draft:
        """Remove the selection, or one code point before the caret, so that a mark is removed before its letter."""
        head = self.selection.head
        return self.erase(Span(max(head - 1, 0), head))

    def move(self, offset: int, *, extend: bool = False) -> Draft:
        """Put the caret at an offset, in code points; `extend` keeps the other end of the selection."""
        head = min(max(offset, 0), len(self.text))
        return Draft(self.text, Selection(self.selection.anchor if extend else head, head))

    def select_all(self) -> Draft:
        """Select everything, with the caret at the end."""
        return Draft(self.text, Selection(0, len(self.text)))

    def word_start(self) -> int:
        """The start of the word before the caret, or the start of the text if there is none."""
        head = self.selection.head
        return max((word.span.start for word in words(self.text) if word.span.start < head), default=0)

    def word_end(self) -> int:
        """The end of the word after the caret, or the end of the text if there is none."""
        head = self.selection.head
        return min((word.span.end for word in words(self.text) if word.span.end > head), default=len(self.text))

    def line(self) -> Span:
        """The span of the line that the caret is in, without its line end."""
        head = self.selection.head
        end = self.text.find("\n", head)
        return Span(self.text.rfind("\n", 0, head) + 1, len(self.text) if end < 0 else end)

    def _replace(self, span: Span, text: str) -> Draft:
        replaced = self.text[: span.start] + text + self.text[span.end :]
        return Draft(replaced, Selection.caret(span.start + len(text)))


def clean_typed(text: str, *, lines: bool = False) -> str:
    """A text as it may be typed or pasted: without control or format characters, line ends and tabs turned into spaces.

    With `lines`, line ends are kept. The joiners U+200C and U+200D belong to the spelling of words, so they stay.
    """
    text = _LINE_END.sub("\n" if lines else " ", text).replace("\t", " ")
    return "".join(
        character
        for character in text
        if character == "\n" or character in _JOINERS or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )
