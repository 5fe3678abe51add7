"""`reader evaluate`: measures the engine or another system against gold, or against what analysts decided."""

from __future__ import annotations

import click

from reader.cli.complaining import complain
from reader.cli.options import FOLLOW_PATHS


@click.command()
@click.argument("gold")
@click.argument("system", required=False)
@click.option("--json", "form", flag_value="json", help="Print the figures as JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="Print a page.")
@click.option("--annotators", metavar="A,B,…", help="The annotators to measure, where there is no SYSTEM.")
@click.option("--sentences", type=click.IntRange(min=1), default=10, show_default=True, help="Of CoNLL, to an article.")
@click.option(
    "--part", type=float, nargs=2, default=(0.0, 1.0), metavar="FROM TO", help="A stretch, 0.9 1: the last tenth."
)
@click.option("--decisions", is_flag=True, help="GOLD is a folder whose proposals were accepted or rejected.")
@FOLLOW_PATHS
@click.option("--earlier", is_flag=True, help="With --decisions: those in earlier texts of changed files, too.")
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
    """Measure what SYSTEM found against GOLD; without SYSTEM, what the engine finds (docs/evaluate.md).

    Both are JSON Lines as `reader annotate` writes them, or CoNLL: a word and its tag a line. GOLD may be TimeML too.
    """
    from reader.evaluate.report import write_comparison
    from reader.text_table import find_width

    if decisions:
        if system:
            raise click.UsageError("--decisions measures one folder; leave SYSTEM out.")
        from reader.cli.decided_proposals import compare_decisions

        comparison = compare_decisions(gold, earlier=earlier, complain=complain)
    else:
        from reader.evaluate.measuring import evaluate as measure

        comparison = measure(
            gold,
            system,
            complain=complain,
            annotators=annotators,
            sentences=sentences,
            part=part,
            follow_paths=follow_paths,
        )
    click.echo(write_comparison(comparison, form=form or "text", most_cells=find_width()))
