"""Decides how text, data and terminal commands reach standard output and standard error, whatever their encoding.

Text for people goes through `print` and `click.echo`; `guard_outlets` puts the gate in front of their streams. Data for
other programs (JSON Lines, columns) is written exactly as it is, in UTF-8, unless a terminal reads it. The program's
own commands to the terminal go to the stream that `raw` returns.
"""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata
from collections.abc import Callable
from typing import Any, Protocol, TextIO, cast

from reader.errors import ReaderError
from reader.gate import escape, write_out
from reader.wording import say

_REPLACE, _ESCAPE = "reader.replace", "reader.escape"
_LINES = "\n\t"
_has_replaced = False


class Drawer(Protocol):
    """An object that lays out what is printed on a terminal, and passes it through the gate."""

    def draw(self, text: str) -> str:
        """Whole lines in logical order, as the terminal must be sent them."""
        ...

    def send(self, text: str) -> str:
        """The same for lines that have been laid out already."""
        ...


class Outlet(io.TextIOBase):
    """A stream with the gate in front of it.

    It has no `buffer`, because other code (click, where a stream's encoding is ASCII) would use it to bypass the gate.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        """The stream that receives what has passed the gate."""
        self.drawer: Drawer | None = None
        """Lays out the lines that may be Arabic; None if they are printed in their logical order, as in a pipe."""
        self._begun = ""
        """The beginning of a line that is drawn when the rest of it has come."""

    def write(self, text: str, /) -> int:
        """Write a text, with every character that the gate holds back written out as an escape."""
        if self.drawer is None or (text.isascii() and not self._begun):
            self.stream.write(write_out(text, keep=_LINES))
            return len(text)
        lines, end, self._begun = (self._begun + text).rpartition("\n")
        if end:
            self.stream.write(self.drawer.draw(lines + end))
        return len(text)

    def write_drawn(self, text: str) -> None:
        """Write lines that have been laid out for the terminal already."""
        if self.drawer is None:
            self.write(text)
        else:
            self.stream.write(self.drawer.send(text))

    def flush(self) -> None:
        """Write what is there of the last line, and flush the stream."""
        begun, self._begun = self._begun, ""
        if begun and self.drawer is not None:
            self.stream.write(self.drawer.draw(begun))
        self.stream.flush()

    def close(self) -> None:
        """Flush the stream but leave it open, since it belongs to the process."""
        if not self.stream.closed:
            self.flush()

    def fileno(self) -> int:
        """The stream's file descriptor."""
        return self.stream.fileno()

    def isatty(self) -> bool:
        """Whether the stream is a terminal."""
        return self.stream.isatty()

    def writable(self) -> bool:
        """Always true: an outlet can be written to."""
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The stream's encoding."""
        return self.stream.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        """How the stream handles characters that its encoding lacks."""
        return self.stream.errors


def guard_outlets() -> None:
    """Put the gate in front of standard output and error, and let no character that their encodings lack be an error.

    In standard output, a question mark replaces such a character. In standard error, its escape does, since a name in
    an error must be found again.
    """
    codecs.register_error(_REPLACE, _replace)
    codecs.register_error(_ESCAPE, _write_out_missing)
    sys.stdout = _guarded(sys.stdout, _REPLACE)
    sys.stderr = _guarded(sys.stderr, _ESCAPE)
    # Python's own hook colours what it prints on a terminal, and the gate would write the colours out.
    sys.excepthook = _print_traceback


def raw(stream: TextIO) -> TextIO:
    """The stream behind the gate, for the program's own commands to the terminal."""
    return stream.stream if isinstance(stream, Outlet) else stream


def draw_outlets(find_drawer: Callable[[TextIO], Drawer]) -> None:
    """Have what is printed on a terminal laid out; a pipe or file gets it in its logical order."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, Outlet) and stream.isatty():
            stream.drawer = find_drawer(stream.stream)


def print_drawn(text: str) -> None:
    """Print lines on standard output that have been laid out for it already, such as those of a table."""
    if isinstance(sys.stdout, Outlet):
        sys.stdout.write_drawn(text)
    else:
        sys.stdout.write(text)


def check_encoding() -> None:
    """Raise ReaderError where the terminal's encoding is not a Unicode one, so that it cannot show Arabic."""
    for stream in (sys.stdout, sys.stderr):
        if not codecs.lookup(stream.encoding or "ascii").name.startswith("utf"):
            raise ReaderError(
                say(
                    "The terminal is set to {encoding}, which lacks letters that the reader draws. Set "
                    "PYTHONIOENCODING=utf-8, or a UTF-8 locale such as LC_ALL=C.UTF-8, if the terminal can show them.",
                    encoding=stream.encoding,
                )
            )


def explain_replaced() -> str:
    """A sentence for the user if question marks have replaced characters in standard output; otherwise ""."""
    if not _has_replaced:
        return ""
    return say(
        "The output is set to {encoding}, which lacks some of the characters: a question mark stands for "
        "each. Set PYTHONIOENCODING=utf-8, or a UTF-8 locale such as LC_ALL=C.UTF-8, if what reads the output can show "
        "them.",
        encoding=sys.stdout.encoding,
    )


def find_encoder(*, is_data: bool) -> Callable[[str], bytes]:
    """The function that turns text into bytes for standard output as it is now.

    Data stays exact, in UTF-8, unless standard output is a terminal, which could obey it or show it wrongly.
    """
    if is_data and not sys.stdout.isatty():
        # A table may hold surrogates, which UTF-8 cannot encode.
        return lambda text: text.encode("utf-8", "backslashreplace")
    encoding = sys.stdout.encoding or "utf-8"
    errors = _REPLACE if isinstance(sys.stdout, Outlet) else "replace"
    drawer = sys.stdout.drawer if isinstance(sys.stdout, Outlet) else None
    if drawer is not None and not is_data:
        return lambda text: drawer.send(text).encode(encoding, errors)
    return lambda text: write_out(text, keep=_LINES).encode(encoding, errors)


def write_data(text: str) -> None:
    """Write data to standard output exactly as it is, without the gate unless a terminal reads it."""
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
    missing = error.object[error.start : error.end]
    _has_replaced = _has_replaced or any(not "\ud800" <= each <= "\udfff" for each in missing)
    # A character that takes no cell gets no question mark, so that columns stay aligned.
    return "".join("" if unicodedata.category(each) in ("Mn", "Me", "Cf") else "?" for each in missing), error.end


def _write_out_missing(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(escape, error.object[error.start : error.end])), error.end


def _print_traceback(*fault: Any) -> None:
    import traceback

    traceback.print_exception(*fault)
