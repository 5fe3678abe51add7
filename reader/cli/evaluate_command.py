"""`reader evaluate`: measures the engine or another system against gold, or against analysts' decisions."""

from __future__ import annotations

import click

from reader.cli.accounting import accounting
from reader.cli.complaining import complain
from reader.cli.options import FOLLOW_PATHS
from reader.outlets import print_drawn
from reader.wording import say, sayable


@click.command()
@click.argument("gold")
@click.argument("system", required=False)
@click.option("--json", "form", flag_value="json", help=sayable("Print the figures as JSON."))
@click.option("--markdown", "form", flag_value="markdown", help=sayable("Print a page."))
@click.option("--annotators", metavar="A,B,…", help=sayable("The annotators to measure, if there is no SYSTEM."))
@click.option(
    "--sentences",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help=sayable("Sentences of CoNLL per article."),
)
@click.option(
    "--part",
    type=float,
    nargs=2,
    default=(0.0, 1.0),
    metavar="FROM TO",
    help=sayable("Only a part of GOLD; 0.9 1 is the last tenth."),
)
@click.option("--decisions", is_flag=True, help=sayable("GOLD is a folder whose proposals were accepted or rejected."))
@FOLLOW_PATHS
@click.option("--earlier", is_flag=True, help=sayable("With --decisions: include earlier texts of changed files."))
def evaluate(
    *,
    gold: str,
    system: str | None,
    form: str | None,
    annotators: str | None,
    sentences: int,
    part: tuple[float, float],
    decisions: bool,
    follow_paths: bool,
    earlier: bool,
) -> None:
    """Measure the output of SYSTEM against GOLD, or without SYSTEM that of the engine (docs/evaluate.md).

    Both are JSON Lines as `reader annotate` writes them, or CoNLL with a word and its tag on each line. GOLD may also
    be TimeML.
    """
    from reader.evaluate.report import write_comparison
    from reader.ui.terminal.printing import find_medium

    if decisions:
        if system:
            raise click.UsageError(say("--decisions measures one folder; leave SYSTEM out."))
        from reader.cli.decided_proposals import compare_decisions

        comparison = compare_decisions(gold, earlier=earlier, complain=complain)
    else:
        from reader.annotate import read_names
        from reader.evaluate.measuring import evaluate as measure

        with accounting(read_names(annotators)):
            comparison = measure(
                gold,
                system,
                complain=complain,
                annotators=annotators,
                sentences=sentences,
                part=part,
                follow_paths=follow_paths,
            )
    if form:
        click.echo(write_comparison(comparison, form=form))
    else:
        print_drawn(write_comparison(comparison, form="text", medium=find_medium()) + "\n")
