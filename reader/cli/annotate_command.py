"""`reader annotate`: annotates articles, and prints or writes the annotations."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reader.cli.accounting import accounting
from reader.cli.options import ENCODING, FOLLOW_PATHS, PATHS, STORE
from reader.wording import sayable


@click.command()
@PATHS
@click.option(
    "--annotators", metavar="A,B,…", help=sayable("The annotators to run, in this order, instead of the default ones.")
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table"]),
    default="jsonl",
    help=sayable("JSON Lines, or a readable table."),
)
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help=sayable("The number of processes.")
)
@click.option(
    "--output", "-o", type=click.Path(), metavar="FILE", help=sayable("The file to write; .parquet writes Parquet.")
)
@click.option("--resume", is_flag=True, help=sayable("Go on with an output that was interrupted."))
@click.option("--with-text", is_flag=True, help=sayable("Put each article's text into its row."))
@click.option("--as-shipped", is_flag=True, help=sayable("Leave out what was learnt from decisions on these articles."))
@STORE
@click.option("--on", "cluster", metavar="dask://HOST:PORT", help=sayable("Run on a Dask cluster."))
@ENCODING
@FOLLOW_PATHS
def annotate(
    *,
    paths: tuple[str, ...],
    annotators: str | None,
    form: str,
    jobs: int,
    output: str | None,
    resume: bool,
    with_text: bool,
    as_shipped: bool,
    store: str | None,
    cluster: str | None,
    encoding: str | None,
    follow_paths: bool,
) -> None:
    """Annotate articles and print a JSON object for each, on a line of its own (docs/annotate.md)."""
    from reader.annotate import read_names
    from reader.annotate.learnt import NOTHING
    from reader.batch.annotating import OutputForm, RunTask
    from reader.batch.run import Options, annotate_paths
    from reader.cli.complaining import complain
    from reader.cli.learnt_here import find_learnt_here
    from reader.layout.medium import PIPE
    from reader.ui.terminal.printing import find_medium

    path = Path(output) if output and output != "-" else None
    names = read_names(annotators)
    work = RunTask(
        names,
        OutputForm(form),
        str(path.parent) if path else None,
        with_text,
        find_medium() if path is None and form == "table" else PIPE,
        NOTHING if as_shipped else find_learnt_here(paths, store, complain),
    )
    with accounting(names):
        code = annotate_paths(paths, Options(work, jobs, path, resume, cluster or "", encoding, follow_paths))
    sys.exit(code)
