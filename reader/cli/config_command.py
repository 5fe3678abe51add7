"""`reader config`: prints the settings that hold."""

from __future__ import annotations

import sys

import click

from reader.cli.complaining import complain


@click.command()
def config() -> None:
    """Print every setting, with where its value came from."""
    from reader.settings.config import explain, load_config
    from reader.text_table import write_table

    result = load_config()
    for problem in result.problems:
        complain(problem)
    # Values are there to be copied, so no line is cut.
    click.echo(write_table([(key, f"{value}  # {origin}") for key, value, origin in explain(result)]), nl=False)
    if result.problems:
        sys.exit(2)
