"""Reads from the index what analysts say of commitments, and which names an analyst has merged."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from reader.journal.ledger_marks import LedgerMarks, gather_ledger
from reader.journal.operations import COMMITMENT_KINDS, OperationKind
from reader.library.index.library_index import LibraryIndex

MarkPlace = tuple[int, str, str]
"""The number of an article, a layer, and the key of a commitment in it."""


def read_marks(index: LibraryIndex) -> dict[MarkPlace, LedgerMarks]:
    """What every layer says of commitments."""
    kinds = sorted(COMMITMENT_KINDS)
    query = (
        "SELECT article, layer, kind, key, value FROM marks"  # noqa: S608
        f" WHERE kind IN ({', '.join('?' * len(kinds))}) ORDER BY article, layer"
    )
    rows = index.connection.execute(query, kinds)
    return {
        (article, layer, key): marks
        for (article, layer), said in groupby(rows, key=lambda row: (int(row[0]), str(row[1])))
        for key, marks in gather_ledger((kind, key, value) for _, _, kind, key, value in said).items()
    }


def read_merged_names(index: LibraryIndex, who: str) -> Mapping[str, str]:
    """The group of each folded name that an analyst has put into another's; of several marks the latest counts."""
    query = "SELECT key, value FROM marks WHERE kind = ? AND layer = ? ORDER BY sequence"
    said = dict(index.connection.execute(query, (OperationKind.ALIAS.value, who)))
    followed = ((name, follow_names(said, name)) for name in said)
    return {name: group for name, group in followed if group != name}


def follow_names(said: Mapping[str, str], name: str) -> str:
    """The group of a name, which may have been put into the group of a name that itself belongs to another."""
    passed = {name}
    while (group := said.get(name, name)) not in passed:
        passed.add(group)
        name = group
    return name
