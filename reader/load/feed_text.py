"""Makes plain text of the HTML in a feed's titles and summaries, with a blank line between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

_NAMES = """address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table tr ul"""
_PARAGRAPHS = frozenset(_NAMES.split())
"""The elements that begin and end a paragraph."""
_UNSEEN = ("script", "style", "template", "noscript", "iframe")
_BREAK = "\x1c"
"""Stands for the end of a paragraph until white space has been joined; it is a control character, which no text has."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MARKUP = re.compile(r"<[/!A-Za-z]")


def without_controls(text: str) -> tuple[str, int]:
    """The text without control characters, which no text needs, and how many there were."""
    return _CONTROL.subn("", text)


def text_of(html: str) -> str:
    """The text in a piece of HTML; text without tags stays as it is, but for its white space."""
    clean = _CONTROL.sub("", html)
    pieces = _pieces(clean) if _MARKUP.search(clean) else (_CONTROL.sub("", unescape(clean)),)
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(pieces).split(_BREAK))
    return "\n\n".join(filter(None, paragraphs))


def _pieces(html: str) -> Iterator[str]:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        # Without huge_tree, what is nested deeper than 256 elements would be left out.
        page: Any = document_fromstring(f"<div>{html}</div>", parser=HTMLParser(huge_tree=True))
    except (etree.LxmlError, ValueError):
        return
    etree.strip_elements(page, etree.Comment, etree.ProcessingInstruction, *_UNSEEN, with_tail=False)
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if element.tag in _PARAGRAPHS:
            yield _BREAK
        elif element.tag == "br" and event == "start":
            yield "\n"
        yield _CONTROL.sub("", (element.text if event == "start" else element.tail) or "")
