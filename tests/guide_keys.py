"""The rows that say in the guide what a key does, as the registry of actions and the labels have it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from reader.labels import default_labels
from reader.ui.actions import actions_with
from reader.ui.key_reference import name_key, name_twins

Language = Literal["english", "arabic"]

HEADERS: dict[Language, str] = {
    "english": "| Key | Arabic layout | What it does |\n|---|---|---|",
    "arabic": "| المفتاح | في التخطيط العربي | ما يفعله |\n|---|---|---|",
}


def rows_by_name(language: Language) -> dict[str, str]:
    """A row for each action, by its name, and for the keys of types and roles ("type:pledge", "role:deadline")."""
    rows = {
        action.name: _row(
            [name_key(key) for key in action.keys],
            [twin for key in action.keys for twin in name_twins(key)],
            getattr(action, language),
        )
        for action in actions_with(default_labels())
    }
    return rows | dict(_rows_of_labels(language))


def keys_of_actions() -> set[str]:
    """All keys of actions, as they are shown, and their twins in the Arabic layouts."""
    keys = [key for action in actions_with(default_labels()) for key in action.keys]
    return {name_key(key) for key in keys} | {twin for key in keys for twin in name_twins(key)}


def _rows_of_labels(language: Language) -> Iterator[tuple[str, str]]:
    labels = default_labels()
    for first, kind, entries in (("c", "type", labels.commitments), ("r", "role", labels.roles)):
        for entry in entries:
            twins = [name_twins(key)[:1] for key in (first, entry.key)]
            typed = " ".join(twin for pair in twins for twin in pair)
            yield f"{kind}:{entry.name}", _row([f"{first} {entry.key}"], [typed], getattr(entry, language))


def _row(keys: list[str], twins: list[str], what: str) -> str:
    shown = [" ".join("`" + each.replace("|", "\\|") + "`" for each in column) for column in (keys, twins)]
    return f"| {shown[0]} | {shown[1]} | {what} |"
