"""Collects the actions that the parts of a screen run; no action belongs to two parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

Actions: TypeAlias = Mapping[str, Callable[[], object]]
"""The functions that run a part's actions, by the action's name in the registry."""


def collect(parts: Iterable[Actions]) -> Actions:
    """The actions of all parts; ValueError if two parts run the same one."""
    found: dict[str, Callable[[], object]] = {}
    for actions in parts:
        if twice := sorted(found.keys() & actions.keys()):
            raise ValueError(f"Two parts run {', '.join(twice)}.")
        found.update(actions)
    return found
