"""Defines the figures of a picture: counts in rows and columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts by row and column."""

    rows: tuple[str, ...]
    """The names of the rows: periods in order of time, or names."""
    columns: tuple[str, ...]
    """What is counted apart: types, outcomes, or names."""
    counts: tuple[tuple[int, ...], ...]
    """The counts of each row, in the order of the columns."""
    left_out: int = 0
    """How many could not be counted: they have no date, or are not among the most frequent."""

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum of each row."""
        return tuple(map(sum, self.counts))

    @property
    def column_totals(self) -> tuple[int, ...]:
        """The sum of each column."""
        return tuple(sum(row[at] for row in self.counts) for at in range(len(self.columns)))

    def renamed(self, name: Callable[[str], str]) -> CountTable:
        """The same counts, with other names for rows and columns."""
        return replace(self, rows=tuple(map(name, self.rows)), columns=tuple(map(name, self.columns)))


def make_table(
    rows: Sequence[str], columns: Sequence[str], counts: Mapping[tuple[str, str], int], *, left_out: int = 0
) -> CountTable:
    """The table of counts that are given by row and column."""
    found = tuple(tuple(counts.get((row, column), 0) for column in columns) for row in rows)
    return CountTable(tuple(rows), tuple(columns), found, left_out)


def order_columns(counts: Mapping[tuple[str, str], int], known: Sequence[str]) -> list[str]:
    """The columns that have counts: the known ones in their order, then others, the most frequent first."""
    totals = Counter[str]()
    for (_, column), count in counts.items():
        totals[column] += count
    return [
        *(column for column in known if totals[column]),
        *(column for column, _ in totals.most_common() if column not in known),
    ]
