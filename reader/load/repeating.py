"""Decides which remarks about the rows of a file are passed on one by one: the first few of a kind.

A corpus that was encoded twice, or whose dates cannot be read, has the same to be said of each of its rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from reader.errors import shown

_MOST = 5
"""Remarks of a kind about one file that are passed on."""
_PLACE = re.compile(r"^.*?: ")
_VARYING = re.compile(r"[\d,.]+|“[^”]*”|\"[^\"]*\"|\b(?:is|are|was|were)\b|s\b")
"""What differs between remarks of a kind: numbers, what is quoted, singular and plural."""


class Repeating:
    """Passes on the first remarks of each kind and counts the others; for the articles of one source."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._counts: Counter[str] = Counter()
        self._firsts: dict[str, str] = {}

    def sieve(self, remarks: Iterable[str]) -> Iterator[str]:
        """Those of the remarks that are passed on."""
        for remark in remarks:
            kind = _VARYING.sub("", _PLACE.sub("", remark, count=1))
            self._firsts.setdefault(kind, remark)
            self._counts[kind] += 1
            if self._counts[kind] <= _MOST:
                yield remark

    def sum_up(self) -> Iterator[str]:
        """A sentence for each kind of which not all were passed on."""
        for kind, count in self._counts.items():
            if count > _MOST:
                first = _PLACE.sub("", self._firsts[kind], count=1)
                yield f"{shown(self._name)}: {count - _MOST:,} more remarks like this one: {first}"
