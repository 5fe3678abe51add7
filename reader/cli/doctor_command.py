"""`reader doctor`: reports on the terminal and the installation."""

from __future__ import annotations

import click


@click.command()
def doctor() -> None:
    """Show what was detected about this terminal, and sample lines to judge by eye."""
    from reader.ui.terminal.doctor import examine

    examine()
