"""Decides where rows are written, so that a file holds whole lines only and an interrupted run can go on."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.batch.items import RunItem
from reader.batch.resuming import Earlier, key_of, leave_out_superseded, take_up
from reader.claims import claim
from reader.errors import ReaderError, shown
from reader.outlets import find_encoder


def _encode(text: str) -> bytes:
    # A table may hold what UTF-8 does not.
    return text.encode("utf-8", "backslashreplace")


class Output:
    """A file, or standard output, to which lines are added one by one."""

    def __init__(
        self,
        descriptor: int,
        earlier: Earlier,
        *,
        is_file: bool,
        is_anew: bool = False,
        encode: Callable[[str], bytes] = _encode,
    ) -> None:
        self.descriptor = descriptor
        self._encode = encode
        self._done = earlier.done
        self._is_file = is_file
        self.is_untouched = is_anew
        """Whether what stands there is to go, and does so with the first row: a run that fails before it has any
        leaves what an earlier one wrote."""

    def begin(self) -> None:
        """Empty a file that is written anew, if that has not been done yet."""
        if self.is_untouched:
            os.ftruncate(self.descriptor, 0)
            self.is_untouched = False

    def is_done(self, item: RunItem) -> bool:
        """Whether a row for the article stood there already, with nothing failed in it.

        Of two articles alike in the input, each needs a row of its own.
        """
        if not self._done:
            return False
        key = key_of(item.doc, item.article.id)
        if self._done[key] < 1:
            return False
        self._done[key] -= 1
        return True

    def write(self, line: str) -> None:
        """Add a line, at once and whole; ReaderError where it cannot be written."""
        data = self._encode(line + "\n")
        begin = os.lseek(self.descriptor, 0, os.SEEK_CUR) if self._is_file else 0
        try:
            self.begin()
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
            remedy = "make room and use --resume" if self._is_file else "make room and run it anew"
            raise ReaderError(f"The output cannot be written ({reason}); {remedy}.") from error


@contextmanager
def open_output(
    path: Path | None, *, resume: bool = False, is_data: bool = True, replaces: Path | None = None
) -> Iterator[Output]:
    """Open a file for its rows, or standard output; with `resume` the rows that are there stay.

    Those on which an annotator failed give way, in the end, to new ones of the same articles. Rows for people
    (no data) are written in the encoding that standard output has. No other run can write meanwhile to the file, nor to
    the one that it is to replace.
    ReaderError where the file cannot be opened, or what is to be resumed is no output of a run.
    """
    if path is None:
        encode = find_encoder(is_data=is_data)
        with _standard_output() as descriptor:
            yield Output(descriptor, Earlier(), is_file=False, encode=encode)
        return
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReaderError(f"{shown(path)}: cannot be written ({reason}); name another file with -o.") from error
    output = None
    replaced = os.open(replaces, os.O_RDONLY) if replaces is not None and replaces.is_file() else None
    try:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        if (is_file and not claim(descriptor)) or (replaced is not None and not claim(replaced)):
            name = shown(replaces or path)
            raise ReaderError(f"{name}: another run is writing to it; wait for it, or name another file.")
        earlier = take_up(descriptor, path) if resume and is_file else Earlier()
        output = Output(descriptor, earlier, is_file=is_file, is_anew=is_file and not resume)
        yield output
    finally:
        if replaces is not None and output is not None and output.is_untouched and not os.fstat(descriptor).st_size:
            path.unlink(missing_ok=True)
        os.close(descriptor)
        if replaced is not None:
            os.close(replaced)
    if earlier.has_failed:
        leave_out_superseded(path)


@contextmanager
def _standard_output() -> Iterator[int]:
    """Standard output for rows alone: what annotators print, here or in a process, goes to standard error meanwhile."""
    sys.stdout.flush()
    number = sys.stdout.fileno()
    rows = os.dup(number)
    os.dup2(sys.stderr.fileno(), number)
    try:
        yield rows
    finally:
        with suppress(OSError):
            sys.stdout.flush()
        os.dup2(rows, number)
        os.close(rows)
