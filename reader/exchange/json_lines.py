"""Reads the lines of a file one by one, none of them longer than any article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.errors import LoadError, shown
from reader.wording import say

_LONGEST = 64 << 20
"""The most bytes of a line."""


def read_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers; LoadError where there are none or the file cannot be read."""
    number, is_empty = 0, True
    try:
        with path.open("rb") as file:
            while line := file.readline(_LONGEST + 1):
                number += 1
                if len(line) > _LONGEST:
                    raise LoadError(
                        say("{path}, line {line}: the line is longer than any article.", path=shown(path), line=number)
                    )
                if line.strip():
                    is_empty = False
                    yield number, line
    except OSError as error:
        raise LoadError(
            say("{path}: the file cannot be read ({why}).", path=shown(path), why=error.strerror or error)
        ) from error
    if is_empty:
        raise LoadError(say("{path}: the file has no rows; there is nothing to read.", path=shown(path)))
