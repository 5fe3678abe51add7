"""Puts rows into entries: those that analysts have merged, and those that seem to tell the same commitment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reader.journal.ledger_marks import LedgerMarks
from reader.library.ledger.entry import NOTHING, Entry, make_entry
from reader.library.ledger.entry_groups import place_of
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.marks_reading import MarkPlace


def make_entries(
    rows: Sequence[LedgerRow],
    groups: Sequence[int],
    marks: Mapping[MarkPlace, LedgerMarks],
    *,
    numbers: Mapping[str, int],
    who: str,
) -> Iterator[Entry]:
    """The entries of all rows, which are in order of time.

    `groups` says for each row which others seem to tell the same commitment, and `numbers` gives the number of each
    article in the index. What an analyst has said comes first: a row that was put into an entry is there and nowhere
    else. Rows that seem to belong to an entry of two or more such rows are proposed for it.
    """
    said = [marks.get((numbers[row.article], row.layer, row.key), NOTHING) if row.layer else NOTHING for row in rows]
    sizes = Counter(mark.entry for mark in said if mark.entry)
    merged = {
        group: mark.entry for mark, group in zip(reversed(said), reversed(groups), strict=True) if sizes[mark.entry] > 1
    }
    """For a group, the first entry made by an analyst that has some of its rows."""
    gathered: dict[str | int, list[int]] = {}
    for at, (mark, group) in enumerate(zip(said, groups, strict=True)):
        gathered.setdefault(mark.entry or merged.get(group, group), []).append(at)
    for place, members in gathered.items():
        own = [said[at] for at in members]
        unmarked = sum(1 for mark in own if not mark.entry)
        yield make_entry(
            place if isinstance(place, str) else place_of(rows[members[0]]),
            [rows[at] for at in members],
            own,
            who=who,
            is_merged=len(members) - unmarked > 1,
            is_proposed=unmarked > 0 and len(members) > 1,
        )
