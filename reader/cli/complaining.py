"""Reports, in a sentence on standard error, a problem that does not end a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reader.labels import LabelSet


def complain(sentence: str) -> None:
    """Print a sentence on standard error, with the program's name before it."""
    click.echo(f"reader: {sentence}", err=True)


def find_own_labels() -> LabelSet:
    """The user's labels; each problem with their file is reported."""
    from reader.labels import find_labels
    from reader.paths import config_folder

    found = find_labels(config_folder())
    for problem in found.problems:
        complain(problem)
    return found.labels
