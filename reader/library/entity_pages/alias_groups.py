"""Says which names belong to one entity: those that the engine gave one name, and those that the analyst has merged."""

from __future__ import annotations

from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.marks_reading import read_merged_names


class AliasGroups:
    """The groups of folded names as an analyst has merged and parted them; read once, when it is made."""

    def __init__(self, index: LibraryIndex, *, who: str) -> None:
        self._groups = {name: group for name, group in read_merged_names(index, who).items() if name != group}
        self._names: dict[str, list[str]] = {}
        for name, group in sorted(self._groups.items()):
            self._names.setdefault(group, []).append(name)

    def group_of(self, name: str) -> str:
        """The folded name of the group to which a folded name belongs: itself, unless it was merged into another."""
        return self._groups.get(name, name)

    def names_in(self, group: str) -> tuple[str, ...]:
        """The folded names of a group, its own name first."""
        return group, *self._names.get(group, ())
