"""`reader import`: takes annotations that another program made into a layer of its own."""

from __future__ import annotations

from typing import Any

import click

from reader.cli.complaining import complain, find_own_labels
from reader.cli.options import STORE
from reader.exchange.foreign_format import FORMATS
from reader.wording import sayable


@click.command("import")
@click.argument("file", required=False)
@click.argument("path", required=False)
@STORE
@click.option("--as", "name", metavar="NAME", help=sayable("The layer's name; by default the format's and the file's."))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    metavar="NAME",
    help=sayable("The format, one of those of `reader export`, where the content does not tell it."),
)
@click.option("--undo", metavar="NAME", help=sayable("Take the import of this name back, as one action."))
def import_(**options: Any) -> None:
    """Take annotations of other programs into a layer of its own.

    FILE is a file or folder in one of the formats of `reader export`, and PATH the articles that it is about (by
    default the current folder). Nothing that is there is changed.
    """
    from reader.cli.import_report import report_import

    for line in report_import(**options, labels=find_own_labels(), complain=complain):
        click.echo(line)
