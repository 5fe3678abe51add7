"""`reader config`: prints the settings in force."""

from __future__ import annotations

import sys
from dataclasses import replace

import click

from reader.cli.complaining import complain
from reader.outlets import print_drawn


@click.command()
def config() -> None:
    """Print every setting and the origin of its value."""
    from reader.layout.text_table import write_table
    from reader.settings.config import explain, load_config
    from reader.ui.terminal.printing import find_medium

    result = load_config()
    for problem in result.problems:
        complain(problem)
    # Users copy the values, so no line is cut.
    rows = [(key, f"{value}  # {origin}") for key, value, origin in explain(result)]
    print_drawn(write_table(rows, medium=replace(find_medium(), width=None)))
    if result.problems:
        sys.exit(2)
