"""Keeps an analyst's searches by name in a workspace, beside the work and not part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from reader.library.queries.searching import Order
from reader.store.first_views import View
from reader.store.views import keep_views, read_views

if TYPE_CHECKING:
    from reader.store.workspace import Workspace

_SEARCH = "search:"
_STEMS = "stems"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A search with a name."""

    name: str
    written: str
    stems: bool = False
    order: Order = "newest"


def read_saved(workspace: Workspace) -> tuple[SavedQuery, ...]:
    """The searches that the workspace's analyst has saved, in alphabetical order; StoreError if none can be read."""
    views = read_views(workspace).items()
    found = (_read(name.removeprefix(_SEARCH), view) for name, view in views if name.startswith(_SEARCH))
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.name))


def save_query(workspace: Workspace, query: SavedQuery) -> None:
    """Save a search in the place of one with the same name; StoreError if that fails."""
    kept = {"query": query.written, "order": query.order, "words": _STEMS if query.stems else "forms"}
    keep_views(workspace, {_SEARCH + query.name: kept})


def forget_query(workspace: Workspace, name: str) -> None:
    """Forget a saved search; StoreError if that fails."""
    keep_views(workspace, {_SEARCH + name: None})


def _read(name: str, view: View) -> SavedQuery | None:
    if not isinstance(view, Mapping) or "query" not in view:
        return None
    order = view.get("order", "newest")
    known: tuple[Order, ...] = get_args(Order)
    return SavedQuery(
        name, view["query"], view.get("words") == _STEMS, next((each for each in known if each == order), "newest")
    )
