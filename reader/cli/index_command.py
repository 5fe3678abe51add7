"""`reader index`: builds the index of a library, with which it is searched and listed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reader.cli.options import PATHS, STORE
from reader.wording import sayable


@click.command()
@PATHS
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help=sayable("The number of processes.")
)
@click.option(
    "--from",
    "annotated",
    metavar="FILE",
    help=sayable("Take what `reader annotate` wrote (JSON Lines, Parquet), not the engine."),
)
@click.option("--no-engine", is_flag=True, help=sayable("Only the texts and the analysts' work: no proposals."))
@STORE
def index(
    *,
    paths: tuple[str, ...],
    jobs: int,
    annotated: str | None,
    no_engine: bool,
    store: str | None,
) -> None:
    """Build the index of a library, or bring it up to date: what `reader search` and the library screen begin with.

    It can be ended at any time, and goes on from there when it is run again (docs/library.md).
    """
    from reader.cli.indexing import index_paths

    sys.exit(
        index_paths(
            paths,
            store=store,
            jobs=jobs,
            annotated=Path(annotated) if annotated else None,
            with_engine=not no_engine,
        )
    )
