"""`reader tour`: shows the tour of a first start again."""

from __future__ import annotations

import sys

import click

from reader.cli.complaining import complain


@click.command()
def tour() -> None:
    """Show the reader in six steps, on a sample article; nothing of your own is touched."""
    from reader.ui.tour.first_start import open_tour

    problems = open_tour()
    for problem in problems:
        complain(problem)
    if problems:
        sys.exit(2)
