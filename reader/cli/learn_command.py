"""`reader learn`: learns from the decisions in a workspace, and takes back what was learnt."""

from __future__ import annotations

import click

from reader.cli.complaining import complain, find_own_labels
from reader.cli.options import EARLIER, PATH, STORE
from reader.outlets import print_drawn
from reader.wording import say, sayable


@click.command()
@PATH
@STORE
@click.option("--layers", metavar="A,B,…", help=sayable("The analysts to learn from; all of them by default."))
@click.option("--undo", is_flag=True, help=sayable("Take back what was learnt last."))
@click.option("--anyway", is_flag=True, help=sayable("Learn even from few decisions, or where it does not help."))
@EARLIER
def learn(*, path: str, store: str | None, layers: str | None, undo: bool, anyway: bool, earlier: bool) -> None:
    """Fit the engine to the proposals that were accepted and rejected in a workspace (docs/learning.md)."""
    from reader.cli.learning_table import learn_from, take_back

    if undo and (anyway or layers):
        raise click.UsageError(say("--undo takes back what was learnt last; leave the other options out."))
    if undo:
        click.echo(take_back(path, store, complain=complain))
        return
    labels = find_own_labels()
    print_drawn(
        learn_from(path, store, layers=layers, anyway=anyway, earlier=earlier, labels=labels, complain=complain)
    )
