"""`reader report`: writes a page, or a text for pasting, about a library."""

from __future__ import annotations

from typing import Any

import click

from reader.cli.complaining import find_own_labels
from reader.cli.options import STORE
from reader.wording import sayable


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    required=True,
    help=sayable("The file to write: .html, .md or .docx; or FOLDER/ for a page for each article."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "md", "docx"]),
    help=sayable("The format, in place of the one that the ending of FILE says."),
)
@click.option("--query", metavar="QUERY", help=sayable("Only what a query means, in the language of `reader search`."))
@click.option("--layer", metavar="NAME", help=sayable("Only what this analyst has accepted."))
@click.option("--engine", is_flag=True, help=sayable("Only what the engine proposes, whatever analysts have decided."))
@STORE
def report(paths: tuple[str, ...], **options: Any) -> None:
    """Write a report on a library that anyone can open: files and folders, by default this folder.

    The page holds everything and loads nothing: the ledger, pictures, entities, and the articles with what is marked in
    them (docs/report.md). It shows what the ledger shows, unless --layer or --engine is given.
    """
    from reader.cli.report_made import make_report

    make_report(paths or (".",), **options, labels=find_own_labels())
