"""Decides what becomes of standard streams that are closed, full or broken."""

from __future__ import annotations

import errno
import os
import sys

_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})


def open_closed_streams() -> None:
    """Open the standard streams that the caller closed: input is empty, output cannot be written, errors go nowhere.

    Left closed, their numbers would be given to the next files that are opened, and what is printed fall into those.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if not _is_open(number):
            # The lowest number that is free is given. Writing to what was opened for reading fails, as it should.
            os.set_inheritable(os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY), True)
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            stream = open(number, mode, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def explain_unwritable(error: OSError) -> str:
    """A sentence for an error that standard output gave; "" where it was anything else."""
    if error.filename is not None or error.errno not in _UNWRITABLE:
        return ""
    return f"The output cannot be written ({error.strerror}); make room, or send it elsewhere."


def give_up_output() -> None:
    """Throw away what was not written, since Python would try again as it ends, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
