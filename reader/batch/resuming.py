"""Decides what of an earlier run's rows stays when a run goes on: all but those of articles that are done again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.errors import ReaderError, shown


@dataclass(slots=True)
class Earlier:
    """The rows that an earlier run left in a file."""

    done: Counter[bytes] = field(default_factory=Counter)
    """How many whole rows there are, by key_of()."""
    has_failed: bool = False
    """Whether there are rows on which an annotator failed; their articles are done again."""


def take_up(descriptor: int, path: Path) -> Earlier:
    """Read the rows that are there and cut off a last one that broke off; new rows go behind them.

    ReaderError where the file holds anything else.
    """
    earlier = Earlier()
    whole = 0
    with open(os.dup(descriptor), "rb") as stream:
        for number, line in enumerate(stream, 1):
            row = _row(line)
            if row is None and not _is_cut_off(line):
                raise ReaderError(
                    f"{shown(path)}, line {number}: not a row that `reader annotate` wrote; "
                    "name another file, or leave --resume out to write it anew."
                )
            if line.endswith(b"\n") and row is not None:
                whole += len(line)
                if row.get("failed"):
                    earlier.has_failed = True
                else:
                    earlier.done[key_of(row["doc"], row["sha256"])] += 1
    os.ftruncate(descriptor, whole)
    os.lseek(descriptor, whole, os.SEEK_SET)
    return earlier


def is_written_by_a_run(path: Path) -> bool:
    """Whether a file is empty or begins with a row of a run, whole or broken off; False where it cannot be read."""
    try:
        with open(path, "rb") as stream:
            line = stream.readline()
    except OSError:
        return False
    return not line or _row(line) is not None or _is_cut_off(line)


def leave_out_superseded(path: Path) -> None:
    """Write a file anew without failed rows after which another of the same article stands; all at once, or not at all.

    ReaderError where there is no room for that.
    """
    path = path.resolve()
    partial = path.with_name(path.name + ".part")
    try:
        to_come = Counter(key for key, _, _ in _rows(path))
        with open(partial, "wb") as stream:
            for key, is_failed, line in _rows(path):
                to_come[key] -= 1
                if not (is_failed and to_come[key]):
                    stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(path, partial)
        os.replace(partial, path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReaderError(
            f"{shown(path)}: rows that were done again cannot be taken out ({reason}); make room and use --resume."
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def key_of(doc: str, digest: str) -> bytes:
    """What an article is known by: sixteen bytes, so that a million rows do not fill the memory."""
    return hashlib.blake2b(f"{digest} {doc}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _rows(path: Path) -> Iterator[tuple[bytes, bool, bytes]]:
    with open(path, "rb") as stream:
        for line in stream:
            row = json.loads(line)
            yield key_of(row["doc"], row["sha256"]), bool(row.get("failed")), line


def _is_cut_off(line: bytes) -> bool:
    """Whether a line that is no row can be the beginning of one."""
    return not line.endswith(b"\n") and line.startswith(b'{"doc"'[: len(line)])


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    is_ours = isinstance(row, dict) and isinstance(row.get("doc"), str) and isinstance(row.get("sha256"), str)
    return row if is_ours else None
