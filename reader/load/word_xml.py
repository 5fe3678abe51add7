"""Reads the XML parts of a Word document: the visible text with its notes, and the styles that hide text.

A part that declares a document type is refused: no part needs one (ECMA-376, part 1), and XML bombs use them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reader.load.bounds import MOST_ELEMENTS
from reader.wording import say

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = f"{_WORD}t"
_RUN = f"{_WORD}r"
_VALUE = f"{_WORD}val"
_CREATED = "http://purl.org/dc/terms/}created"
# Elements that repeat another for older programs, moved or deleted text, and earlier formatting.
_IGNORED = frozenset(
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        *(f"{_WORD}{name}" for name in ("del", "moveFrom", "rPrChange", "pPrChange")),
    )
)
_CHARACTERS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_NOTES = {f"{_WORD}footnote": "footnote", f"{_WORD}endnote": "endnote"}
_REFERENCES = {f"{_WORD}{kind}Reference": kind for kind in _NOTES.values()}
_STYLE_OF = (f"{_WORD}rStyle", f"{_WORD}pStyle")
_OFF = ("0", "false", "off")

NoteId = tuple[str, str]
"""The kind of a note, "footnote" or "endnote", and its number in the document's part for that kind."""


class OversizedError(Exception):
    """A part is too big; the message says how much is read at most."""


class _DeclaredTypeError(ValueError):
    """A part declares a document type."""


@dataclass(slots=True)
class Part:
    """The text of a part."""

    strings: list[str] = field(default_factory=list)
    """The text outside notes, as the strings that were read."""
    notes: dict[NoteId, list[str]] = field(default_factory=dict)
    """The notes in the part, by their number."""
    referred: list[NoteId] = field(default_factory=list)
    """The notes that the text refers to, in order; the text has [1], [2] … in their place."""

    @property
    def text(self) -> str:
        """The text outside notes."""
        return "".join(self.strings).rstrip("\n")


def read_text(data: bytes, *, hidden: frozenset[str] = frozenset()) -> Part:
    """The visible text of a part; `hidden` names the styles whose text is hidden. ValueError where it is broken."""
    reading = _Reading(hidden)
    _parse(data, reading.start, reading.end, reading.add)
    return reading.part


def read_created(data: bytes) -> str:
    """The date in a document's properties on which it was made; ValueError where they are broken."""
    strings: list[str] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = tag == _CREATED

    def end(tag: str) -> None:
        nonlocal inside
        inside = False

    _parse(data, start, end, lambda text: strings.append(text) if inside else None)
    return "".join(strings).strip()


def find_hidden_styles(data: bytes) -> frozenset[str]:
    """The styles whose text is hidden, by themselves or by a style they are based on; ValueError where it is broken."""
    based_on: dict[str, str] = {}
    hides: dict[str, bool] = {}
    style = ""
    ignored = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal style, ignored
        ignored += tag in _IGNORED
        if tag == f"{_WORD}style":
            style = attributes.get(f"{_WORD}styleId", "")
        elif tag == f"{_WORD}basedOn" and style:
            based_on[style] = attributes.get(_VALUE, "")
        elif tag == f"{_WORD}vanish" and style and not ignored:
            hides[style] = _is_on(attributes)

    def end(tag: str) -> None:
        nonlocal ignored
        ignored -= tag in _IGNORED

    _parse(data, start, end, lambda text: None)
    return _hidden_by_base(hides, based_on)


def _hidden_by_base(hides: dict[str, bool], based_on: dict[str, str]) -> frozenset[str]:
    """The styles that hide text, and those without a setting of their own that are based on such a style."""
    found = dict(hides)
    for name in based_on:
        chain: dict[str, None] = {}
        while name and name not in found and name not in chain:
            chain[name] = None
            name = based_on.get(name, "")
        # Each style is visited only once, however long the chains are.
        found |= dict.fromkeys(chain, found.get(name, False))
    return frozenset(name for name, is_hidden in found.items() if is_hidden)


def _is_on(attributes: dict[str, str]) -> bool:
    return attributes.get(_VALUE, "true").lower() not in _OFF


def _parse(
    data: bytes, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], add: Callable[[str], Any]
) -> None:
    from xml.parsers.expat import ExpatError, ParserCreate

    count = 0

    def counted(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS:
            raise OversizedError(say("{number} elements", number=MOST_ELEMENTS))
        start(tag, attributes)

    def refuse(*_: Any) -> None:
        raise _DeclaredTypeError(say("it declares a document type"))

    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = counted
    parser.EndElementHandler = end
    parser.CharacterDataHandler = add
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise ValueError(str(error)) from error


class _Reading:
    """Collects the text of a part, run by run."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.part = Part()
        self._hidden_styles = hidden
        self._strings = self.part.strings
        self._is_text = False
        self._ignored = 0
        self._runs: list[bool] = []
        """For each open run, whether its text is hidden; a text box in a run has runs of its own."""
        self._paragraphs: list[bool] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._ignored += tag in _IGNORED
        if tag == f"{_WORD}p":
            self._paragraphs.append(False)
        elif tag == _RUN:
            self._runs.append(bool(self._paragraphs) and self._paragraphs[-1])
        elif tag in _NOTES:
            number = attributes.get(f"{_WORD}id", "")
            self._strings = self.part.notes.setdefault((_NOTES[tag], number), [])
        elif self._ignored:
            return
        elif tag in _STYLE_OF:
            self._style(attributes.get(_VALUE, "") in self._hidden_styles, is_run=tag == _STYLE_OF[0])
        elif not self._runs:
            return  # Outside a run, w:tab defines a tab stop, and w:vanish hides the mark of a paragraph.
        elif tag == f"{_WORD}vanish":
            self._runs[-1] = _is_on(attributes)
        elif self._runs[-1]:
            return
        elif tag == _TEXT:
            self._is_text = True
        elif tag in _CHARACTERS:
            self._strings.append(_CHARACTERS[tag])
        elif tag in _REFERENCES:
            self.part.referred.append((_REFERENCES[tag], attributes.get(f"{_WORD}id", "")))
            self._strings.append(f"[{len(self.part.referred)}]")

    def end(self, tag: str) -> None:
        self._ignored -= tag in _IGNORED
        if tag == _TEXT:
            self._is_text = False
        elif tag == _RUN:
            self._runs.pop()
        elif tag in _NOTES:
            self._strings = self.part.strings
        elif tag == f"{_WORD}p":
            self._paragraphs.pop()
            if not self._ignored:
                self._strings.append("\n")

    def add(self, data: str) -> None:
        if self._is_text:
            self._strings.append(data)

    def _style(self, is_hidden: bool, *, is_run: bool) -> None:
        if is_run and self._runs:
            self._runs[-1] = is_hidden
        elif not is_run and self._paragraphs:
            self._paragraphs[-1] = is_hidden
