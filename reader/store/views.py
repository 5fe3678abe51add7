"""Keeps how each analyst looks at the articles of a workspace: values by name, beside the work and not part of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select

from reader.journal.operation_json import load_json, to_json
from reader.store.first_views import View, check_view
from reader.store.rows import Rows, read_texts
from reader.store.schema import VIEWS

if TYPE_CHECKING:
    from reader.store.workspace import Workspace


def read_views(workspace: Workspace) -> dict[str, View]:
    """What is kept for the workspace's analyst, by name, without what cannot be read; StoreError if nothing can be."""
    rows = Rows()
    query = select(VIEWS).where(VIEWS.c.who == workspace.who)
    found = workspace.database.read(lambda connection: connection.execute(query).all())
    read = ((row.name, rows.read(read_view, row, VIEWS.name, row.who, row.name)) for row in found)
    return {name: value for name, value in read if value is not None}


def keep_views(workspace: Workspace, kept: Mapping[str, View | None]) -> None:
    """Keep values by name for the workspace's analyst; None forgets what was kept. StoreError if that fails."""

    def write(connection: Connection) -> None:
        connection.execute(delete(VIEWS).where(VIEWS.c.who == workspace.who, VIEWS.c.name.in_(list(kept))))
        for name, value in kept.items():
            if value is not None:
                connection.execute(insert(VIEWS).values(who=workspace.who, name=name, value=to_json(value)))

    workspace.database.write(write)


def read_view(row: Row[Any]) -> View:
    """The value in a row of the views; ValueError if there is none."""
    read_texts(row, ("who", "name"))
    return check_view(load_json(row.value))
