"""Decides which encoding bytes are in, preferring those of Arabic news, and decodes them.

Decoding follows the Encoding Standard (WHATWG): bytes that do not fit become U+FFFD and are counted; none are refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.errors import LoadError, shown
from reader.load.binary import refuse_control_characters, refuse_packed
from reader.load.spelling import rate_arabic
from reader.wording import counted, say

SAMPLE = 1 << 16
"""The number of bytes that are looked at to distinguish single-byte encodings."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # This is before UTF-16, with whose mark it begins.
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC = ("cp1256", "iso8859-6")
_ENOUGH = -4.1
"""The least rating of a decoding as Arabic: eight words of news rate -3.9 to -1.3, and misread Turkish -4.3."""
_FEW = 24
_ENOUGH_FOR_FEW = -6.0
"""The least rating for fewer than _FEW bytes beyond ASCII, for which charset-normalizer can only guess."""

_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_NEARLY = 0.7
"""The least share of bytes beyond ASCII that form UTF-8 in a faulty UTF-8 file; in other encodings, few do."""
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, and a warning for each thing that had to be replaced or dropped."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str, *, encoding: str | None = None, declared: Sequence[str] = ()) -> Decoded:
    """The text that bytes stand for, without a byte order mark; LoadError where the bytes are not text.

    `encoding` is the user's choice, which is always followed; `declared` has the encodings that a page or server names,
    which are compared with others.
    """
    refuse_packed(data, name)
    chosen = encoding or decide(data, declared=declared)
    if not encoding and not is_wide(chosen):
        refuse_control_characters(data, name)
    return decode_as(data, shown(name), chosen)


def decode_as(data: bytes, where: str, encoding: str) -> Decoded:
    """The text in a known encoding, without a byte order mark; the warnings begin with `where`.

    Bytes that the encoding does not have become U+FFFD. NULs are dropped, since they mean nothing in a text. LoadError
    where there is no such encoding.
    """
    try:
        text, first = data.decode(encoding), 0
    except UnicodeDecodeError as error:
        text, first = data.decode(encoding, "replace"), error.start
    except (LookupError, ValueError) as error:
        raise LoadError(
            say(
                "{where}: {encoding} is not a known encoding; name another, such as utf-8, windows-1256 or iso-8859-6.",
                where=where,
                encoding=shown(encoding),
            )
        ) from error
    warnings = []
    if first or _REPLACEMENT in text:
        replaced = text.count(_REPLACEMENT) - data.decode(encoding, "ignore").count(_REPLACEMENT)
        if replaced:
            line = data.count(b"\n", 0, first) + 1
            place = say("in line {line}", line=line) if line > 1 else say("at byte {first}", first=first)
            warnings.append(_explain_replaced(replaced, where, encoding, place))
    if nuls := text.count("\0"):
        text = text.replace("\0", "")
        warnings.append(
            counted(
                nuls,
                "{where}: {number} NUL in the text was left out; check how the file was made.",
                "{where}: {number} NULs in the text were left out; check how the file was made.",
                where=where,
            )
        )
    return Decoded(text.removeprefix("\ufeff"), tuple(warnings))


def _explain_replaced(count: int, where: str, encoding: str, place: str) -> str:
    return counted(
        count,
        "{where}: {number} sequence of bytes (the first {place}) was not {encoding} and was replaced with U+FFFD; "
        "correct the file, or name its encoding with --encoding.",
        "{where}: {number} sequences of bytes (the first {place}) were not {encoding} and were replaced with U+FFFD; "
        "correct the file, or name its encoding with --encoding.",
        where=where,
        place=place,
        encoding=shown(encoding),
    )


def decide(data: bytes, *, declared: Sequence[str] = (), is_whole: bool = True) -> str:
    """The encoding that bytes are most likely in, by its Python name.

    A byte order mark, or the typical bytes of UTF-8 or UTF-16, decide at once. Otherwise the decodings in Windows-1256,
    ISO 8859-6 and the declared encodings are ranked by how much they look like Arabic, and if none does,
    charset-normalizer decides. If `is_whole` is False, the bytes are only a beginning and may end inside a character.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if wide := _shape_of_utf16(data[:SAMPLE]):
        return wide
    if _is_nearly_utf8(data, is_whole):
        return "utf-8"
    sample = _around_first_beyond_ascii(data)
    ranked = sorted(_rated(sample, (*_known(declared), *_ARABIC)), reverse=True)
    is_few = len(_BEYOND_ASCII.findall(sample)) < _FEW
    if ranked and ranked[0][0] > (_ENOUGH_FOR_FEW if is_few else _ENOUGH):
        return ranked[0][2]
    fitting = [encoding for _, _, encoding in ranked if encoding not in _ARABIC]
    return fitting[0] if fitting else _ask(sample)


def _around_first_beyond_ascii(data: bytes) -> bytes:
    found = _BEYOND_ASCII.search(data)
    start = max(0, found.start() - SAMPLE // 2) if found else 0
    return data[start : start + SAMPLE]


def _is_nearly_utf8(data: bytes, is_whole: bool) -> bool:
    # A UTF-8 file with a wrong byte is still UTF-8: in any other encoding, all of it would be unreadable.
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, is_whole)
    except UnicodeDecodeError:
        sample = _around_first_beyond_ascii(data)
        beyond = len(_BEYOND_ASCII.findall(sample))
        inside = sum(len(found) for found in _UTF8_SEQUENCE.findall(sample))
        return beyond > 0 and inside >= _NEARLY * beyond
    return True


def _shape_of_utf16(data: bytes) -> str:
    # In UTF-16, the upper bytes of Arabic, Latin, spaces and digits are 06 and 00, which single-byte text never has.
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        upper, lower = data[first::2], data[1 - first :: 2]
        if len(upper) >= 2 and _share_of_upper(upper) > 0.6 > 3 * _share_of_upper(lower):
            return encoding
    return ""


def _share_of_upper(data: bytes) -> float:
    return (data.count(0) + data.count(6)) / len(data) if data else 0.0


def _known(declared: Sequence[str]) -> list[str]:
    names = []
    for name in declared:
        try:
            found = codecs.lookup(name.strip()).name
        except (LookupError, ValueError):
            continue
        # In the Encoding Standard, these names mean Windows-1252.
        names.append("cp1252" if found in ("iso8859-1", "ascii") else found)
    return names


def _rated(sample: bytes, encodings: Sequence[str]) -> list[tuple[float, int, str]]:
    rated = []
    for rank, encoding in enumerate(dict.fromkeys(encodings)):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample)
        except (UnicodeError, LookupError):
            continue
        rated.append((rate_arabic(text), -rank, encoding))
    return rated


def _ask(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1256"


def refuse_binary(data: bytes, name: str, *, encoding: str | None = None) -> None:
    """Raise LoadError where the bytes are not text, not even in UTF-16 or UTF-32.

    Where the user names an encoding, only the beginnings of known binary formats are refused.
    """
    refuse_packed(data, name)
    if not encoding and not is_wide(decide(data[:SAMPLE], is_whole=False)):
        refuse_control_characters(data, name)


def is_wide(encoding: str) -> bool:
    """Whether a character takes two or four bytes in the encoding, so that NULs do not show a binary file."""
    return encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32", "utf16", "utf32"))
