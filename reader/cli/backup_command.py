"""`reader backup`: copies a workspace."""

from __future__ import annotations

import click

from reader.cli.options import PATH, STORE
from reader.errors import shown
from reader.wording import sayable


@click.command()
@PATH
@STORE
@click.option("--output", "-o", metavar="FILE", help=sayable("The copy, or a folder for it; this folder by default."))
def backup(path: str, store: str | None, output: str | None) -> None:
    """Copy a workspace into a file, even while it is in use."""
    from reader.library.choosing import find_place
    from reader.store.backups import backup as copy

    click.echo(shown(copy(find_place(path, store), output or ".")))
