"""Decides the format of a fetched page, and reads its articles."""

from __future__ import annotations

import io
from collections.abc import Iterator

from reader.errors import LoadError, shown
from reader.load.conll_columns import read_columns
from reader.load.docx import read_docx
from reader.load.encoding import refuse_binary
from reader.load.feed import is_feed
from reader.load.feed_items import list_items
from reader.load.formats import Format, format_of, sniff
from reader.load.html import read_html
from reader.load.json_rows import read_json, read_json_lines
from reader.load.loaded import Loaded
from reader.load.plain import read_plain
from reader.load.referred import Reach
from reader.load.single import HOLDS_ONE
from reader.load.tables import read_table
from reader.load.web import Page, fetch
from reader.wording import say

_BY_MEDIA_TYPE = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/json": Format.JSON,
    "application/x-ndjson": Format.JSON_LINES,
    "application/jsonl": Format.JSON_LINES,
    "text/csv": Format.TABLE,
    "text/tab-separated-values": Format.TABLE,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format.DOCX,
}
_SAY_NOTHING = ("", "application/octet-stream", "application/unknown", "unknown/unknown", "*/*")
_HEAD = 4096


def read_page(url: str, *, encoding: str | None = None) -> Iterator[Loaded | LoadError]:
    """The articles at an address; its media type decides the format, or else the ending or the first bytes.

    LoadError where the page cannot be fetched or read.
    """
    page = fetch(url)
    form = _form_of(page)
    if form is not Format.DOCX:
        refuse_binary(page.data, url, encoding=encoding)
    if form is Format.FEED:
        yield from list_items(page, url)
    elif form is Format.TABLE:
        yield from read_table(page.data, url, encoding=encoding)
    elif form is Format.JSON:
        yield from read_json(page.data, url, encoding=encoding, reach=Reach.NOWHERE)
    elif form is Format.JSON_LINES:
        yield from read_json_lines(io.BytesIO(page.data), url, encoding=encoding, reach=Reach.NOWHERE)
    elif form is Format.COLUMNS:
        yield from read_columns(page.data, url, encoding=encoding)
    else:
        yield _read_one(page, url, form, encoding)


def read_single_page(url: str, *, is_linked_publicly: bool = False) -> Loaded:
    """The article at the address of a page that has one; LoadError where it cannot be had, or may have several."""
    page = fetch(url, is_linked_publicly=is_linked_publicly)
    form = _form_of(page)
    if form not in HOLDS_ONE:
        raise LoadError(say("{url}: this is not a page with one article; open it by its own address.", url=shown(url)))
    if form is not Format.DOCX:
        refuse_binary(page.data, url)
    return _read_one(page, url, form, None)


def _form_of(page: Page) -> Format:
    if is_feed(page):
        return Format.FEED
    known = _BY_MEDIA_TYPE.get(page.media_type) or format_of(page.url.partition("?")[0])
    # Browsers look at the bytes, too, where the server does not name their type.
    return sniff(page.data[:_HEAD]) if known is Format.PLAIN and page.media_type in _SAY_NOTHING else known


def _read_one(page: Page, url: str, form: Format, encoding: str | None) -> Loaded:
    if form is Format.DOCX:
        return Loaded(read_docx(page.data, url))
    if form is Format.HTML:
        return read_html(page.data, url, encoding=encoding, declared=page.charset, url=page.url)
    return read_plain(page.data, url, encoding=encoding, declared=page.charset)
