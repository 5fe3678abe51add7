"""Writes the Content-Security-Policy of a page: only its own style sheet and script, known by their hashes."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def write_policy(style: str, script: str) -> str:
    """The policy of a page that holds this style sheet and this script, and loads nothing at all."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{_digest(style)}'",
            f"script-src 'sha256-{_digest(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def quote_css(text: str) -> str:
    """A text as a string of CSS, in which nothing can end the string, the style sheet, or the page's element."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text) + '"'


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode("ascii")
