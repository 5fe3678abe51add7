"""`reader render`: prints articles as the interface shows them."""

from __future__ import annotations

import sys
from typing import Any

import click

from reader.cli.options import ENCODING, FOLLOW_PATHS, PATHS
from reader.wording import sayable


@click.command()
@PATHS
@click.option(
    "--width", type=click.IntRange(min=2), default=70, show_default=True, help=sayable("The measure, in cells.")
)
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help=sayable("Highlight in colour.")
)
@click.option("--theme", help=sayable("The theme whose colours to use."))
@click.option(
    "--tashkeel", type=click.Choice(["keep", "strip"]), default="keep", help=sayable("Show or hide vowel marks.")
)
@click.option("--plain", is_flag=True, help=sayable("Do not annotate."))
@click.option(
    "--direction",
    type=click.Choice(["auto", "rtl", "ltr"]),
    default="auto",
    help=sayable("Each paragraph's own direction, or one for all paragraphs."),
)
@ENCODING
@FOLLOW_PATHS
def render(**options: Any) -> None:
    """Print laid-out, highlighted articles to standard output (for pipes and `less -R`)."""
    from reader.ui.rendering import render_articles

    sys.exit(render_articles(**options))
