"""Decides which of several entries gets a key that more than one of them wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.labels.label_tables import named
from reader.wording import say


@dataclass(frozen=True, slots=True)
class Keyed:
    """An entry that wants a key."""

    kind: str
    """Its section: labels, frames, roles or attributes."""
    name: str
    key: str
    is_own: bool = False
    """Whether it is in the user's own file."""

    def __str__(self) -> str:
        return named(self.kind, self.name)


def keep_apart(entries: Sequence[Keyed]) -> tuple[dict[tuple[str, str], str], list[str]]:
    """The key of each entry by kind and name, empty where another got it, and a sentence on each clash.

    The user's own entries come before the default ones, and earlier entries before later ones.
    """
    taken: dict[str, Keyed] = {}
    keys: dict[tuple[str, str], str] = {}
    clashes = []
    for each in sorted(entries, key=lambda each: not each.is_own):
        winner = taken.get(each.key) if each.key else None
        keys[each.kind, each.name] = "" if winner else each.key
        if winner:
            clashes.append(
                say(
                    "{winner} and {other} share the key {key}; {winner} gets it, so give {other} another key",
                    winner=winner,
                    other=each,
                    key=repr(each.key),
                )
            )
        else:
            taken[each.key] = each
    return keys, clashes
