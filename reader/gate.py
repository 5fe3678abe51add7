"""Decides which characters of a text may reach a terminal, and what replaces the others."""

from __future__ import annotations

import re

_HELD = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # control codes (C0, DEL and C1 of ECMA-48), which a terminal obeys
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks (UAX #9), which change how the text looks
    "\u2028\u2029"  # line and paragraph separators
    "\xad\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # without width, so that names look alike
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # more of these, and tags
    "\ud800-\udfff"  # surrogates, which UTF-8 cannot encode
    "]"
)


def has_held(text: str) -> bool:
    """Whether a text has a character that the gate holds back: one that is never sent to a terminal as it is."""
    # Nearly every text is printable, and asking that first is fast.
    return not text.isprintable() and _HELD.search(text) is not None


def drop_held(text: str) -> str:
    """The text without the characters that the gate holds back."""
    return text if text.isprintable() else _HELD.sub("", text)


def write_out(text: str, *, keep: str = "") -> str:
    """The text with each character that the gate holds back written as \\x1b, \\u202e …; those in `keep` stay."""
    if text.isprintable():
        return text
    return _HELD.sub(lambda match: match[0] if match[0] in keep else escape(match[0]), text)


def escape(character: str) -> str:
    """A character as Python's strings write it: \\n, \\x1b, \\u202e."""
    return character.encode("unicode_escape").decode("ascii")
