"""Decides which labels there are, with their names in two languages, keys, colours, roles and attributes.

The user's labels.toml extends the labels that come with the reader, or replaces them (docs/labels.md).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reader.errors import ConfigError, shown
from reader.labels.default_changes import extend
from reader.labels.label import COMMITMENT, Attribute, Frame, Label, Role
from reader.labels.label_building import build_labels
from reader.labels.label_set import LabelSet
from reader.labels.label_tables import sort_tables
from reader.paths import config_folder
from reader.wording import say

__all__ = [
    "COMMITMENT",
    "FILE",
    "Attribute",
    "Frame",
    "Label",
    "LabelSet",
    "LabelsResult",
    "Role",
    "default_labels",
    "find_labels",
    "is_left_out",
    "labels_in_force",
    "read_labels",
]

FILE = "labels.toml"
_DECIDE_FOLDER = ("XDG_CONFIG_HOME", "HOME")
_DEFAULTS = Path(__file__).parents[1] / FILE


@dataclass(frozen=True, slots=True)
class LabelsResult:
    """The labels in force, and a sentence on each entry of the user's file that cannot be used or clashes."""

    labels: LabelSet
    problems: tuple[str, ...] = ()


def find_labels(folder: Path) -> LabelsResult:
    """The default labels as the labels.toml in a folder extends or replaces them.

    An entry that cannot be used costs only itself; if the file cannot be read, the default labels are in force.
    """
    path = folder / FILE
    if not path.is_file():
        return LabelsResult(default_labels())
    try:
        return _extend_defaults(path)
    except ConfigError as error:
        return LabelsResult(default_labels(), (say("{error} Until then, the default labels are used.", error=error),))


def read_labels(path: Path) -> LabelSet:
    """The default labels as a file extends or replaces them; ConfigError if the file cannot be read."""
    return _extend_defaults(path).labels


@cache
def default_labels() -> LabelSet:
    """The labels that come with the reader."""
    sorted_ = sort_tables(_load(_DEFAULTS), FILE)
    return build_labels(sorted_.sections, own={}, where=FILE)[0]


def is_left_out(name: str, labels: LabelSet) -> bool:
    """Whether a label set leaves out a default label, so that the engine's proposals with it are not wanted."""
    return name not in labels and name in default_labels()


def labels_in_force() -> LabelSet:
    """The labels of this user, as the formats of other programs need them; read once."""
    # Formats ask for each annotation, and to find the settings folder takes longer than to look at what decides it.
    return _find_once(*map(os.environ.get, _DECIDE_FOLDER))


@lru_cache(maxsize=8)
def _find_once(*_: str | None) -> LabelSet:
    return find_labels(config_folder()).labels


def _extend_defaults(path: Path) -> LabelsResult:
    where = shown(path)
    own = sort_tables(_load(path), where)
    sections, problems = extend(sort_tables(_load(_DEFAULTS), FILE).sections, own, where)
    labels, clashes = build_labels(sections, own=own.sections, where=where)
    return LabelsResult(labels, tuple(dict.fromkeys((*own.problems, *problems, *clashes))))


def _load(path: Path) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise ConfigError(
            say(
                "{path}: the labels cannot be read ({error}); correct the file or remove it.",
                path=shown(path),
                error=error,
            )
        ) from error
