"""Decides what of a text from outside stands in a report: nothing invisible that changes how the rest looks."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from reader.layout.stand_ins import REPLACEMENT, make_sendable

_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"  # controls and what no document may hold
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates (UAX #9), which turn the text after them round
    "\u2028\u2029\ufff9-\ufffb\U000e0000-\U000e0fff"  # separators, annotations, tags
    "]"
)
"""Marks of direction and joiners are not among them: they are part of the spelling."""


def visible(text: str) -> str:
    """The text with a sign in the place of each character that must not be in a document; its length stays the same."""
    return text if text.isprintable() else _UNSEEN.sub(lambda found: _stand_in(found[0]), text)


def one_line(text: str) -> str:
    """The text of `visible` on one line."""
    return " ".join(visible(text).split())


def safe_address(address: str) -> str:
    """The address if it is one of a web page; otherwise empty, since a link may also be a program."""
    written = address.strip()
    try:
        parts = urlsplit(written)
    except ValueError:
        return ""
    is_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    return written if is_web and visible(written) == written and not re.search(r"\s", written) else ""


def _stand_in(character: str) -> str:
    sign = make_sendable(character)
    return REPLACEMENT if sign == character else sign
