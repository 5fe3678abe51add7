"""`reader agree`: prints how far analysts agree."""

from __future__ import annotations

from typing import Any

import click

from reader.cli.complaining import complain, find_own_labels
from reader.cli.options import ARTICLE, EARLIER, LAYERS, PATH, STORE
from reader.outlets import print_drawn


@click.command()
@PATH
@STORE
@LAYERS
@ARTICLE
@EARLIER
def agree(**options: Any) -> None:
    """Measure how far analysts agree: kappa, alpha, and F1 for each label and role."""
    from reader.cli.agreement_table import describe_agreement

    print_drawn(describe_agreement(**options, labels=find_own_labels(), complain=complain))
