"""Decides whether a text was encoded twice, its bytes having been read in a wrong code page, and undoes that.

`Ø§Ù„Ø±Ø¦ÙŠØ³` and `ط§ظ„ط±ط¦ظٹط³` are both الرئيس: its bytes in UTF-8 read as Windows-1252, and as Windows-1256.
`ÇáÑÆíÓ` is its bytes in Windows-1256 read as Windows-1252.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import islice

from reader.load.spelling import rate_arabic
from reader.wording import sayable

_WESTERN = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)
"""Two bytes of UTF-8, read in Windows-1252 or ISO 8859-1."""
_ENOUGH = 3
"""The least number of these in a text that was encoded twice; a single `Ø²` may be intended."""

_MOST_ROUNDS = 3
"""The most superfluous encodings of a text that are undone."""
_CP1256 = bytes(range(0x80, 0xC0)).decode("cp1256")
_CONTINUED = f"[{re.escape(_CP1256)}]"
_EASTERN = re.compile(rf"(?:[طظعغ]{_CONTINUED}){{3}}|(?:ط[·¸]آ{_CONTINUED}){{2}}")
"""Three Arabic letters in UTF-8 read as Windows-1256, or two that were misread so twice; no word looks like it."""
# Letters, general punctuation and symbols, Latin signs, presentation forms.
_SEQUENCE = re.compile(rf"[طظعغ]{_CONTINUED}|â[€‚„]{_CONTINUED}|[آأؤإئث]{_CONTINUED}|ï[»؛­®¯]{_CONTINUED}")
UNDONE = sayable(
    "the text was encoded twice, which was undone; to read it as it is, name the encoding (--encoding utf-8)."
)
"""The warning about a text that was changed."""

_EASTERN_SIGNS = ("ط§", "ظ„", "ظٹ", "ظ…", "ط±", "ط·آ", "ط¸")
"""Alef, lam, ya, meem and ra misread in that code page; every text has one of them."""
_WESTERN_SIGNS = ("Ø", "Ù", "Ú", "Û", "Ã", "â", "ï")
_OTHER_PAGES = {"cp437": "╪", "cp850": "┘", "cp866": "╪", "cp1251": "Щ"}
"""Further code pages, and the character in each for the first byte of many Arabic letters in UTF-8."""
_LINE = re.compile(r"[^\r\n]+")

_HIGH = re.compile(r"[\u00c0-\u00ff]")
_LETTER = re.compile(r"[A-Za-z\u00c0-\u00ff]")
_WORD_MISREAD = re.compile(r"(?<![^\s(\[\"'])[^\sA-Za-z]*[\u00c0-\u00ff][^\sA-Za-z]*(?![A-Za-z])")
_ALEF_MISREAD = "Ç"
"""The alef of Windows-1256 and ISO 8859-6, read in Windows-1252; nearly every line of Arabic has it."""
_SAMPLE = 1 << 12
_FEWEST_HIGH = 5
_MOSTLY_HIGH = 0.6
"""The least share of accented letters in a misread text; no language has so many."""
_READS_WELL = -4.1


def undo(text: str) -> str:
    """The text with double encoding undone; the same text where there is none."""
    text = _undo_misreading(text)
    for _ in range(_MOST_ROUNDS):
        if not (_has_any(text, _EASTERN_SIGNS) and _EASTERN.search(text)):
            break
        text = _LINE.sub(lambda line: _undo_eastern(line[0]), text)
    for page, sign in _OTHER_PAGES.items():
        if sign in text and _certain(page).search(text):
            text = _LINE.sub(_undoing(page), text)
    if _has_any(text, _WESTERN_SIGNS) and sum(1 for _ in islice(_WESTERN.finditer(text), _ENOUGH)) == _ENOUGH:
        text = _LINE.sub(lambda line: _undo_western(line[0]), text)
    return text


def _undo_misreading(text: str) -> str:
    """The text with the words corrected that are Windows-1256 or ISO 8859-6, read as Windows-1252."""
    first = text.find(_ALEF_MISREAD)
    if first < 0:
        return text
    sample = text[max(0, first - _SAMPLE // 2) : first + _SAMPLE]
    high = len(_HIGH.findall(sample))
    if high < _FEWEST_HIGH or high < _MOSTLY_HIGH * len(_LETTER.findall(sample)):
        return text
    rated = ((rate_arabic(_reread(sample, page)), page) for page in ("iso8859-6", "cp1256"))
    rating, page = max(rated)
    return _WORD_MISREAD.sub(lambda word: _reread(word[0], page), text) if rating > _READS_WELL else text


def _reread(text: str, page: str) -> str:
    import ftfy.bad_codecs  # noqa: F401 - registers the codec

    try:
        return text.encode("sloppy-windows-1252").decode(page)
    except UnicodeError:
        return text


def _has_any(text: str, signs: tuple[str, ...]) -> bool:
    # This takes a hundredth of the time of the patterns, which matters in a text of millions of characters.
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

    if not _WESTERN.search(line):
        return line
    fixed = fix_encoding(line)
    # ftfy has no rule about presentation forms, and leaves them as they are.
    return fixed if fixed != line else _undoing("latin-1")(_undoing("sloppy-windows-1252")(line))


@cache
def _certain(page: str) -> re.Pattern[str]:
    """A pattern for four successive Arabic letters in UTF-8, read in a code page."""
    return re.compile(f"(?:[{_read_as(page, 0xD8, 0xDA)}][{_read_as(page, 0x80, 0xBF)}]){{4}}")


@cache
def _undoing(page: str) -> Callable[[re.Match[str] | str], str]:
    """A function that corrects one line of UTF-8 that was read in a code page."""
    continued = f"[{_read_as(page, 0x80, 0xBF)}]"
    sequence = re.compile(f"[{_read_as(page, 0xC2, 0xDF)}]{continued}|[{_read_as(page, 0xE2, 0xEF)}]{continued}{{2}}")

    def decode(found: re.Match[str]) -> str:
        try:
            return found[0].encode(page).decode("utf-8")
        except UnicodeError:
            return found[0]

    return lambda line: sequence.sub(decode, line if isinstance(line, str) else line[0])


def _read_as(page: str, first: int, last: int) -> str:
    return re.escape(bytes(range(first, last + 1)).decode(page, "ignore"))
