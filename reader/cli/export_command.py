"""`reader export`: writes the analysts' annotations for other programs."""

from __future__ import annotations

from typing import Any

import click

from reader.cli.complaining import complain, find_own_labels
from reader.cli.options import ARTICLE, EARLIER, PATH, STORE
from reader.exchange.foreign_format import FORMATS
from reader.outlets import write_data
from reader.wording import sayable


@click.command()
@PATH
@STORE
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="jsonl",
    show_default=True,
    help=sayable("The format; docs/exchange.md says what each holds."),
)
@click.option(
    "--layer",
    metavar="NAME",
    help=sayable("The analyst whose annotations to write; needed if several have read the articles."),
)
@click.option("--all-layers", is_flag=True, help=sayable("The annotations of all analysts (native, csv, xlsx)."))
@click.option("--without-text", is_flag=True, help=sayable("Leave the text of the articles out (native, jsonl)."))
@ARTICLE
@EARLIER
@click.option(
    "--output", "-o", metavar="FILE", help=sayable("The file to write; for a format of many files, a folder.")
)
@click.option("--schema", is_flag=True, help=sayable("Print the JSON Schema of the native format, and nothing else."))
def export(*, schema: bool, **options: Any) -> None:
    """Write annotations for other programs."""
    from reader.cli.exporting import export_layers
    from reader.exchange.native import SCHEMA

    if schema:
        write_data(SCHEMA.read_text(encoding="utf-8"))
        return
    for piece in export_layers(**options, labels=find_own_labels(), complain=complain):
        write_data(piece)
