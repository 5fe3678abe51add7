"""Finds the article that was read last among those being loaded, and loads up to it if that takes a moment only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic

from reader.errors import LoadError
from reader.load import Loaded
from reader.store.location import name_source

_MOMENT = 0.1
"""The most seconds by which the first screen may be later for this."""


def describe_place(loaded: Loaded, database: str | Path) -> dict[str, str]:
    """What an article is found by again: its text, or else its file."""
    return {"id": loaded.article.id, "source": name_source(loaded.place, database)}


def is_the_one(loaded: Loaded, wanted: Mapping[str, str], database: str | Path) -> bool:
    """Whether an article is the one that was described; its file may hold another text by now."""
    source = wanted.get("source", "")
    is_same_place = source not in ("", "-") and not loaded.is_called_by_line
    return wanted.get("id") == loaded.article.id or (is_same_place and name_source(loaded.place, database) == source)


def load_up_to(
    wanted: Mapping[str, str], database: str | Path, first: Loaded, outcomes: Iterator[Loaded | LoadError]
) -> tuple[list[Loaded | LoadError], int]:
    """What was loaded, and the index of the wanted article among the articles; 0 where it was not found in time."""
    ready: list[Loaded | LoadError] = [first]
    if not wanted or is_the_one(first, wanted, database):
        return ready, 0
    until, at = monotonic() + _MOMENT, 0
    for outcome in outcomes:
        ready.append(outcome)
        if isinstance(outcome, Loaded):
            at += 1
            if is_the_one(outcome, wanted, database):
                return ready, at
        if monotonic() > until:
            break
    return ready, 0
