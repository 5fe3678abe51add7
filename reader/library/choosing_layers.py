"""Which of the analysts' layers a command means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.errors import StoreError, shown
from reader.wording import say

if TYPE_CHECKING:
    from reader.store.workspace import Workspace

RESULT = "adjudicated"
"""The layer that adjudication makes, unless it is given another name."""


def split_names(names: str | None) -> tuple[str, ...]:
    """The names in a list with commas."""
    return tuple(filter(None, (name.strip() for name in (names or "").split(","))))


def check_layers(workspace: Workspace, articles: Sequence[str], wanted: Sequence[str]) -> None:
    """StoreError where a layer is named that none of the articles has."""
    there = sorted({layer for article in articles for layer in workspace.readers(article)})
    for name in wanted:
        if name not in there:
            known = say(", ").join(map(shown, there)) or say("none")
            raise StoreError(
                say("{name}: there is no such layer; these articles have: {known}.", name=shown(name), known=known)
            )
