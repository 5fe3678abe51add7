"""Lets only one program at a time build an index; the others use what it has put there so far."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.claims import claim
from reader.paths import keep_private

LOCK = "index.lock"


@contextmanager
def claimed(place: Path) -> Iterator[bool]:
    """Whether this program may build the index at a place; its claim ends with the block, or with the program."""
    lock = place.with_name(LOCK)
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        # A folder that can no longer be written to is reported when the index itself is written.
        yield True
        return
    try:
        keep_private(lock)
        yield claim(descriptor)
    finally:
        os.close(descriptor)
