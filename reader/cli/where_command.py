"""`reader where`: prints the place of a path's workspace."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli.options import PATH, STORE
from reader.errors import shown
from reader.wording import say


@click.command()
@PATH
@STORE
def where(path: str, store: str | None) -> None:
    """Show where the work on these articles is kept."""
    click.echo(describe_place(path, store))


def describe_place(path: str, store: str | None) -> str:
    """The place of a path's workspace, or the place where it will be made with the first action."""
    from reader.library.choosing import find_place
    from reader.store.location import is_url

    place = find_place(path, store)
    if is_url(place):
        from reader.store.database import Database

        database = Database(place, patience=0)
        try:
            return database.name
        finally:
            database.close()
    name = shown(place)
    return name if Path(place).is_file() else say("{name} (not made yet)", name=name)
