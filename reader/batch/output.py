"""Writes rows so that a file contains only whole lines and an interrupted run can be resumed."""

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
from reader.wording import say


def _encode(text: str) -> bytes:
    # A table may contain characters that UTF-8 does not have.
    return text.encode("utf-8", "backslashreplace")


class Output:
    """A file, or standard output, to which lines are added one by one."""

    def __init__(
        self,
        descriptor: int,
        earlier: Earlier,
        *,
        is_file: bool,
        is_new: bool = False,
        encode: Callable[[str], bytes] = _encode,
    ) -> None:
        self.descriptor = descriptor
        self._encode = encode
        self._done = earlier.done
        self._is_file = is_file
        self.is_untouched = is_new
        """Whether the file still has its old content, which the first row replaces: a run that fails before it has any
        row leaves the output of an earlier run."""

    def begin(self) -> None:
        """Empty the file, unless it is to be resumed or has been emptied already."""
        if self.is_untouched:
            os.ftruncate(self.descriptor, 0)
            self.is_untouched = False

    def is_done(self, item: RunItem) -> bool:
        """Whether the file already had a row for the article without failures.

        If the input has two equal articles, each needs a row of its own.
        """
        if not self._done:
            return False
        key = key_of(item.doc, item.article.id)
        if self._done[key] < 1:
            return False
        self._done[key] -= 1
        return True

    def write(self, line: str) -> None:
        """Add a whole line at once; ReaderError if it cannot be written."""
        data = self._encode(line + "\n")
        begin = os.lseek(self.descriptor, 0, os.SEEK_CUR) if self._is_file else 0
        try:
            self.begin()
            # One call: a signal is handled before or after it, so that Ctrl-C leaves no half line in a file.
            written = os.write(self.descriptor, data)
            while written < len(data):
                written += os.write(self.descriptor, data[written:])
        except BrokenPipeError:
            raise
        except OSError as error:
            if self._is_file:
                os.ftruncate(self.descriptor, begin)
            reason = error.strerror or type(error).__name__
            remedy = say("make room and use --resume") if self._is_file else say("make room and run it again")
            raise ReaderError(
                say("The output cannot be written ({reason}); {remedy}.", reason=reason, remedy=remedy)
            ) from error


@contextmanager
def open_output(
    path: Path | None, *, resume: bool = False, is_data: bool = True, replaces: Path | None = None
) -> Iterator[Output]:
    """Open a file or standard output for rows; with `resume`, the rows in the file stay.

    At the end, new rows replace the old rows of articles on which an annotator failed. Unless `is_data`, rows are meant
    for reading and are written in the encoding of standard output. Meanwhile no other run can write to the file, or to
    the one that it `replaces`. ReaderError is raised if the file cannot be opened, or cannot be resumed because it is
    not the output of a run.
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
        raise ReaderError(
            say("{path}: cannot be written ({reason}); name another file with -o.", path=shown(path), reason=reason)
        ) from error
    output = None
    replaced = os.open(replaces, os.O_RDONLY) if replaces is not None and replaces.is_file() else None
    try:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        if (is_file and not claim(descriptor)) or (replaced is not None and not claim(replaced)):
            name = shown(replaces or path)
            raise ReaderError(
                say("{name}: another run is writing to it; wait for it, or name another file.", name=name)
            )
        earlier = take_up(descriptor, path) if resume and is_file else Earlier()
        output = Output(descriptor, earlier, is_file=is_file, is_new=is_file and not resume)
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
    """Standard output for rows only; everything that annotators print, here or in processes, goes to standard error."""
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
