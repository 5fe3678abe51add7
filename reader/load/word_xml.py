"""Reads the XML parts of a Word document: the text that is seen, with its notes, and which styles hide text.

A part that declares a document type is refused: no part needs one, and XML bombs are made of them (ECMA-376, part 1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reader.load.bounds import MOST_ELEMENTS

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = f"{_WORD}t"
_RUN = f"{_WORD}r"
_VALUE = f"{_WORD}val"
_CREATED = "http://purl.org/dc/terms/}created"
# What another element says again for older programs, text that was moved or deleted, and how something looked before.
_PASSED_OVER = frozenset(
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        *(f"{_WORD}{name}" for name in ("del", "moveFrom", "rPrChange", "pPrChange")),
    )
)
_STANDS_FOR = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_NOTES = {f"{_WORD}footnote": "footnote", f"{_WORD}endnote": "endnote"}
_REFERENCES = {f"{_WORD}{kind}Reference": kind for kind in _NOTES.values()}
_STYLE_OF = (f"{_WORD}rStyle", f"{_WORD}pStyle")
_OFF = ("0", "false", "off")

NoteId = tuple[str, str]
"""footnote or endnote, and its number in the document's part for these."""


class OversizedError(Exception):
    """The part holds more elements than are read; says how many those are."""


class _DeclaredTypeError(ValueError):
    """The part declares a document type."""


@dataclass(slots=True)
class Part:
    """What a part says."""

    pieces: list[str] = field(default_factory=list)
    notes: dict[NoteId, list[str]] = field(default_factory=dict)
    """The notes that stand in it, by their number."""
    referred: list[NoteId] = field(default_factory=list)
    """The notes that its text refers to, in order; the text has [1], [2] … in their places."""

    @property
    def text(self) -> str:
        """The text outside notes."""
        return "".join(self.pieces).rstrip("\n")


def read_text(data: bytes, *, hidden: frozenset[str] = frozenset()) -> Part:
    """The text of a part as it is seen; `hidden` names the styles whose text is not. ValueError where it is broken."""
    reading = _Reading(hidden)
    _parse(data, reading.start, reading.end, reading.add)
    return reading.part


def read_created(data: bytes) -> str:
    """When a document was made, as its properties say; ValueError where they are broken."""
    pieces: list[str] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = tag == _CREATED

    def end(tag: str) -> None:
        nonlocal inside
        inside = False

    _parse(data, start, end, lambda text: pieces.append(text) if inside else None)
    return "".join(pieces).strip()


def find_hidden_styles(data: bytes) -> frozenset[str]:
    """The styles whose text is hidden, by themselves or by what they are based on; ValueError where it is broken."""
    based_on: dict[str, str] = {}
    says: dict[str, bool] = {}
    style = ""
    passed_over = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal style, passed_over
        passed_over += tag in _PASSED_OVER
        if tag == f"{_WORD}style":
            style = attributes.get(f"{_WORD}styleId", "")
        elif tag == f"{_WORD}basedOn" and style:
            based_on[style] = attributes.get(_VALUE, "")
        elif tag == f"{_WORD}vanish" and style and not passed_over:
            says[style] = _is_on(attributes)

    def end(tag: str) -> None:
        nonlocal passed_over
        passed_over -= tag in _PASSED_OVER

    _parse(data, start, end, lambda text: None)
    return _hidden_by_base(says, based_on)


def _hidden_by_base(says: dict[str, bool], based_on: dict[str, str]) -> frozenset[str]:
    """The styles that say that they hide text, and those that say nothing and are based on such a one."""
    found = dict(says)
    for name in based_on:
        chain: dict[str, None] = {}
        while name and name not in found and name not in chain:
            chain[name] = None
            name = based_on.get(name, "")
        # Each style is looked at once, however long the chains are.
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
            raise OversizedError(f"{MOST_ELEMENTS:,} elements")
        start(tag, attributes)

    def refuse(*_: Any) -> None:
        raise _DeclaredTypeError("it declares a document type")

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
        self._pieces = self.part.pieces
        self._is_text = False
        self._passed_over = 0
        self._runs: list[bool] = []
        """For each run that is open, whether its text is hidden; a box in a run has runs of its own."""
        self._paragraphs: list[bool] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._passed_over += tag in _PASSED_OVER
        if tag == f"{_WORD}p":
            self._paragraphs.append(False)
        elif tag == _RUN:
            self._runs.append(bool(self._paragraphs) and self._paragraphs[-1])
        elif tag in _NOTES:
            number = attributes.get(f"{_WORD}id", "")
            self._pieces = self.part.notes.setdefault((_NOTES[tag], number), [])
        elif self._passed_over:
            return
        elif tag in _STYLE_OF:
            self._style(attributes.get(_VALUE, "") in self._hidden_styles, is_run=tag == _STYLE_OF[0])
        elif not self._runs:
            return  # outside a run, w:tab defines a stop, and w:vanish hides the mark of a paragraph
        elif tag == f"{_WORD}vanish":
            self._runs[-1] = _is_on(attributes)
        elif self._runs[-1]:
            return
        elif tag == _TEXT:
            self._is_text = True
        elif tag in _STANDS_FOR:
            self._pieces.append(_STANDS_FOR[tag])
        elif tag in _REFERENCES:
            self.part.referred.append((_REFERENCES[tag], attributes.get(f"{_WORD}id", "")))
            self._pieces.append(f"[{len(self.part.referred)}]")

    def end(self, tag: str) -> None:
        self._passed_over -= tag in _PASSED_OVER
        if tag == _TEXT:
            self._is_text = False
        elif tag == _RUN:
            self._runs.pop()
        elif tag in _NOTES:
            self._pieces = self.part.pieces
        elif tag == f"{_WORD}p":
            self._paragraphs.pop()
            if not self._passed_over:
                self._pieces.append("\n")

    def add(self, data: str) -> None:
        if self._is_text:
            self._pieces.append(data)

    def _style(self, is_hidden: bool, *, is_run: bool) -> None:
        if is_run and self._runs:
            self._runs[-1] = is_hidden
        elif not is_run and self._paragraphs:
            self._paragraphs[-1] = is_hidden
