"""`reader adjudicate`: opens the differences between analysts in the interface."""

from __future__ import annotations

from typing import Any

import click

from reader.cli.complaining import complain
from reader.cli.options import ARTICLE, EARLIER, LAYERS, PATH, STORE
from reader.wording import sayable


@click.command()
@PATH
@STORE
@LAYERS
@click.option("--as", "name", metavar="NAME", help=sayable("The name of the result's layer; adjudicated by default."))
@ARTICLE
@EARLIER
def adjudicate(**options: Any) -> None:
    """Settle the differences between analysts, one after another."""
    from reader.ui.adjudicating.adjudicating_app import open_adjudication

    open_adjudication(**options, complain=complain)
