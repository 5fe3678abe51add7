"""Decides how a page's source is rewritten before the extractor sees it, so that nothing of its text is lost.

The extractor drops every character that Python does not call printable — joiners, direction marks, what holds emoji
families together, U+06DD — and fails on control characters and on what is nested deeply. Such characters are given
stand-ins, which are printable letters that the page does not hold, and are put back into what was extracted.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

_STAND_INS = range(0x13000, 0x1342F)
"""Egyptian hieroglyphs: printable letters, of which a page has enough left over."""
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8}|#[0-9]{1,8}|[A-Za-z]{2,32});?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_START = re.compile(r"<[A-Za-z]")
_DEEPEST = 100
"""Elements within elements that are left; the parser gives up at 256, the extractor at lists nested sixty times."""
_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_ENDS_BY_ITSELF = frozenset(
    ("p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "rt", "rp")
)
"""Elements that end where the next one of their name begins, so that most pages leave their ends out."""
_NOT_NESTED = frozenset(("html", "head", "body", "script", "style", "title"))
# A paragraph of nothing but invisible characters holds a place open on a page; in a text it would be an empty line.
_INVISIBLE_LINE = re.compile(
    r"^[^\S\n]*(?:[\u00ad\u200b-\u200f\u2060\ufeff][^\S\n]*)+\n|\n[\u00ad\u200b-\u200f\u2060\ufeff]+\Z", re.M
)


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page's source that the extractor reads whole."""

    text: str
    stand_ins: dict[int, str]
    """What each stand-in stands for, by its code point."""
    dropped: int
    """How many control characters were left out."""
    tags: int
    """How many elements begin in it."""

    def put_back(self, extracted: str | None) -> str:
        """What was extracted, with the characters that had stand-ins; "" for None."""
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
    # Only what the extractor would lose, or choke on; `&lt;` must go on standing for no tag.
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
    """The page without the tags of elements that lie deeper than _DEEPEST; what they hold stays."""
    if page.count("<") <= _DEEPEST:
        return page
    depths = _Depths()
    return _TAG.sub(lambda tag: tag[0] if depths.keeps(tag) else "", page)


class _Depths:
    """The elements that are open, tag by tag."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._holders: list[int] = []
        """Where in `_open` the elements are that do not end by themselves."""
        self._dropped = 0

    def keeps(self, tag: re.Match[str]) -> bool:
        """Whether a tag stays, because the element that it begins or ends is not too deep."""
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
            # What held it is gone, and it would end what lies around that; but paragraphs must stay apart.
            return name == "p"
        first = self._holders[-1] + 1 if self._holders else 0
        if name in self._open[first:]:
            del self._open[self._open.index(name, first) :]
        if not is_end:
            self._open.append(name)
        return True
