"""`reader export`: writes the analysts' annotations for other programs."""

from __future__ import annotations

from typing import Any

import click

from reader.cli.complaining import complain, find_own_labels
from reader.cli.options import ARTICLE, EARLIER, PATH, STORE
from reader.outlets import write_data


@click.command()
@PATH
@STORE
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "brat", "conll"]),
    default="jsonl",
    help="JSON Lines, brat's files, or CoNLL's columns (entities only).",
)
@click.option(
    "--layer", metavar="NAME", help="The analyst whose annotations to write; needed if several have read the articles."
)
@ARTICLE
@EARLIER
@click.option("--output", "-o", metavar="FILE", help="The file to write; for brat, a folder.")
def export(**options: Any) -> None:
    """Write annotations for other programs."""
    from reader.cli.exporting import export_layer

    for piece in export_layer(**options, labels=find_own_labels(), complain=complain):
        write_data(piece)
