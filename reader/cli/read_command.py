"""`reader read`, and `reader PATH…`: opens articles in the interface."""

from __future__ import annotations

import gc
import sys
from typing import Any

import click

from reader.cli.complaining import complain
from reader.cli.options import ENCODING, FOLLOW_PATHS
from reader.wording import sayable


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH…")
@ENCODING
@FOLLOW_PATHS
@click.option(
    "--as",
    "who",
    default="",
    metavar="NAME",
    help=sayable("The analyst's name; by default the one in the settings, or the login name."),
)
@click.option("--store", default="", metavar="URL", help=sayable("Keep the work in this store instead: postgresql://…"))
def read(**options: Any) -> None:
    """Open articles in the reader (the default command)."""
    # While modules are loaded, nothing is garbage, and to look for it takes a tenth of a second; the application looks
    # for it again once its first screen is shown.
    gc.disable()
    try:
        from reader.ui.opening import open_reader

        problems = open_reader(**options)
    finally:
        gc.enable()
    for problem in problems:
        complain(problem)
    if problems:
        sys.exit(2)
