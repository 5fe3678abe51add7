"""Reads a Word document as an article: a line for each paragraph of the body, the first of which is the title.

A .docx file is a ZIP archive of XML parts (ECMA-376). The body, its notes, the styles and the date are read, and their
unpacked size is bounded. The notes follow the body, each after the number that stands for it in the text: [1].
"""

from __future__ import annotations

import io
import zipfile
import zlib

from reader.errors import LoadError, shown
from reader.load.bounds import MOST_BYTES, MOST_CHARACTERS
from reader.load.loaded import first_line
from reader.load.word_xml import NoteId, OversizedError, find_hidden_styles, read_created, read_text
from reader.model import Article
from reader.wording import say

_PART_LIMIT = MOST_BYTES


def read_docx(data: bytes, name: str) -> Article:
    """The article in a .docx file; LoadError where it is not one, or is encrypted, broken, too big or without text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = _read_text(archive, name)
            date = read_created(_part(archive, "docProps/core.xml", name) or b"<x/>")
    except OversizedError as error:
        raise LoadError(
            say("{name}: the Word document has over {what}; split it.", name=shown(name), what=error)
        ) from error
    except KeyError as error:
        raise LoadError(
            say("{name}: the archive is not a Word document; save it as .docx or .txt.", name=shown(name))
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        reason = shown(error) or type(error).__name__
        raise LoadError(
            say(
                "{name}: the Word document is broken or locked ({reason}); save it again as .docx or .txt.",
                name=shown(name),
                reason=reason,
            )
        ) from error
    if not text.strip():
        raise LoadError(say("{name}: the Word document has no text; there is nothing to read.", name=shown(name)))
    return Article(text, first_line(text), name, date)


def _read_text(archive: zipfile.ZipFile, name: str) -> str:
    styles = _part(archive, "word/styles.xml", name)
    hidden = find_hidden_styles(styles) if styles else frozenset()
    archive.getinfo("word/document.xml")
    body = read_text(_part(archive, "word/document.xml", name), hidden=hidden)
    notes: dict[NoteId, list[str]] = {}
    for kind in dict.fromkeys(kind for kind, _ in body.referred):
        if part := _part(archive, f"word/{kind}s.xml", name):
            notes |= read_text(part, hidden=hidden).notes
    texts = {note: "".join(strings).strip() for note, strings in notes.items()}
    # A text may refer to a long note many times.
    if sum(len(texts.get(note, "")) for note in body.referred) > MOST_CHARACTERS:
        raise OversizedError(say("{number} characters in its notes", number=MOST_CHARACTERS))
    lines = [f"[{number}] {texts.get(note, '')}" for number, note in enumerate(body.referred, 1)]
    return "\n\n".join(filter(None, (body.text, "\n".join(lines))))


def _part(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """The bytes of a part; b"" where the archive has no such part."""
    if part not in archive.NameToInfo:
        return b""
    with archive.open(part) as stream:
        data = stream.read(_PART_LIMIT + 1)
    if len(data) > _PART_LIMIT:
        raise LoadError(
            say(
                "{name}: the Word document unpacks to over {size} MB; split it.",
                name=shown(name),
                size=_PART_LIMIT >> 20,
            )
        )
    return data
