"""Reads plain text as an article: the whole file, character for character, with its first line as the title."""

from __future__ import annotations

from reader.errors import LoadError, shown
from reader.load.encoding import decode
from reader.load.loaded import Loaded, first_line
from reader.model import Article
from reader.wording import say


def read_plain(data: bytes, name: str, *, encoding: str | None = None, declared: str = "") -> Loaded:
    """The article in a text file; line ends stay as they are, and a byte order mark is not part of the text.

    `declared` is the encoding that a server named, if any. LoadError where the file has no text.
    """
    decoded = decode(data, name, encoding=encoding, declared=[declared] if declared else [])
    text = decoded.text
    if not text.strip():
        raise LoadError(say("{name}: the file has only white space; there is nothing to read.", name=shown(name)))
    return Loaded(Article(text, title=first_line(text), source=name), warnings=decoded.warnings)
