"""Reads the TIMEX3 elements of TimeML, which mark dates and times in a text; all other elements are ignored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from reader.errors import ReaderError, shown
from reader.wording import say

ENDINGS = (".tml",)


@dataclass(frozen=True, slots=True)
class TimedText:
    """A text and its expressions of time."""

    text: str
    date: str
    """The day on which it was written, in ISO 8601; empty if the file does not say."""
    marked: tuple[tuple[int, int, str], ...]
    """Start and end offsets in code points, half-open, and the type: DATE, TIME, DURATION or SET."""


def is_timeml(content: bytes) -> bool:
    """Whether a file begins as TimeML does."""
    return b"<TimeML" in content[:1000]


def find_timeml(folder: Path) -> list[Path]:
    """The TimeML files of a folder, in the order of their names; ReaderError if it has none."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    if not found:
        raise ReaderError(
            say("{folder}: the folder has no TimeML (.tml); name a file of JSON Lines or CoNLL.", folder=shown(folder))
        )
    return found


def read_timeml(content: bytes, name: str) -> TimedText:
    """A file's text and times; ReaderError if it is not well-formed XML."""
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise ReaderError(
            say(
                "{name}: not well-formed TimeML ({error}); correct or remove the file.",
                name=shown(name),
                error=shown(error),
            )
        ) from error
    created = root.find(".//TIMEX3[@functionInDocument='CREATION_TIME']")
    body = root.find(".//TEXT")
    pieces: list[str] = []
    marked = tuple(sorted(set(_walk(root if body is None else body, pieces, 0))))
    return TimedText("".join(pieces), "" if created is None else created.get("value", ""), marked)


def _walk(element: ElementTree.Element, pieces: list[str], at: int) -> Iterator[tuple[int, int, str]]:
    """The times marked in an element that begins at an offset; its text is added to the pieces."""
    start = at
    pieces.append(element.text or "")
    at += len(pieces[-1])
    for child in element:
        before = len(pieces)
        yield from _walk(child, pieces, at)
        at += sum(map(len, pieces[before:]))
        pieces.append(child.tail or "")
        at += len(pieces[-1])
    if element.tag == "TIMEX3" and at > start:
        yield start, at, element.get("type", "").upper()
