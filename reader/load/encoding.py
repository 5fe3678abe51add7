"""Decides which encoding bytes are in, favouring what Arabic news is written in, and decodes them.

Decoding follows the Encoding Standard of the web: what does not fit becomes U+FFFD and is counted; nothing is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.errors import LoadError, shown
from reader.load.binary import refuse_control_characters, refuse_packed
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
_NEARLY = 0.7
"""The share of bytes beyond ASCII that make UTF-8 from which a file is UTF-8 with faults; in other encodings few do."""
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and a sentence for each thing that had to be replaced or dropped to have it."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str, *, encoding: str | None = None, declared: Sequence[str] = ()) -> Decoded:
    """The text that bytes stand for, without a byte order mark; LoadError where the bytes are no text.

    `encoding` is the user's word and is obeyed; `declared` is what a page says of itself, and is weighed.
    """
    refuse_packed(data, name)
    chosen = encoding or decide(data, declared=declared)
    if not encoding and not is_wide(chosen):
        refuse_control_characters(data, name)
    return decode_as(data, shown(name), chosen)


def decode_as(data: bytes, where: str, encoding: str) -> Decoded:
    """The text in a known encoding, without a byte order mark; the warnings begin with `where`.

    What the encoding does not know becomes U+FFFD. NULs are dropped: no text means anything by them.
    """
    try:
        text, first = data.decode(encoding), 0
    except UnicodeDecodeError as error:
        text, first = data.decode(encoding, "replace"), error.start
    except (LookupError, ValueError) as error:
        raise LoadError(
            f"{where}: {shown(encoding)} is no encoding that can be read; "
            "name another, such as utf-8, windows-1256 or iso-8859-6."
        ) from error
    warnings = []
    if first or _REPLACEMENT in text:
        replaced = text.count(_REPLACEMENT) - data.decode(encoding, "ignore").count(_REPLACEMENT)
        if replaced:
            line = data.count(b"\n", 0, first) + 1
            place = f"in line {line:,}" if line > 1 else f"at byte {first:,}"
            warnings.append(_say_replaced(replaced, where, encoding, place))
    if nuls := text.count("\0"):
        text = text.replace("\0", "")
        warnings.append(f"{where}: {nuls:,} NUL{_s(nuls)} in the text {_was(nuls)} left out; check how it was made.")
    return Decoded(text.removeprefix("\ufeff"), tuple(warnings))


def _say_replaced(count: int, where: str, encoding: str, place: str) -> str:
    return (
        f"{where}: {count:,} sequence{_s(count)} of bytes (the first {place}) {_was(count)} not "
        f"{shown(encoding)} and {_was(count)} replaced by U+FFFD; mend the file, or name its encoding with --encoding."
    )


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


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
    # A file of UTF-8 with a broken byte is still one: guessing another encoding would turn all of it into gibberish.
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, is_whole)
    except UnicodeDecodeError:
        sample = _around_first_beyond_ascii(data)
        beyond = len(_BEYOND_ASCII.findall(sample))
        inside = sum(len(found) for found in _UTF8_SEQUENCE.findall(sample))
        return beyond > 0 and inside >= _NEARLY * beyond
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
    """LoadError where the bytes are no text, and no UTF-16 or UTF-32 explains what they hold.

    Who names an encoding says that it is text.
    """
    refuse_packed(data, name)
    if not encoding and not is_wide(decide(data[:SAMPLE], is_whole=False)):
        refuse_control_characters(data, name)


def is_wide(encoding: str) -> bool:
    """Whether a character takes two or four bytes in the encoding, so that NULs are no sign of a binary file."""
    return encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32", "utf16", "utf32"))
