"""How a command reports a problem that does not end it: a sentence on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reader.labels import LabelSet


def complain(sentence: str) -> None:
    """Print a sentence on standard error, with the program's name before it."""
    click.echo(f"reader: {sentence}", err=True)


def find_own_labels() -> LabelSet:
    """The user's labels; where their file is broken, the usual ones, with a sentence about the file."""
    from reader.labels import find_labels
    from reader.paths import config_folder

    labels, problem = find_labels(config_folder())
    if problem:
        complain(problem)
    return labels
