"""Counts who commits to whom: the most frequent committers and counterparties as a matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from reader.library.ledger.entry import Entry
from reader.library.pictures.count_table import CountTable, make_table

MOST = 12
"""How many committers and how many counterparties are shown."""


def count_pairs(entries: Iterable[Entry], *, group_of: Callable[[str], str], most: int = MOST) -> CountTable:
    """The commitments by committer (rows) and counterparty (columns), as folded names of groups.

    Commitments that lack one of the two, or have one that is not among the most frequent, are left out.
    """
    pairs = Counter[tuple[str, str]]()
    left_out = 0
    for entry in entries:
        committer, counterparty = entry.filler("committer"), entry.filler("counterparty")
        if committer is None or counterparty is None:
            left_out += 1
        else:
            pairs[group_of(committer.name), group_of(counterparty.name)] += 1
    rows, columns = _choose(pairs, most)
    shown = {pair: count for pair, count in pairs.items() if pair[0] in rows and pair[1] in columns}
    return make_table(rows, columns, shown, left_out=left_out + pairs.total() - sum(shown.values()))


def _choose(pairs: Mapping[tuple[str, str], int], most: int) -> tuple[list[str], list[str]]:
    """The committers and counterparties of the most frequent pairs, so that the matrix is as full as can be."""
    rows: dict[str, None] = {}
    columns: dict[str, None] = {}
    for (row, column), _ in sorted(pairs.items(), key=lambda each: (-each[1], each[0])):
        if (row in rows or len(rows) < most) and (column in columns or len(columns) < most):
            rows[row] = columns[column] = None
    return list(rows), list(columns)
