"""Decides how a page's source is rewritten for the extractor, so that no part of its text is lost.

The extractor drops every character that is not printable in Python (joiners, also those in emoji, direction marks,
U+06DD), and fails on control characters and on deep nesting. So printable letters that the page does not have replace
such characters, and are replaced by them again in the extracted text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

_STAND_INS = range(0x13000, 0x1342F)
"""Egyptian hieroglyphs: printable letters, enough of which are not used by a page."""
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8}|#[0-9]{1,8}|[A-Za-z]{2,32});?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_START = re.compile(r"<[A-Za-z]")
_DEEPEST = 100
"""The deepest nesting of elements that is kept; the parser fails at 256, the extractor at sixty nested lists."""
_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_ENDS_BY_ITSELF = frozenset(
    ("p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "rt", "rp")
)
"""Elements that end where the next one with their name begins, so that most pages omit their end tags."""
_NOT_NESTED = frozenset(("html", "head", "body", "script", "style", "title"))
# A paragraph of only invisible characters is a gap on a page; in the text it would be an empty line.
_INVISIBLE_LINE = re.compile(
    r"^[^\S\n]*(?:[\u00ad\u200b-\u200f\u2060\ufeff][^\S\n]*)+\n|\n[\u00ad\u200b-\u200f\u2060\ufeff]+\Z", re.M
)


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page's source from which the extractor loses no text."""

    text: str
    stand_ins: dict[int, str]
    """The character that each stand-in replaces, by the stand-in's code point."""
    dropped: int
    """The number of control characters that were left out."""
    tags: int
    """The number of start tags in the source."""

    def put_back(self, extracted: str | None) -> str:
        """The extracted text with its own characters in place of the stand-ins; "" for None."""
        return _INVISIBLE_LINE.sub("", (extracted or "").translate(self.stand_ins))


def prepare(page: str) -> PageSource:
    """Rewrite a page's source so that the extractor loses nothing of its text."""
    page = page.lstrip("\ufeff")
    resolved = _REFERENCE.sub(_resolve, page)
    clean, dropped = _CONTROL.subn("", resolved)
    stand_ins = _choose(clean)
    if stand_ins:
        clean = clean.translate({ord(character): stand_in for character, stand_in in stand_ins.items()})
    text = _flatten(clean)
    tags = sum(1 for _ in _START.finditer(text))
    return PageSource(text, {ord(to): character for character, to in stand_ins.items()}, dropped, tags)


def _resolve(reference: re.Match[str]) -> str:
    # Only characters that the extractor would lose or fail on; `&lt;` must not become the start of a tag.
    character = html.unescape(reference[0])
    if character == "" or (len(character) == 1 and (_is_lost(character) or _CONTROL.match(character))):
        return character or "\x00"
    return reference[0]


def _is_lost(character: str) -> bool:
    return not (character.isprintable() or character.isspace()) and unicodedata.category(character) not in ("Cc", "Cs")


def _choose(page: str) -> dict[str, str]:
    used = set(page)
    lost = sorted(filter(_is_lost, used))
    free = (chr(code) for code in _STAND_INS if chr(code) not in used)
    return dict(zip(lost, free, strict=False))


def _flatten(page: str) -> str:
    """The page without the tags of elements nested deeper than _DEEPEST; their content stays."""
    if page.count("<") <= _DEEPEST:
        return page
    depths = _Depths()
    return _TAG.sub(lambda tag: tag[0] if depths.keeps(tag) else "", page)


class _Depths:
    """The elements that are open while the tags are read one by one."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._holders: list[int] = []
        """The indexes in `_open` of the elements that do not end by themselves."""
        self._dropped = 0

    def keeps(self, tag: re.Match[str]) -> bool:
        """Whether a tag stays, because the element that it begins or ends is not nested too deeply."""
        name = tag[2].lower()
        if name in _EMPTY or name in _NOT_NESTED or tag[0].endswith("/>"):
            return True
        if name in _ENDS_BY_ITSELF:
            return self._keeps_what_ends_by_itself(name, is_end=bool(tag[1]))
        if tag[1]:
            if self._dropped:
                self._dropped -= 1
                return False
            if self._holders:
                del self._open[self._holders.pop() :]
        elif len(self._open) >= _DEEPEST:
            self._dropped += 1
            return False
        else:
            self._holders.append(len(self._open))
            self._open.append(name)
        return True

    def _keeps_what_ends_by_itself(self, name: str, *, is_end: bool) -> bool:
        if self._dropped:
            # The element around it was dropped, so the tag would end an outer one; but paragraphs must stay apart.
            return name == "p"
        first = self._holders[-1] + 1 if self._holders else 0
        if name in self._open[first:]:
            del self._open[self._open.index(name, first) :]
        if not is_end:
            self._open.append(name)
        return True
