"""`reader picture`: counts the commitments and mentions of a library over time, between parties, and ahead."""

from __future__ import annotations

from datetime import datetime

import click

from reader.cli.complaining import complain, find_own_labels
from reader.cli.options import STORE
from reader.wording import sayable


@click.command()
@click.argument("kind", type=click.Choice(["timeline", "who", "deadlines", "mentions"]))
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option(
    "--by", type=click.Choice(["week", "month"]), default="month", show_default=True, help=sayable("How time is cut.")
)
@click.option(
    "--of",
    "aspect",
    type=click.Choice(["type", "outcome"]),
    default="type",
    show_default=True,
    help=sayable("What of the commitments in the timeline is counted apart."),
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help=sayable("An entity whose mentions are counted; may be given several times. By default those mentioned most."),
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help=sayable("The day from which deadlines are looked at: 2017-01-31. By default today."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv"]),
    default="table",
    show_default=True,
    help=sayable("What is printed."),
)
@STORE
def picture(
    *,
    kind: str,
    paths: tuple[str, ...],
    by: str,
    aspect: str,
    names: tuple[str, ...],
    on: datetime | None,
    form: str,
    store: str | None,
) -> None:
    """Count what a library holds, as the pictures of the reader do.

    \b
    timeline    commitments by the week or month of their first report
    who         who commits to whom: the most frequent parties
    deadlines   what is open, by the week or month in which it is due
    mentions    how often entities are named in each week or month
    """
    from reader.cli.pictures_printed import print_picture

    print_picture(
        paths,
        kind=kind,
        by=by,
        of=aspect,
        names=names,
        today=on.date() if on else None,
        form=form,
        store=store,
        labels=find_own_labels(),
        complain=complain,
    )
