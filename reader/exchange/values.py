"""Decides how a value from outside can be used; a value that does not fit becomes an empty or default one."""

from __future__ import annotations

import sys
from typing import Any

from reader.errors import shown
from reader.model import Decision

_MOST_QUOTED = 60


def quoted(text: str) -> str:
    """A stretch of text as it is quoted in a warning: escaped, and cut after 60 code points."""
    return f'"{shown(text[:_MOST_QUOTED])}{"…" if len(text) > _MOST_QUOTED else ""}"'


def word_of(value: Any, default: str = "") -> str:
    """The value if it is a string that is not empty, else the default."""
    return value if isinstance(value, str) and value else default


def score_of(value: Any) -> float | None:
    """The value if it is a finite number, else None."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max
    return float(value) if is_number else None


def decision_of(value: Any) -> Decision:
    """The decision that the value names; PROPOSED where it names none."""
    return Decision(value) if isinstance(value, str) and value in tuple(Decision) else Decision.PROPOSED


def attributes_of(value: Any) -> tuple[tuple[str, str], ...]:
    """The entries of an object as strings; none where the value is not an object."""
    if not isinstance(value, dict):
        return ()
    return tuple((str(name), entry if isinstance(entry, str) else str(entry)) for name, entry in value.items())


def offsets_of(value: Any) -> tuple[int, int] | None:
    """The start and end in [start, end] or {"start": …, "end": …}, or None where they are not two whole numbers."""
    if isinstance(value, dict):
        value = [value.get("start"), value.get("end")]
    if isinstance(value, list | tuple) and len(value) == 2 and all(type(offset) is int for offset in value):
        return value[0], value[1]
    return None
