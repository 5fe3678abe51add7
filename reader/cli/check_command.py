"""`reader check`: lists the faults of a workspace."""

from __future__ import annotations

import sys

import click

from reader.cli.options import PATH, STORE
from reader.errors import shown
from reader.wording import say


@click.command()
@PATH
@STORE
def check(path: str, store: str | None) -> None:
    """Look for damage, lost references and wrong offsets; the exit code is 0 if there are none, 1 if there are any."""
    from reader.library.choosing import find_place
    from reader.store.checking import check as find_damage

    is_damaged = False
    for finding in find_damage(find_place(path, store)):
        is_damaged = True
        where = say(", ").join(shown(part) for part in (finding.article[:12], finding.layer, finding.key[:12]) if part)
        click.echo(f"{where}: {finding.what}" if where else finding.what)
    if is_damaged:
        sys.exit(1)
    click.echo(say("Nothing is wrong."))
