"""Decides whether a text was encoded twice, UTF-8 taken for a code page of one byte a character, and undoes it.

`Ø§Ù„Ø±Ø¦ÙŠØ³` and `ط§ظ„ط±ط¦ظٹط³` are both الرئيس: its bytes read as Windows-1252, and as Windows-1256.
"""

from __future__ import annotations

import re
from itertools import islice

_WESTERN = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
    r"|[╪┘┌█][^\s\x00-\x7f]"
)
"""What two bytes of UTF-8 look like in Windows-1252 or ISO 8859-1, and those of Arabic in code page 437."""
_ENOUGH = 3
"""So many of them, and a text was encoded twice; `Ø²` alone may be meant."""

_MOST_ROUNDS = 3
"""How often a text may have been encoded too many."""
_CP1256 = bytes(range(0x80, 0xC0)).decode("cp1256")
_CONTINUED = f"[{re.escape(_CP1256)}]"
_EASTERN = re.compile(rf"(?:[طظعغ]{_CONTINUED}){{3}}|(?:ط[·¸]آ{_CONTINUED}){{2}}")
"""Three letters of Arabic in UTF-8 read as Windows-1256, or two that went through it twice; no word looks like it."""
# Letters, general punctuation and symbols, Latin signs, presentation forms.
_SEQUENCE = re.compile(rf"[طظعغ]{_CONTINUED}|â[€‚„]{_CONTINUED}|[آأؤإئث]{_CONTINUED}|ï[»؛­®¯]{_CONTINUED}")
UNDONE = "the text was encoded twice, which was undone; to read it as it stands, name the encoding (--encoding utf-8)."
"""What to say of a text that changed."""

_EASTERN_SIGNS = ("ط§", "ظ„", "ظٹ", "ظ…", "ط±", "ط·آ", "ط¸")
"""Alef, lam, ya, meem and ra in that code page, one of which is in every text."""
_WESTERN_SIGNS = ("Ø", "Ù", "Ú", "Û", "Ã", "â", "╪", "┘")
_LINE = re.compile(r"[^\r\n]+")


def undo(text: str) -> str:
    """The text with what was encoded twice put right; the same text where nothing was."""
    for _ in range(_MOST_ROUNDS):
        if not (_has_any(text, _EASTERN_SIGNS) and _EASTERN.search(text)):
            break
        text = _LINE.sub(lambda line: _undo_eastern(line[0]), text)
    if _has_any(text, _WESTERN_SIGNS) and sum(1 for _ in islice(_WESTERN.finditer(text), _ENOUGH)) == _ENOUGH:
        text = _LINE.sub(lambda line: _undo_western(line[0]), text)
    return text


def _has_any(text: str, signs: tuple[str, ...]) -> bool:
    # Finding these takes a hundredth of what the patterns take, which counts in a text of millions of characters.
    return any(sign in text for sign in signs)


def _undo_eastern(line: str) -> str:
    return _SEQUENCE.sub(_decode, line) if _EASTERN.search(line) else line


def _decode(sequence: re.Match[str]) -> str:
    try:
        return sequence[0].encode("cp1256").decode("utf-8")
    except UnicodeError:
        return sequence[0]


def _undo_western(line: str) -> str:
    from ftfy import fix_encoding

    return fix_encoding(line) if _WESTERN.search(line) else line
