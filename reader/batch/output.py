"""Decides where rows are written, so that a file holds whole lines only and an interrupted run can go on."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.batch.items import Item
from reader.errors import ReaderError, shown


class Output:
    """A file, or standard output, to which lines are added one by one."""

    def __init__(self, descriptor: int, done: Counter[bytes], *, is_file: bool) -> None:
        self.descriptor = descriptor
        self._done = done
        self._is_file = is_file

    def is_done(self, item: Item) -> bool:
        """Whether a row for the article stood there already; of two alike in the input, each needs a row of its own."""
        if not self._done:
            return False
        key = _key(item.doc, item.article.id)
        if self._done[key] < 1:
            return False
        self._done[key] -= 1
        return True

    def write(self, line: str) -> None:
        """Add a line, at once and whole; ReaderError where it cannot be written."""
        data = (line + "\n").encode("utf-8", "backslashreplace")  # a table may hold what UTF-8 does not
        begin = os.lseek(self.descriptor, 0, os.SEEK_CUR) if self._is_file else 0
        try:
            # One call: a signal is heard before or after it, so that Ctrl-C leaves no half line in a file.
            written = os.write(self.descriptor, data)
            while written < len(data):
                written += os.write(self.descriptor, data[written:])
        except BrokenPipeError:
            raise
        except OSError as error:
            if self._is_file:
                os.ftruncate(self.descriptor, begin)
            reason = error.strerror or type(error).__name__
            raise ReaderError(f"The output cannot be written ({reason}); make room and use --resume.") from error


@contextmanager
def open_output(path: Path | None, *, resume: bool = False) -> Iterator[Output]:
    """Open a file for its rows, or standard output; with `resume` the rows that are there stay.

    ReaderError where the file cannot be opened, or what is to be resumed is no output of a run.
    """
    if path is None:
        sys.stdout.flush()
        yield Output(sys.stdout.fileno(), Counter(), is_file=False)
        return
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReaderError(f"{shown(path)}: cannot be written ({reason}); name another file with -o.") from error
    try:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        done = _take_up(descriptor, path) if resume and is_file else Counter()
        if is_file and not resume:
            os.ftruncate(descriptor, 0)
        yield Output(descriptor, done, is_file=is_file)
    finally:
        os.close(descriptor)


def _take_up(descriptor: int, path: Path) -> Counter[bytes]:
    """The rows that are there, after a last line that broke off has been cut away."""
    done: Counter[bytes] = Counter()
    whole = 0
    with open(os.dup(descriptor), "rb") as stream:
        for number, line in enumerate(stream, 1):
            row = _row(line)
            if row is None and (line.endswith(b"\n") or not line.startswith(b'{"doc"'[: len(line)])):
                raise ReaderError(
                    f"{shown(path)}, line {number}: not a row that `reader annotate` wrote; "
                    "name another file, or leave --resume out to write it anew."
                )
            if line.endswith(b"\n") and row is not None:
                done[_key(row["doc"], row["sha256"])] += 1
                whole += len(line)
    os.ftruncate(descriptor, whole)
    os.lseek(descriptor, whole, os.SEEK_SET)
    return done


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    is_ours = isinstance(row, dict) and isinstance(row.get("doc"), str) and isinstance(row.get("sha256"), str)
    return row if is_ours else None


def _key(doc: str, digest: str) -> bytes:
    # Sixteen bytes an article, so that taking up a million rows does not fill the memory.
    return hashlib.blake2b(f"{digest} {doc}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
