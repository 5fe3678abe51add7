"""Decides the format of a source from the ending of its name, or from its first bytes."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath


class Format(StrEnum):
    """The format of a source's bytes."""

    PLAIN = "plain"
    HTML = "html"
    JSON = "json"
    JSON_LINES = "json lines"
    TABLE = "table"
    DOCX = "docx"
    COLUMNS = "columns"
    FEED = "feed"


_BY_SUFFIX = {
    ".txt": Format.PLAIN,
    ".text": Format.PLAIN,
    ".md": Format.PLAIN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".json": Format.JSON,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".csv": Format.TABLE,
    ".tsv": Format.TABLE,
    ".docx": Format.DOCX,
    ".conll": Format.COLUMNS,
    ".iob": Format.COLUMNS,
    ".bio": Format.COLUMNS,
}

KNOWN = ", ".join(_BY_SUFFIX)
"""The endings that are looked for in folders, each also with .gz, as a list for a sentence."""


def is_compressed(name: str) -> bool:
    """Whether the name ends in .gz."""
    return name.lower().endswith(".gz")


def is_known(name: str) -> bool:
    """Whether a file with this name in a folder is loaded."""
    return _suffix(name) in _BY_SUFFIX


def format_of(name: str) -> Format:
    """The format of a file by its name; plain text for an unknown ending."""
    return _BY_SUFFIX.get(_suffix(name), Format.PLAIN)


def stem(name: str) -> str:
    """The name without .gz and without the ending of its format: the part that NAME.txt and NAME.ann share."""
    bare = name[:-3] if is_compressed(name) else name
    suffix = _suffix(name)
    return bare[: -len(suffix)] if suffix else bare


def _suffix(name: str) -> str:
    return PurePath(name[:-3] if is_compressed(name) else name).suffix.lower()


# The tags are those of the MIME Sniffing Standard (WHATWG).
_TAGS = b"!doctype\\s+html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p"
_BEGINNINGS = (
    (re.compile(rb"PK\x03\x04"), Format.DOCX),
    (
        re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:" + _TAGS + rb")[\s>]", re.IGNORECASE),
        Format.HTML,
    ),
    (re.compile(rb"\s*(?:\[\s*\{|\{\s*\n)"), Format.JSON),
    (re.compile(rb'\s*\{\s*"'), Format.JSON_LINES),
)


def sniff(head: bytes) -> Format:
    """The format of bytes that have no name, by their beginning; plain text unless it shows another format."""
    bare = head.removeprefix(b"\xef\xbb\xbf")
    return next((form for beginning, form in _BEGINNINGS if beginning.match(bare)), Format.PLAIN)
