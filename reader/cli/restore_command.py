"""`reader restore`: replaces a workspace with a backup, or lists the backups."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from reader.cli.options import STORE
from reader.cli.where_command import describe_place
from reader.errors import shown
from reader.outlets import print_drawn
from reader.wording import number, say, written_digits


@click.command()
@click.argument("copy", required=False, metavar="[BACKUP]")
@click.argument("path", required=False, metavar="[PATH]")
@STORE
def restore(copy: str | None, path: str | None, store: str | None) -> None:
    """Replace a workspace with a backup, and keep the old workspace beside it. Without BACKUP, list the backups."""
    if copy is None or (path is None and not _names_copy(copy)):
        _list_copies(copy or ".", store)
    else:
        click.echo(_put_back(copy, path or ".", store))


def _names_copy(path: str) -> bool:
    """Whether a path given alone is that of a backup, and not that of articles or their folder."""
    from reader.load.formats import is_known
    from reader.outputs import is_database

    return not Path(path).is_dir() and (is_database(path) or not is_known(path))


def _put_back(copy: str, path: str, store: str | None) -> str:
    from reader.library.choosing import find_place
    from reader.store.backups import restore as put_back

    kept = put_back(copy, find_place(path, store))
    name = describe_place(path, store)
    return (
        say("{name} restored.", name=name)
        if kept is None
        else say("{name} restored; the old workspace is kept in {kept}.", name=name, kept=shown(kept))
    )


def _list_copies(path: str, store: str | None) -> None:
    """Print the table of a workspace's backups beside it, the latest first, with paths that the command takes."""
    from reader.layout.text_table import write_table
    from reader.library.choosing import find_place
    from reader.store.backups import count_rows
    from reader.store.copies import find_copies
    from reader.ui.terminal.printing import find_medium

    copies = find_copies(find_place(path, store))
    if not copies:
        name = describe_place(path, store)
        click.echo(say("There are no backups of {place} yet; `reader backup` makes one.", place=name))
        return
    rows = [(say("backup"), say("made"), say("articles"), say("actions"))]
    for copy in copies:
        made = datetime.fromtimestamp(copy.stat().st_mtime).astimezone().strftime("%Y-%m-%d %H:%M")
        counted = count_rows(copy)
        counts = (number(counted[0]), number(counted[1])) if counted else (say("damaged"), "")
        rows.append((str(copy), written_digits(made), *counts))
    # Users copy the paths, so no line is cut.
    print_drawn(write_table(rows, right=(2, 3), medium=replace(find_medium(), width=None)))
