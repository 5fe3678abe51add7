"""Defines which articles and which annotations a report is about."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from reader.errors import StoreError, shown
from reader.library.index.annotation_putting import ENGINE
from reader.library.index.library_index import LibraryIndex
from reader.library.queries.query_terms import Query
from reader.wording import say


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """What is reported: by default all articles, with the annotations that the ledger and the list of entities show."""

    query: Query | None = None
    """Only the articles and commitments that it means."""
    articles: frozenset[str] | None = None
    """Only these articles, by their ids."""
    layer: str | None = None
    """Only what this analyst has accepted; if it is empty, the engine's proposals; None: as the ledger shows it."""

    def sees_as(self, who: str) -> str:
        """Whose view of the library is reported, if an analyst asks for the report."""
        return who if self.layer is None else self.layer


def check_layer(index: LibraryIndex, layer: str | None) -> None:
    """StoreError where a layer is named that no article of the library has."""
    if not layer:
        return
    query = "SELECT DISTINCT layer FROM annotations WHERE layer <> ? ORDER BY layer"
    there = [name for (name,) in index.connection.execute(query, (ENGINE,))]
    if layer in there:
        return
    if not there:
        raise StoreError(
            say("{name}: there is no such layer; nobody has tagged anything in these articles.", name=shown(layer))
        )
    raise StoreError(
        say(
            "{name}: there is no such layer; these articles have: {known}.",
            name=shown(layer),
            known=say(", ").join(map(shown, there)),
        )
    )


def name_library(paths: Sequence[str]) -> str:
    """What the library at some paths is called: the names of its files and folders."""
    names = (
        path if path == "-" or "://" in path else os.path.basename(os.path.abspath(path)) or path for path in paths
    )
    return say(", ").join(names)
