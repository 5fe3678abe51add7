"""The one way to standard output and standard error: text through the gate, data exact, whatever the encoding is.

Text for people goes through `print` and `click.echo`, before whose streams `guard_outlets` puts the gate. Data for
other programs (JSON Lines, columns) is exact and in UTF-8 where no terminal reads it. What the program itself means as
a command to the terminal goes to `raw`.
"""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata
from collections.abc import Callable
from typing import Any, TextIO, cast

from reader.errors import ReaderError
from reader.gate import escape, write_out

_REPLACE, _ESCAPE = "reader.replace", "reader.escape"
_LINES = "\n\t"
_REMEDY = "Set PYTHONIOENCODING=utf-8, or a UTF-8 locale such as LC_ALL=C.UTF-8"
_has_replaced = False


class Outlet(io.TextIOBase):
    """A stream with the gate before it.

    It has no `buffer`, by which others (click, where a stream's encoding is ASCII) would go round the gate.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        """What is written to when the gate is passed."""

    def write(self, text: str, /) -> int:
        """Write a text, what is held in it written out."""
        self.stream.write(write_out(text, keep=_LINES))
        return len(text)

    def flush(self) -> None:
        """Hand on what was written."""
        self.stream.flush()

    def close(self) -> None:
        """Flush only; the stream is the process's."""
        if not self.stream.closed:
            self.stream.flush()

    def fileno(self) -> int:
        """The stream's file descriptor."""
        return self.stream.fileno()

    def isatty(self) -> bool:
        """Whether a terminal is written to."""
        return self.stream.isatty()

    def writable(self) -> bool:
        """True."""
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The stream's encoding."""
        return self.stream.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        """How the stream takes what its encoding lacks."""
        return self.stream.errors


def guard_outlets() -> None:
    """Put the gate before standard output and error, and let nothing fail that their encodings lack.

    In output that is a question mark; in errors it is written out, since a name there must be found again.
    """
    codecs.register_error(_REPLACE, _replace)
    codecs.register_error(_ESCAPE, _write_out_lacking)
    sys.stdout = _guarded(sys.stdout, _REPLACE)
    sys.stderr = _guarded(sys.stderr, _ESCAPE)
    # Python's own hook colours what it prints on a terminal, and the gate would write the colours out.
    sys.excepthook = _print_traceback


def raw(stream: TextIO) -> TextIO:
    """The stream behind the gate, for the program's own commands to the terminal."""
    return stream.stream if isinstance(stream, Outlet) else stream


def check_encoding() -> None:
    """ReaderError where this terminal is sent an encoding that a screen full of Arabic does not fit into."""
    for stream in (sys.stdout, sys.stderr):
        if not codecs.lookup(stream.encoding or "ascii").name.startswith("utf"):
            raise ReaderError(
                f"The terminal is set to {stream.encoding}, which lacks letters that the reader draws. {_REMEDY}, "
                "if the terminal can show them."
            )


def explain_replaced() -> str:
    """A sentence where standard output lacked characters of what was written; "" where it had all."""
    if not _has_replaced:
        return ""
    return (
        f"The output is set to {sys.stdout.encoding}, which lacks some of the characters: a question mark stands for "
        f"each. {_REMEDY}, if what reads the output can show them."
    )


def find_encoder(*, is_data: bool) -> Callable[[str], bytes]:
    """What turns text into the bytes that standard output, as it is now, must be given.

    Data is exact, in UTF-8, unless a terminal is there to obey it or to show it wrong.
    """
    if is_data and not sys.stdout.isatty():
        # A table may hold what UTF-8 does not.
        return lambda text: text.encode("utf-8", "backslashreplace")
    encoding = sys.stdout.encoding or "utf-8"
    errors = _REPLACE if isinstance(sys.stdout, Outlet) else "replace"
    return lambda text: write_out(text, keep=_LINES).encode(encoding, errors)


def write_data(text: str) -> None:
    """Write data to standard output."""
    stream = raw(sys.stdout)
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
        return
    stream.flush()
    buffer.write(find_encoder(is_data=True)(text))


def _guarded(stream: TextIO, errors: str) -> TextIO:
    if isinstance(stream, Outlet):
        return stream
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=errors)
    return cast(TextIO, Outlet(stream))


def _replace(error: UnicodeError) -> tuple[str, int]:
    global _has_replaced
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    _has_replaced = _has_replaced or any(not "\ud800" <= each <= "\udfff" for each in lacking)
    # What takes no cell of its own needs no question mark, and columns stay where they are.
    return "".join("" if unicodedata.category(each) in ("Mn", "Me", "Cf") else "?" for each in lacking), error.end


def _write_out_lacking(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(escape, error.object[error.start : error.end])), error.end


def _print_traceback(*fault: Any) -> None:
    import traceback

    traceback.print_exception(*fault)
