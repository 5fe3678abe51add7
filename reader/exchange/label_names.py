"""Decides which of our labels another program's label name stands for."""

from __future__ import annotations

from functools import lru_cache

from reader.labels import default_labels

_SYNONYMS = {
    "per": "person",
    "pers": "person",
    "loc": "place",
    "location": "place",
    "gpe": "place",
    "org": "organization",
    "organisation": "organization",
    "norp": "group",
    "mis": "misc",
    "miscellaneous": "misc",
}


@lru_cache(maxsize=1024)
def label_named(name: str) -> str:
    """The label a name stands for, whatever its case (PER, Pers and PERSON are person); an unknown name stays as it is.

    IOB prefixes are not looked at.
    """
    folded = name.casefold()
    folded = _SYNONYMS.get(folded, folded)
    return folded if folded in default_labels() else name


def role_names(label: str) -> tuple[str, ...]:
    """The roles of a label in the order of labels.toml; for a label that is not there, those of a pledge."""
    labels = default_labels()
    known = labels[label].roles if label in labels else ()
    return tuple(role.name for role in known or labels["pledge"].roles)


def is_commitment(label: str) -> bool:
    """Whether labels.toml gives the label roles."""
    labels = default_labels()
    return label in labels and labels[label].is_commitment
