"""Decides which warnings about the rows of a file are passed on one by one: the first few of each kind.

A corpus that was encoded twice, or whose dates cannot be read, has the same warning for each of its rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from reader.errors import shown
from reader.wording import say

_MOST = 5
"""The most warnings of a kind about one file that are passed on."""
_PLACE = re.compile(r"^.*?: ")
_VARYING = re.compile(r"[\d,.٬٫]+|“[^”]*”|\"[^\"]*\"|\b(?:is|are|was|were)\b|s\b")
"""The words that differ between warnings of a kind: numbers, quoted text, singular and plural."""


class Repeating:
    """Passes on the first warnings of each kind about one source, and counts the others."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._counts: Counter[str] = Counter()
        self._firsts: dict[str, str] = {}

    def sieve(self, warnings: Iterable[str]) -> Iterator[str]:
        """The warnings that are passed on."""
        for warning in warnings:
            kind = _VARYING.sub("", _PLACE.sub("", warning, count=1))
            self._firsts.setdefault(kind, warning)
            self._counts[kind] += 1
            if self._counts[kind] <= _MOST:
                yield warning

    def sum_up(self) -> Iterator[str]:
        """A sentence for each kind of which some warnings were not passed on."""
        for kind, count in self._counts.items():
            if count > _MOST:
                first = _PLACE.sub("", self._firsts[kind], count=1)
                yield say(
                    "{name}: {number} more warnings like this one: {first}",
                    name=shown(self._name),
                    number=count - _MOST,
                    first=first,
                )
