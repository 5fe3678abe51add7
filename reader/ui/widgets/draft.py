"""What an edit makes of a text that is being typed, and of the caret in it."""

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
    """A text with a selection in it; every edit gives a new one."""

    text: str = ""
    selection: Selection = Selection(0, 0)

    @property
    def selected(self) -> str:
        """What is selected."""
        return self.selection.span.of(self.text)

    def insert(self, text: str) -> Draft:
        """Put a text in the place of the selection, the caret after it."""
        return self._replace(self.selection.span, text)

    def erase(self, span: Span) -> Draft:
        """Take the selection out, or a stretch where nothing is selected."""
        return self._replace(span if self.selection.is_caret else self.selection.span, "")

    def erase_back(self) -> Draft:
        """Take out the selection, or the one code point before the caret: a mark goes before its letter."""
        head = self.selection.head
        return self.erase(Span(max(head - 1, 0), head))

    def move(self, offset: int, *, extend: bool = False) -> Draft:
        """Put the caret at an offset; extend keeps the other end of the selection."""
        head = min(max(offset, 0), len(self.text))
        return Draft(self.text, Selection(self.selection.anchor if extend else head, head))

    def select_all(self) -> Draft:
        """Everything selected, the caret at the end."""
        return Draft(self.text, Selection(0, len(self.text)))

    def word_start(self) -> int:
        """Where the word before the caret begins; the start of the text where there is none."""
        head = self.selection.head
        return max((word.span.start for word in words(self.text) if word.span.start < head), default=0)

    def word_end(self) -> int:
        """Where the word after the caret ends; the end of the text where there is none."""
        head = self.selection.head
        return min((word.span.end for word in words(self.text) if word.span.end > head), default=len(self.text))

    def line(self) -> Span:
        """The line of the text that the caret is in, without its line end."""
        head = self.selection.head
        end = self.text.find("\n", head)
        return Span(self.text.rfind("\n", 0, head) + 1, len(self.text) if end < 0 else end)

    def _replace(self, span: Span, text: str) -> Draft:
        replaced = self.text[: span.start] + text + self.text[span.end :]
        return Draft(replaced, Selection.caret(span.start + len(text)))


def clean_typed(text: str, *, lines: bool = False) -> str:
    """What of a text may be typed or pasted: no control or format characters, and a space for each line end and tab.

    With lines, line ends are kept. The joiners U+200C and U+200D are part of how words are spelled, so they stay.
    """
    text = _LINE_END.sub("\n" if lines else " ", text).replace("\t", " ")
    return "".join(
        character
        for character in text
        if character == "\n" or character in _JOINERS or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )
