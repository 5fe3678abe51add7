"""Which part of the screen does which action of the registry: each part names its own, and no action has two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

Actions: TypeAlias = Mapping[str, Callable[[], object]]
"""What does each action that a part answers for, by the action's name in the registry."""


def collect(parts: Iterable[Actions]) -> Actions:
    """The actions of all parts; ValueError where two of them answer for the same one."""
    found: dict[str, Callable[[], object]] = {}
    for actions in parts:
        if twice := sorted(found.keys() & actions.keys()):
            raise ValueError(f"Two parts answer for {', '.join(twice)}.")
        found.update(actions)
    return found
