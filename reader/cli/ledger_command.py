"""`reader ledger`: lists the commitments of a library, when they are due, and what became of them."""

from __future__ import annotations

from typing import Any

import click

from reader.cli.complaining import find_own_labels
from reader.cli.options import STORE
from reader.wording import sayable


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv", "xlsx"]),
    help=sayable("A table, JSON objects, or a spreadsheet; by default as the ending of FILE says, or a table."),
)
@click.option("--output", "-o", metavar="FILE", help=sayable("The file to write; a workbook of Excel needs one."))
@click.option("--where", metavar="QUERY", help=sayable("Only what a query means, in the language of `reader search`."))
@click.option(
    "--due", metavar="DATE", help=sayable("Only what is open and due by a day: 2017-01-31, today, or +30d from today.")
)
@click.option("--overdue", is_flag=True, help=sayable("Only what is open and was due before today."))
@click.option("--accepted", is_flag=True, help=sayable("Only what an analyst has accepted."))
@click.option("--entries", is_flag=True, help=sayable("A line for each commitment, not for each report of it."))
@click.option(
    "--order",
    type=click.Choice(["due", "newest", "oldest", "committer", "type", "outcome"]),
    default="due",
    show_default=True,
    help=sayable("What comes first; `due` begins with what comes next."),
)
@click.option(
    "--language",
    type=click.Choice(["english", "arabic", "both"]),
    help=sayable("The language of the columns, in place of display.label_language."),
)
@STORE
def ledger(paths: tuple[str, ...], **options: Any) -> None:
    """List the ledger of a library: files and folders, by default this folder.

    It has the commitments that you have accepted, those that others have, and the engine's proposals that you have not
    decided on (docs/ledger.md).
    """
    from reader.cli.ledger_listing import list_ledger

    list_ledger(paths or (".",), **options, labels=find_own_labels())
