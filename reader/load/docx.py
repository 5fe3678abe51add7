"""Word documents become articles: the paragraphs of the body, a line each, under the first as title.

A .docx file is a ZIP archive of XML parts. Only word/document.xml and docProps/core.xml are read, with bounds on what
they unpack to, and a part that declares a document type is refused: no part needs one, and XML bombs are made of them.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from reader.errors import LoadError, shown
from reader.load.bounds import MOST_BYTES, MOST_ELEMENTS
from reader.load.loaded import first_line
from reader.model import Article

_PART_LIMIT = MOST_BYTES
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CREATED = "{http://purl.org/dc/terms/}created"
# What another element says again for older programs, and text that was moved or deleted.
_PASSED_OVER = frozenset(
    ("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{_WORD}del", f"{_WORD}moveFrom")
)
_RUN = f"{_WORD}r"
_STANDS_FOR = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}


class _DeclaredTypeError(ValueError):
    """The part declares a document type."""


def read_docx(data: bytes, name: str) -> Article:
    """The article in a .docx file; LoadError where it is none, is encrypted, broken, too big or without text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = _read_text(_part(archive, "word/document.xml", name), f"{_WORD}t")
            dates = _part(archive, "docProps/core.xml", name) if "docProps/core.xml" in archive.namelist() else b""
            date = _read_text(dates, _CREATED).strip() if dates else ""
    except _OversizedError as error:
        most = f"{MOST_ELEMENTS:,} elements"
        raise LoadError(f"{shown(name)}: the Word document has over {most}; split it.") from error
    except KeyError as error:
        raise LoadError(f"{shown(name)}: the archive holds no Word document; save it as .docx or .txt.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        reason = shown(error) or type(error).__name__
        raise LoadError(
            f"{shown(name)}: the Word document is broken or locked ({reason}); save it again as .docx or .txt."
        ) from error
    if not text.strip():
        raise LoadError(f"{shown(name)}: the Word document holds no text; there is nothing to read.")
    return Article(text, first_line(text), name, date)


def _part(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    with archive.open(part) as stream:
        data = stream.read(_PART_LIMIT + 1)
    if len(data) > _PART_LIMIT:
        raise LoadError(f"{shown(name)}: the Word document unpacks to over {_PART_LIMIT >> 20} MB; split it.")
    return data


def _read_text(data: bytes, wanted: str) -> str:
    from xml.parsers.expat import ExpatError, ParserCreate

    reading = _Reading(wanted)
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.add
    parser.StartDoctypeDeclHandler = reading.refuse
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise ValueError(str(error)) from error
    return "".join(reading.pieces).rstrip("\n")


class _OversizedError(Exception):
    """The part holds more elements than are read."""


class _Reading:
    """Collects the character data of the wanted elements."""

    def __init__(self, wanted: str) -> None:
        self.pieces: list[str] = []
        self._wanted = wanted
        self._inside = 0
        self._runs = 0
        self._passed_over = 0
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise _OversizedError
        tag = "{" + tag
        self._passed_over += tag in _PASSED_OVER
        self._inside += tag == self._wanted
        self._runs += tag == _RUN
        # Outside a run, the same element defines a tab stop.
        if tag in _STANDS_FOR and self._runs and not self._passed_over:
            self.pieces.append(_STANDS_FOR[tag])

    def end(self, tag: str) -> None:
        tag = "{" + tag
        self._passed_over -= tag in _PASSED_OVER
        self._inside -= tag == self._wanted
        self._runs -= tag == _RUN
        if tag == f"{_WORD}p" and not self._passed_over:
            self.pieces.append("\n")

    def add(self, data: str) -> None:
        if self._inside and not self._passed_over:
            self.pieces.append(data)

    def refuse(self, *_: Any) -> None:
        raise _DeclaredTypeError("it declares a document type")
