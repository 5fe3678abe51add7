"""`reader history`: prints every action in a workspace."""

from __future__ import annotations

from typing import Any

import click

from reader.cli.complaining import complain, find_own_labels
from reader.cli.options import ARTICLE, PATH, STORE
from reader.outlets import print_drawn
from reader.wording import sayable


@click.command()
@PATH
@STORE
@click.option("--layer", metavar="NAME", help=sayable("Only the actions in this layer."))
@ARTICLE
def history(**options: Any) -> None:
    """Show the history: who did what, and when."""
    from reader.cli.history_table import describe_history

    print_drawn(describe_history(**options, labels=find_own_labels(), complain=complain))
