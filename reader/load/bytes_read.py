"""Decides how many bytes of a source are read, and refuses binary data before it fills the memory."""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from reader.errors import LoadError, line_of, shown
from reader.load.bounds import MOST_BYTES
from reader.load.encoding import SAMPLE, Decoded, decide, decode_as, is_wide, refuse_binary
from reader.load.formats import is_compressed
from reader.wording import say, sayable

_CHUNK = 1 << 20
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_LONGEST_HEAD = 16 << 20
"""The most bytes of ASCII that are searched for the first other byte, which shows the encoding."""
_BOMB_RATIO = 200
_BOMB_FROM = 32 * 1024 * 1024
_GZIP_MAGIC = b"\x1f\x8b"


@contextmanager
def open_bytes(name: str) -> Iterator[io.BufferedReader[Any]]:
    """Open a file, or standard input for "-", and unpack gzip; every error becomes a LoadError."""
    try:
        with _open(name) as stream:
            yield stream
    except EOFError as error:
        raise LoadError(say("{name}: the gzip file ends too early; fetch it again.", name=shown(name))) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise LoadError(
            say("{name}: the file ends in .gz but cannot be unpacked; fetch it again or rename it.", name=shown(name))
        ) from error
    except OSError as error:
        raise LoadError(_sentence(name, error)) from error


@contextmanager
def _open(name: str) -> Iterator[io.BufferedReader[Any]]:
    if name == "-":
        stream = io.BufferedReader(_Borrowed(sys.stdin.buffer))
        if stream.peek(2).startswith(_GZIP_MAGIC):
            with _unpacked(name, stream) as unpacked:
                yield unpacked
        else:
            yield stream
    elif is_compressed(name):
        with open(name, "rb") as packed, _unpacked(name, packed) as unpacked:
            yield unpacked
    else:
        with open(name, "rb") as file:
            yield file


@contextmanager
def _unpacked(name: str, packed: BinaryIO) -> Iterator[io.BufferedReader[Any]]:
    """The unpacked stream of a gzip file; if the file ends too early, EOFError after all the rest has been read."""
    unpacking = _Unpacking(name, packed)
    with io.BufferedReader(unpacking, _CHUNK) as unpacked:
        yield unpacked
        if unpacking.breaks_off:
            raise EOFError


class _Borrowed(io.RawIOBase):
    """Standard input, which stays open when the stream that reads it is closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read1(len(buffer))  # type: ignore[attr-defined]
        buffer[: len(data)] = data
        return len(data)


class _Unpacking(io.RawIOBase):
    """A gzip stream that fails when it unpacks to more than any text would."""

    def __init__(self, name: str, packed: BinaryIO) -> None:
        self._name, self._packed, self._unpacked, self._count = name, packed, gzip.GzipFile(fileobj=packed), 0
        self.breaks_off = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._unpacked.read1(len(buffer))
        except EOFError:
            self.breaks_off = True
            data = b""
        self._count += len(data)
        if self._count > _BOMB_FROM and self._packed.seekable() and self._count > _BOMB_RATIO * self._packed.tell():
            raise LoadError(
                say(
                    "{name}: the file unpacks to over {bomb_ratio} times its size, which no text does; unpack it "
                    "yourself if you trust it.",
                    name=shown(self._name),
                    bomb_ratio=_BOMB_RATIO,
                )
            )
        buffer[: len(data)] = data
        return len(data)


def read_all(
    stream: BinaryIO,
    name: str,
    *,
    encoding: str | None = None,
    is_text: bool = True,
    most: int = MOST_BYTES,
    remedy: str = sayable("split it"),
) -> bytes:
    """All bytes of the stream; LoadError where it is empty, over `most` bytes, or binary although `is_text` is set.

    `remedy` is the part of the error that says what to do about a stream that is too big.
    """
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        if is_text and not chunks:
            refuse_binary(chunk, name, encoding=encoding)
        chunks.append(chunk)
        size += len(chunk)
        if size > most:
            raise LoadError(
                say(
                    "{name}: the file is over {size} MB; {remedy}.",
                    name=shown(name),
                    size=most >> 20,
                    remedy=say(remedy),
                )
            )
    if not chunks:
        raise LoadError(say("{name}: the file is empty; there is nothing to read.", name=shown(name)))
    return b"".join(chunks)


def decoded_lines(stream: BinaryIO, name: str, encoding: str | None) -> Iterator[tuple[int, Decoded]]:
    """The lines of a stream with their numbers from 1, each decoded and with its warnings.

    Only one line is in memory at a time, except in UTF-16 and UTF-32. LoadError where the stream is binary, or a line
    (or, in UTF-16 and UTF-32, the stream) is too big.
    """
    head = _read_head(stream)
    chosen = encoding or decide(head)
    refuse_binary(head, name, encoding=encoding)
    if is_wide(chosen):
        data = head + stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise LoadError(
                say(
                    "{name}: the file is over {size} MB; split it, or save it in UTF-8.",
                    name=shown(name),
                    size=MOST_BYTES >> 20,
                )
            )
        decoded = decode_as(data, shown(name), chosen)
        for number, text in enumerate(_LINE.finditer(decoded.text), 1):
            yield number, Decoded(text[0], decoded.warnings if number == 1 else ())
        return
    for number, line in enumerate(_lines(head, stream), 1):
        if len(line) > MOST_BYTES:
            raise LoadError(
                say(
                    "{place}: the line is over {size} MB; split it.",
                    place=line_of(name, number),
                    size=MOST_BYTES >> 20,
                )
            )
        yield number, decode_as(line, line_of(name, number), chosen)


def _read_head(stream: BinaryIO) -> bytes:
    """Whole lines from the start that show the encoding: up to the first that is not ASCII, if it is near enough."""
    head = bytearray(stream.read(SAMPLE) + stream.readline(MOST_BYTES + 1))
    is_ascii = head.isascii()
    while is_ascii and len(head) < _LONGEST_HEAD and (line := stream.readline(MOST_BYTES + 1)):
        head += line
        is_ascii = line.isascii()
    return bytes(head)


def _lines(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield from io.BytesIO(head)
    while line := stream.readline(MOST_BYTES + 1):
        yield line


def _sentence(name: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return say("{name}: there is no such file; check the name.", name=shown(name))
    if isinstance(error, PermissionError):
        return say("{name}: you have no permission to read the file; change its permissions.", name=shown(name))
    if isinstance(error, IsADirectoryError):
        return say("{name}: this is a folder; name the files in it.", name=shown(name))
    reason = error.strerror or type(error).__name__
    return say(
        "{name}: the file cannot be read ({reason}); check the disk and the path.", name=shown(name), reason=reason
    )
