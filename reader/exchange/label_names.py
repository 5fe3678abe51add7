"""Decides which of the reader's labels another program's label name stands for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reader.labels import default_labels, labels_in_force


def find_label(name: str) -> str | None:
    """The label that a name stands for, whatever its case (PER, Pers and PERSON are person), or None if there is none.

    The name must not have an IOB prefix. The user's own labels are known by their names.
    """
    labels = labels_in_force()
    if name in labels:
        return name
    folded = name.casefold()
    folded = _synonyms().get(folded, folded)
    return folded if folded in labels or folded in default_labels() else None


def label_named(name: str) -> str:
    """The label that a name stands for; a name that stands for none stays as it is."""
    return find_label(name) or name


def role_names(label: str) -> tuple[str, ...]:
    """The roles that have a field of their own in our files: those of a default label, and for any other a pledge's."""
    labels = default_labels()
    known = labels[label].roles if label in labels else ()
    return tuple(role.name for role in known or labels["pledge"].roles)


def own_role_names(label: str) -> tuple[str, ...]:
    """The roles of a label as the user's labels.toml has them; for a label without roles there, those of a pledge."""
    return tuple(role.name for role in labels_in_force().named(label).roles) or role_names(label)


def is_commitment(label: str) -> bool:
    """Whether the label has roles, by default or in the user's labels.toml."""
    return any(labels.named(label).is_commitment for labels in (labels_in_force(), default_labels()))


@cache
def _synonyms() -> dict[str, str]:
    import tomli

    table = tomli.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: label for label, names in table.items() for name in names}
