"""`reader adjudicate`: opens what analysts differ on in the interface."""

from __future__ import annotations

from typing import Any

import click

from reader.cli.complaining import complain
from reader.cli.options import ARTICLE, EARLIER, LAYERS, PATH, STORE


@click.command()
@PATH
@STORE
@LAYERS
@click.option("--as", "name", metavar="NAME", help="What the result's layer is called: adjudicated, if nothing else.")
@ARTICLE
@EARLIER
def adjudicate(**options: Any) -> None:
    """Settle where analysts differ, one difference after another."""
    from reader.ui.adjudicating.adjudicating_app import open_adjudication

    open_adjudication(**options, complain=complain)
