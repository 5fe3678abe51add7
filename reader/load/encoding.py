"""Decides which encoding bytes are in, favouring what Arabic news is written in, and refuses bytes that are no text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from reader.errors import LoadError, shown
from reader.load.spelling import rate_arabic

SAMPLE = 1 << 16
"""How many bytes are looked at to tell one single-byte encoding from another."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC = ("cp1256", "iso8859-6")
_ENOUGH = -4.1
"""What a decoding must rate to be believed Arabic: eight words of news rate -3.9 to -1.3, Turkish read wrongly -4.3."""
_FEW = 24
_ENOUGH_FOR_FEW = -6.0
"""The same for fewer than _FEW bytes beyond ASCII, on which charset-normalizer can only guess."""

_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, name: str, *, encoding: str | None = None, declared: Sequence[str] = ()) -> str:
    """The text that bytes stand for, without a byte order mark; LoadError names what cannot be decoded.

    `encoding` is the user's word and is obeyed; `declared` is what a page says of itself, and is weighed.
    """
    chosen = encoding or decide(data, declared=declared)
    _refuse_packed(data, name)
    if not encoding and not is_wide(chosen):
        _refuse_control_characters(data, name)
    return decode_as(data, name, chosen)


def decode_as(data: bytes, name: str, encoding: str) -> str:
    """The text in a known encoding, without a byte order mark."""
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LoadError(
            f"{shown(name)}, line {line}: byte {error.start} is not {shown(encoding)}; "
            "mend the file, or name the encoding it is in."
        ) from error
    except (LookupError, ValueError) as error:
        raise LoadError(
            f"{shown(name)}: {shown(encoding)} is no encoding that can be read; "
            "name another, such as utf-8, windows-1256 or iso-8859-6."
        ) from error


def decide(data: bytes, *, declared: Sequence[str] = (), is_whole: bool = True) -> str:
    """The encoding that bytes are most likely in, by its Python name.

    Marks and the shape of UTF-8 and UTF-16 decide by themselves. Otherwise the decodings in Windows-1256, ISO 8859-6
    and the declared encodings are ranked by how Arabic they look, and where none does charset-normalizer is asked.
    With `is_whole` false the bytes are a beginning and may break off within a character.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if wide := _shape_of_utf16(data[:SAMPLE]):
        return wide
    if _is_nearly_utf8(data, is_whole):
        return "utf-8"
    found = _BEYOND_ASCII.search(data)
    start = max(0, found.start() - SAMPLE // 2) if found else 0
    sample = data[start : start + SAMPLE]
    ranked = sorted(_rated(sample, (*_known(declared), *_ARABIC)), reverse=True)
    is_few = len(_BEYOND_ASCII.findall(sample)) < _FEW
    if ranked and ranked[0][0] > (_ENOUGH_FOR_FEW if is_few else _ENOUGH):
        return ranked[0][2]
    fitting = [encoding for _, _, encoding in ranked if encoding not in _ARABIC]
    return fitting[0] if fitting else _ask(sample)


def _is_nearly_utf8(data: bytes, is_whole: bool) -> bool:
    # A file of UTF-8 with a broken byte is still one: guessing another encoding would turn all of it into gibberish.
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, is_whole)
    except UnicodeDecodeError:
        beyond = len(_BEYOND_ASCII.findall(data, 0, SAMPLE))
        inside = sum(len(found) for found in _UTF8_SEQUENCE.findall(data, 0, SAMPLE))
        return beyond > 0 and inside >= 0.9 * beyond
    return True


def _shape_of_utf16(data: bytes) -> str:
    # In UTF-16 the upper bytes of Arabic, Latin, spaces and digits are 06 and 00, which single-byte text never holds.
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
        # By the Encoding Standard of the web, these names mean Windows-1252.
        names.append("cp1252" if found in ("iso8859-1", "ascii") else found)
    return names


def _rated(sample: bytes, encodings: Sequence[str]) -> list[tuple[float, int, str]]:
    rated = []
    for place, encoding in enumerate(dict.fromkeys(encodings)):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample)
        except (UnicodeError, LookupError):
            continue
        rated.append((rate_arabic(text), -place, encoding))
    return rated


def _ask(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1256"


def refuse_binary(data: bytes, name: str, *, encoding: str | None = None) -> None:
    """LoadError where the bytes hold NULs or mostly control characters and no UTF-16 or UTF-32 explains them.

    Who names an encoding says that it is text; whether the bytes are in it is seen when they are decoded.
    """
    _refuse_packed(data, name)
    if not encoding and not is_wide(decide(data[:SAMPLE], is_whole=False)):
        _refuse_control_characters(data, name)


def _refuse_packed(data: bytes, name: str) -> None:
    if data.startswith(b"%PDF-"):
        raise LoadError(f"{shown(name)}: this is a PDF; save its text to a file and open that.")
    if data.startswith(b"PK\x03\x04"):
        raise LoadError(f"{shown(name)}: this is a ZIP archive or an office document; unpack it, or save it as text.")


def _refuse_control_characters(data: bytes, name: str) -> None:
    if b"\0" in data or len(_CONTROL.findall(data, 0, SAMPLE)) > 0.3 * len(data[:SAMPLE]):
        raise LoadError(f"{shown(name)}: the file is binary, not text; choose a text file, or name its encoding.")


def is_wide(encoding: str) -> bool:
    """Whether a character takes two or four bytes in the encoding, so that NULs are no sign of a binary file."""
    return encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32", "utf16", "utf32"))
