"""Puts rows into entries: those that analysts have merged, and those that seem to tell the same commitment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reader.journal.ledger_marks import LedgerMarks
from reader.library.ledger.entry import Entry, make_entry
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.marks_reading import MarkPlace
from reader.library.ledger.row_reading import in_time
from reader.library.ledger.same_commitment import group_rows

_NOTHING = LedgerMarks()
_Telling = tuple[object, ...]


class EntryMaker:
    """Makes the entries, and remembers which rows were grouped, since that takes the longest."""

    def __init__(self, who: str) -> None:
        self._who = who
        self._names: Mapping[str, str] = {}
        self._groups: dict[_Telling, int] = {}

    def make(
        self,
        rows: Sequence[LedgerRow],
        marks: Mapping[MarkPlace, LedgerMarks],
        *,
        numbers: Mapping[str, int],
        names: Mapping[str, str],
    ) -> list[Entry]:
        """The entries of all rows; `numbers` are those of their articles, and `names` the analyst's merged names.

        Rows are grouped anew only if there are rows that were not there before: what is accepted or rejected leaves
        the others where they are.
        """
        tellings = [_telling(row) for row in rows]
        if names != self._names or any(telling not in self._groups for telling in tellings):
            self._names = names
            self._groups = {
                _telling(row): number
                for number, group in enumerate(group_rows(rows, same_names=lambda name: names.get(name, name)))
                for row in group
            }
        marked = [(row, marks.get((numbers[row.article], row.layer, row.key), _NOTHING)) for row in rows]
        return list(self._entries(marked, [self._groups[telling] for telling in tellings]))

    def _entries(self, marked: Sequence[tuple[LedgerRow, LedgerMarks]], groups: Sequence[int]) -> Iterator[Entry]:
        sizes = Counter(mark.entry for _, mark in marked if mark.entry)
        merged = {
            group: mark.entry
            for (_, mark), group in reversed(list(zip(marked, groups, strict=True)))
            if sizes[mark.entry] > 1
        }
        """For a group, the first merged entry that has some of its rows; the others are proposed for it as well."""
        gathered: dict[str | int, list[tuple[LedgerRow, LedgerMarks]]] = {}
        for each, group in zip(marked, groups, strict=True):
            gathered.setdefault(each[1].entry or merged.get(group, group), []).append(each)
        for place, members in gathered.items():
            members.sort(key=lambda member: in_time(member[0]))
            unmarked = sum(1 for _, mark in members if not mark.entry)
            yield make_entry(
                place if isinstance(place, str) else name_after(members[0][0]),
                members,
                who=self._who,
                is_merged=len(members) - unmarked > 1,
                is_proposed=unmarked > 0 and len(members) > 1,
            )


def name_after(row: LedgerRow) -> str:
    """The name of an entry after its first row; accepting the row does not change it."""
    return f"{row.article}:{row.cue.start}"


def _telling(row: LedgerRow) -> _Telling:
    """What decides the group of a row, which stays the same when it is accepted as it is."""
    fillers = tuple((role, filler.span.start, filler.span.end) for role, filler in sorted(row.roles.items()))
    return row.article, row.type, row.cue.start, row.cue.end, fillers, row.due_first, row.due_last
