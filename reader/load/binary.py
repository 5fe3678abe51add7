"""Decides whether bytes are binary data instead of text, and refuses those."""

from __future__ import annotations

import re

from reader.errors import LoadError, shown
from reader.wording import say, sayable

_SAMPLE = 1 << 16
"""The number of bytes that are looked at."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.3
"""The largest share of control characters in a text."""
_MOST_BESIDE_NULS = 0.05
"""The largest share where NULs are among them: a text has a few by accident, packed data in every tenth byte."""

_BEGINNINGS = (
    (b"%PDF-", sayable("this is a PDF; save its text to a file and open that file")),
    (b"PK\x03\x04", sayable("this is a ZIP archive or an office document; unpack it, or save it as text")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", sayable("this is an old office document; save it as .docx or .txt")),
    (b"\x1f\x8b", sayable("this is packed with gzip; let its name end in .gz")),
    *(
        (beginning, sayable("the file is binary, not text; choose a text file"))
        # No text begins with these; binary data that begins with letters (GIF89a …) is known by its control characters.
        for beginning in (
            *(b"\x89PNG\r\n", b"\xff\xd8\xff", b"\x7fELF", b"\xca\xfe\xba\xbe", b"SQLite format 3\0"),
            *(b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\0", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd"),
        )
    ),
)
_TAR = (b"ustar\0", b"ustar ")


def refuse_packed(data: bytes, name: str) -> None:
    """Raise LoadError where bytes begin as a kind of file does that is never text."""
    for beginning, remedy in _BEGINNINGS:
        if data.startswith(beginning):
            raise LoadError(f"{shown(name)}: {say(remedy)}.")
    if data[257:263] in _TAR:
        raise LoadError(say("{name}: this is a tar archive; unpack it.", name=shown(name)))


def refuse_control_characters(data: bytes, name: str) -> None:
    """Raise LoadError where there are too many control characters for a text that has a few by accident."""
    sample = data[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    most = max(1, _MOST_BESIDE_NULS * len(sample)) if b"\0" in sample else _MOST_CONTROLS * len(sample)
    if controls > most:
        raise LoadError(
            say("{name}: the file is binary, not text; choose a text file, or name its encoding.", name=shown(name))
        )
