"""`reader search`: finds words and annotations in all articles of a library."""

from __future__ import annotations

import sys
from typing import Any

import click

from reader.cli.complaining import find_own_labels
from reader.cli.options import STORE
from reader.wording import sayable


@click.command()
@click.argument("query", required=False)
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help=sayable("Lines aligned on the hit; a JSON object an article, with offsets; or a spreadsheet."),
)
@click.option("--stems", is_flag=True, help=sayable("Find words with other proclitics or ال too, as ~ does."))
@click.option(
    "--order",
    type=click.Choice(["newest", "oldest", "relevance"]),
    help=sayable("Which articles come first; by default the newest."),
)
@click.option(
    "--sort",
    type=click.Choice(["left", "right", "date", "source"]),
    help=sayable("Sort the lines by the words before the hit, or after it, by day or by outlet."),
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=sayable("So many articles at most."))
@click.option(
    "--context",
    type=click.IntRange(0, 100),
    default=12,
    show_default=True,
    metavar="N",
    help=sayable("Words around the hit."),
)
@click.option("--count", is_flag=True, help=sayable("Print only the number of articles."))
@click.option(
    "--save",
    metavar="NAME",
    help=sayable("Keep the query, with --stems and --order, under this name in the workspace."),
)
@click.option(
    "--saved", metavar="NAME", help=sayable("Take a query that was saved, here or in the reader, in place of QUERY.")
)
@click.option("--list", "listing", is_flag=True, help=sayable("List your saved queries in place of searching."))
@STORE
def search(**options: Any) -> None:
    """Search a library: files and folders, by default this folder.

    \b
    حسن نصر الله             articles with all three words, however they are spelt
    "حسن نصر الله" OR BBC     a phrase, or else a word; & | - work too
    NEAR(وزير لبنان, 5)       at most five words apart
    وزار*   ~وزير            a word's beginning; a word with proclitics and ال
    title: text: source: date:2016-12..2017-01 tag: state:done has:proposals
    label:person entity:روسيا by:sara
    type:pledge committer:روسيا action:انسحاب deadline:<2017-01-01 outcome:broken
    -- -word                 a query that begins with a minus

    Terms of commitments side by side are about one commitment (docs/library.md). The exit code is 0 if anything is
    found, 1 if nothing is, and 2 for a query or a path that cannot be read.
    """
    from reader.cli.found_articles import search_paths

    sys.exit(search_paths(**options, labels=find_own_labels()))
