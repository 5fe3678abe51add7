"""`reader explain`: says why words are proposed, and why others are not."""

from __future__ import annotations

import click

from reader.cli.complaining import complain, find_own_labels
from reader.cli.options import ARTICLE, ENCODING, STORE
from reader.wording import say, sayable


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--at", type=int, metavar="OFFSET", help=sayable("Only the word at this offset, in code points from 0."))
@click.option("--find", metavar="WORDS", help=sayable("Only the places where these words stand, in whatever spelling."))
@click.option("--json", "as_json", is_flag=True, help=sayable("Print the reasons as JSON."))
@ARTICLE
@STORE
@ENCODING
def explain(
    *,
    file: str,
    at: int | None,
    find: str | None,
    as_json: bool,
    article: str,
    store: str | None,
    encoding: str | None,
) -> None:
    """Say why words of FILE are proposed as commitments or entities, and why others are not (docs/learning.md).

    Without --at and --find, every word that might be the cue of a commitment is listed in a table.
    """
    from reader.cli.explained_article import Wanted, explain_file
    from reader.outlets import print_drawn, write_data

    if at is not None and find is not None:
        raise click.UsageError(say("--at and --find choose places in two ways; give one of them."))
    wanted = Wanted(file, article=article, at=at, find=find, store=store, encoding=encoding)
    text = explain_file(wanted, labels=find_own_labels(), as_json=as_json, complain=complain)
    if as_json:
        write_data(text)
    else:
        print_drawn(text)
