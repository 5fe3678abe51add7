"""Decides which labels there are, with their names in two languages, keys, colours, roles and attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reader.errors import ConfigError, shown

_TABLES = ("roles", "attributes")


@dataclass(frozen=True, slots=True)
class Role:
    """A slot of a commitment's frame: the committer, the action, the counterparty …"""

    name: str
    arabic: str
    english: str
    key: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property of a commitment that takes one of several values: its polarity (negated or not), its status …"""

    name: str
    arabic: str
    english: str
    key: str
    values: tuple[str, ...]
    """The first one is the default."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label for spans: one with roles marks commitments (frames), one without marks entities."""

    name: str
    arabic: str
    english: str
    key: str
    colour: str
    """The name of a colour in the theme."""
    roles: tuple[Role, ...] = ()
    attributes: tuple[Attribute, ...] = ()

    @property
    def is_commitment(self) -> bool:
        """Whether annotations with this label have roles."""
        return bool(self.roles)


class LabelSet(Mapping[str, Label]):
    """The labels of a project, by name, in the order of the file."""

    def __init__(self, labels: tuple[Label, ...]) -> None:
        self._labels = {label.name: label for label in labels}

    def __getitem__(self, name: str) -> Label:
        return self._labels[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)

    def named(self, name: str) -> Label:
        """The label with this name, or a plain one made for it, since annotations outlive the label they were given."""
        return self._labels.get(name) or Label(name, name, name, "", "misc")

    @property
    def entities(self) -> tuple[Label, ...]:
        """The labels without roles."""
        return tuple(label for label in self._labels.values() if not label.is_commitment)

    @property
    def commitments(self) -> tuple[Label, ...]:
        """The labels with roles."""
        return tuple(label for label in self._labels.values() if label.is_commitment)


def read_labels(path: Path) -> LabelSet:
    """The labels that a TOML file defines; ConfigError names the file and the entry that cannot be used."""
    import tomli

    try:
        tables = tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise ConfigError(
            f"{shown(path)}: the labels cannot be read ({error}); correct the file or remove it."
        ) from error
    roles = {name: _role(path, name, entry) for name, entry in tables.get("roles", {}).items()}
    attributes = {name: _attribute(path, name, entry) for name, entry in tables.get("attributes", {}).items()}
    labels = tuple(
        _label(path, name, entry, roles, attributes) for name, entry in tables.items() if name not in _TABLES
    )
    _check_keys(path, labels)
    return LabelSet(labels)


def _role(path: Path, name: str, entry: Any) -> Role:
    try:
        return Role(name, entry["arabic"], entry["english"], entry["key"])
    except (KeyError, TypeError) as error:
        raise ConfigError(
            f"{shown(path)}: the role {name!r} needs arabic, english and key; add what is missing."
        ) from error


def _attribute(path: Path, name: str, entry: Any) -> Attribute:
    try:
        values = tuple(str(value) for value in entry["values"])
        return Attribute(name, entry["arabic"], entry["english"], entry["key"], (values[0], *values[1:]))
    except (KeyError, TypeError, IndexError) as error:
        raise ConfigError(
            f"{shown(path)}: the attribute {name!r} needs arabic, english, key and a list of values; "
            "add what is missing."
        ) from error


def _label(path: Path, name: str, entry: Any, roles: dict[str, Role], attributes: dict[str, Attribute]) -> Label:
    try:
        return Label(
            name,
            entry["arabic"],
            entry["english"],
            entry["key"],
            entry.get("colour", "misc"),
            tuple(roles[role] for role in entry.get("roles", ())),
            tuple(attributes[attribute] for attribute in entry.get("attributes", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"{shown(path)}: the label {name!r} lacks {error} or misnames it; give the label arabic, english and key, "
            "and only roles and attributes that the file defines."
        ) from error


def _check_keys(path: Path, labels: tuple[Label, ...]) -> None:
    """Raise ConfigError where two labels of one kind, or two slots of one label, share a key."""
    for kind in (True, False):
        _check_apart(path, [(label.name, label.key) for label in labels if label.is_commitment is kind])
    for label in labels:
        slots: tuple[Role | Attribute, ...] = (*label.roles, *label.attributes)
        _check_apart(path, [(slot.name, slot.key) for slot in slots])


def _check_apart(path: Path, keyed: list[tuple[str, str]]) -> None:
    taken: dict[str, str] = {}
    for name, key in keyed:
        if key and key in taken:
            raise ConfigError(
                f"{shown(path)}: {taken[key]!r} and {name!r} share the key {key!r}; give one of them another key."
            )
        taken[key] = name


def find_labels(folder: Path) -> tuple[LabelSet, str]:
    """The labels in a folder's labels.toml, or the default ones; and a sentence for the user if that file is broken."""
    path = folder / "labels.toml"
    if not path.is_file():
        return default_labels(), ""
    try:
        return read_labels(path), ""
    except ConfigError as error:
        return default_labels(), f"{error} Until then, the default labels are used."


@cache
def default_labels() -> LabelSet:
    """The labels that come with the reader."""
    return read_labels(Path(__file__).with_name("labels.toml"))
