"""Remembers in the index which rows seem to tell the same commitment, since to find out takes long."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress

from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.same_commitment import group_rows

_STATE = "ledger groups:"
"""With an analyst's name after it, the state of the index that has the groups: analysts reject different rows."""
_FEW = 200
"""So many new rows are grouped at once; more of them wait until `group_all` is called."""
_COMPARED = 1_500
"""The most earlier rows with which new ones are compared: enough of them to know which words are rare."""
_NEAR = 3
"""Within how many days rows are compared that have nobody in common."""
_DIGITS = 16
"""So many digits of an article's id tell it from all others."""
_PARTIES = ("committer", "counterparty", "source")


class EntryGroups:
    """The groups of the rows of a library.

    Each row keeps its group whatever is decided on it, so that entries stay as they are while an analyst works.
    """

    def __init__(self, index: LibraryIndex, who: str) -> None:
        self._index = index
        self._state = _STATE + who
        self._kept = ""
        self._groups: dict[str, int] = {}
        self._names: Mapping[str, str] = {}
        """The names that the analyst had merged when the rows were grouped."""
        self.is_behind = False
        """Whether so many rows are new, or other names were merged since, that all rows should be grouped again."""

    def find(self, rows: Sequence[LedgerRow], *, names: Mapping[str, str]) -> list[int]:
        """The group of each row; rows that were not grouped yet are each in one of their own."""
        self._load()
        places = [place_of(row) for row in rows]
        new = [row for row, place in zip(rows, places, strict=True) if place not in self._groups]
        if new and len(new) <= _FEW:
            self._names = self._names if self._groups else dict(names)
            self._add(new, rows, names)
            new = []
        self.is_behind = bool(new) or names != self._names
        return [self._groups.get(place, -at - 1) for at, place in enumerate(places)]

    def group_all(
        self,
        rows: Sequence[LedgerRow],
        *,
        names: Mapping[str, str],
        report: Callable[[int, int], None] | None = None,
    ) -> None:
        """Group all rows anew; this takes about a second for 3,000 of them."""
        groups = _group(rows, names, report)
        self._groups = {place_of(row): number for number, group in enumerate(groups) for row in group}
        self._names = dict(names)
        self._keep()

    def _add(self, new: Sequence[LedgerRow], rows: Iterable[LedgerRow], names: Mapping[str, str]) -> None:
        among = _find_near(new, (row for row in rows if place_of(row) in self._groups))
        for group in _group([*among, *new], names):
            known = Counter(self._groups[place] for place in map(place_of, group) if place in self._groups)
            number = known.most_common(1)[0][0] if known else max(self._groups.values(), default=-1) + 1
            for row in group:
                self._groups.setdefault(place_of(row), number)
        self._keep()

    def _load(self) -> None:
        kept = self._index.state(self._state)
        if kept and kept != self._kept:
            self._kept = kept
            self._names, self._groups = json.loads(kept)

    def _keep(self) -> None:
        self._kept = json.dumps([self._names, self._groups], ensure_ascii=False)
        # Where the index cannot be written just now, only time is lost.
        with suppress(sqlite3.Error), self._index.writing():
            self._index.keep_state(self._state, self._kept)


def place_of(row: LedgerRow) -> str:
    """A name for the place of a row, the same before and after it is accepted."""
    return f"{row.article[:_DIGITS]}:{row.cue.start}"


def _group(
    rows: Sequence[LedgerRow], names: Mapping[str, str], report: Callable[[int, int], None] | None = None
) -> tuple[tuple[LedgerRow, ...], ...]:
    return group_rows(rows, same_names=lambda name: names.get(name, name), report=report)


def _find_near(new: Sequence[LedgerRow], rows: Iterable[LedgerRow]) -> list[LedgerRow]:
    """The rows with which new ones most likely have something in common come first: about the same day, or a party."""
    parties = {name for row in new for name in _parties(row)}
    # As ordinals: the calendar ends at a year 9999 that articles may name.
    days = {_ordinal(row) + apart for row in new if row.day for apart in range(-_NEAR, _NEAR + 1)}

    def distance(row: LedgerRow) -> tuple[bool, int]:
        is_near = _ordinal(row) in days or not parties.isdisjoint(_parties(row))
        return not is_near, -_ordinal(row)

    return sorted(rows, key=distance)[:_COMPARED]


def _parties(row: LedgerRow) -> set[str]:
    return {row.roles[role].name for role in _PARTIES if role in row.roles}


def _ordinal(row: LedgerRow) -> int:
    return row.day.toordinal() if row.day else 0
