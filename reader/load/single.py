"""Opens what holds one article: plain text, HTML or a Word document."""

from __future__ import annotations

from reader.load.bytes_read import open_bytes, read_all
from reader.load.docx import read_docx
from reader.load.formats import Format, format_of
from reader.load.html import read_html
from reader.load.loaded import Loaded
from reader.load.plain import read_plain

HOLDS_ONE = frozenset((Format.PLAIN, Format.HTML, Format.DOCX))
"""The formats of which a file is one article."""


def read_single(name: str) -> Loaded:
    """The article in a file, by the format its ending stands for; LoadError where it cannot be read."""
    form = format_of(name)
    with open_bytes(name) as stream:
        data = read_all(stream, name, is_text=form is not Format.DOCX)
    return read_article(data, name, form)


def read_article(data: bytes, name: str, form: Format, *, encoding: str | None = None) -> Loaded:
    """The article in bytes of one of the formats that hold one."""
    if form is Format.DOCX:
        return Loaded(read_docx(data, name))
    return (read_html if form is Format.HTML else read_plain)(data, name, encoding=encoding)
