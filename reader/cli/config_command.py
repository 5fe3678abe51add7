"""`reader config`: prints the settings in force."""

from __future__ import annotations

import sys

import click

from reader.cli.complaining import complain


@click.command()
def config() -> None:
    """Print every setting and the origin of its value."""
    from reader.settings.config import explain, load_config
    from reader.text_table import write_table

    result = load_config()
    for problem in result.problems:
        complain(problem)
    # Users copy the values, so no line is cut.
    click.echo(write_table([(key, f"{value}  # {origin}") for key, value, origin in explain(result)]), nl=False)
    if result.problems:
        sys.exit(2)
