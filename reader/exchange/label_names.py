"""Decides which of the reader's labels another program's label name stands for."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from reader.labels import default_labels


@lru_cache(maxsize=1024)
def find_label(name: str) -> str | None:
    """The label that a name stands for, whatever its case (PER, Pers and PERSON are person), or None if there is none.

    The name must not have an IOB prefix.
    """
    folded = name.casefold()
    folded = _synonyms().get(folded, folded)
    return folded if folded in default_labels() else None


def label_named(name: str) -> str:
    """The label that a name stands for; a name that stands for none stays as it is."""
    return find_label(name) or name


def role_names(label: str) -> tuple[str, ...]:
    """The roles of a label in the order of labels.toml; for a label without roles there, those of a pledge."""
    labels = default_labels()
    known = labels[label].roles if label in labels else ()
    return tuple(role.name for role in known or labels["pledge"].roles)


def is_commitment(label: str) -> bool:
    """Whether the label has roles in labels.toml."""
    labels = default_labels()
    return label in labels and labels[label].is_commitment


@cache
def _synonyms() -> dict[str, str]:
    import tomli

    table = tomli.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: label for label, names in table.items() for name in names}
