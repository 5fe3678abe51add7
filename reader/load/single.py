"""Opens a file that has one article: plain text, HTML or a Word document."""

from __future__ import annotations

from reader.load.bytes_read import open_bytes, read_all
from reader.load.docx import read_docx
from reader.load.formats import Format, format_of
from reader.load.html import read_html
from reader.load.loaded import Loaded
from reader.load.plain import read_plain

HOLDS_ONE = frozenset((Format.PLAIN, Format.HTML, Format.DOCX))
"""The formats of files that have one article."""


def read_single(name: str) -> Loaded:
    """The article in a file, in the format that its ending stands for; LoadError where it cannot be read."""
    form = format_of(name)
    with open_bytes(name) as stream:
        data = read_all(stream, name, is_text=form is not Format.DOCX)
    return read_article(data, name, form)


def read_article(data: bytes, name: str, form: Format, *, encoding: str | None = None) -> Loaded:
    """The article in bytes in one of the formats of HOLDS_ONE; LoadError where it cannot be read."""
    if form is Format.DOCX:
        return Loaded(read_docx(data, name))
    return (read_html if form is Format.HTML else read_plain)(data, name, encoding=encoding)
