"""Decides which rows of an earlier run stay when it is resumed: all except those of articles that are done again."""

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

from reader.errors import ReaderError, line_of, shown
from reader.wording import say


@dataclass(slots=True)
class Earlier:
    """The rows that an earlier run left in a file."""

    done: Counter[bytes] = field(default_factory=Counter)
    """The number of whole rows by key_of()."""
    has_failed: bool = False
    """Whether there are rows with a failed annotator; their articles are done again."""


def take_up(descriptor: int, path: Path) -> Earlier:
    """Read the rows in a file, and remove an incomplete last one; new rows go after them.

    ReaderError is raised if the file contains anything else.
    """
    earlier = Earlier()
    whole = 0
    with open(os.dup(descriptor), "rb") as stream:
        for number, line in enumerate(stream, 1):
            row = _row(line)
            if row is None and not _is_cut_off(line):
                raise ReaderError(
                    say(
                        "{place}: not a row that `reader annotate` wrote; name another file, or leave "
                        "--resume out to overwrite it.",
                        place=line_of(path, number),
                    )
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
    """Whether a file is empty or begins with a row of a run, whole or incomplete; False if it cannot be read."""
    try:
        with open(path, "rb") as stream:
            line = stream.readline()
    except OSError:
        return False
    return not line or _row(line) is not None or _is_cut_off(line)


def leave_out_superseded(path: Path) -> None:
    """Remove the failed rows that are followed by another row of the same article, all at once or not at all.

    ReaderError is raised if the disk is full.
    """
    path = path.resolve()
    partial = path.with_name(path.name + ".part")
    try:
        remaining = Counter(key for key, _, _ in _rows(path))
        with open(partial, "wb") as stream:
            for key, is_failed, line in _rows(path):
                remaining[key] -= 1
                if not (is_failed and remaining[key]):
                    stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(path, partial)
        os.replace(partial, path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReaderError(
            say(
                "{path}: rows that were done again cannot be taken out ({reason}); make room and use --resume.",
                path=shown(path),
                reason=reason,
            )
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def key_of(doc: str, digest: str) -> bytes:
    """The key of an article: sixteen bytes, so that a million rows do not fill the memory."""
    return hashlib.blake2b(f"{digest} {doc}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _rows(path: Path) -> Iterator[tuple[bytes, bool, bytes]]:
    with open(path, "rb") as stream:
        for line in stream:
            row = json.loads(line)
            yield key_of(row["doc"], row["sha256"]), bool(row.get("failed")), line


def _is_cut_off(line: bytes) -> bool:
    """Whether a line that is not a row can be the beginning of one."""
    return not line.endswith(b"\n") and line.startswith(b'{"doc"'[: len(line)])


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    is_ours = isinstance(row, dict) and isinstance(row.get("doc"), str) and isinstance(row.get("sha256"), str)
    return row if is_ours else None
