"""Decides what happens when a standard stream is closed, full or broken."""

from __future__ import annotations

import errno
import os
import sys

from reader.wording import say

_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})


def open_closed_streams() -> None:
    """Open the standard streams that the caller closed: input is empty, output cannot be written, errors are discarded.

    If they stayed closed, the next files to be opened would get their numbers, and printed text would go into those
    files.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if not _is_open(number):
            # The system gives the lowest free number. Output is opened for reading, so that writing to it fails.
            os.set_inheritable(os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY), True)
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            stream = open(number, mode, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def explain_unwritable(error: OSError) -> str:
    """A sentence for the user about an error in writing standard output; "" for any other error."""
    if error.filename is not None or error.errno not in _UNWRITABLE:
        return ""
    return say("The output cannot be written ({reason}); make room, or send it elsewhere.", reason=error.strerror)


def give_up_output() -> None:
    """Discard what was not written, since Python would try to write it again as it exits, and report an error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
