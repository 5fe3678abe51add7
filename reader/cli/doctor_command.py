"""`reader doctor`: reports on the terminal and the installation."""

from __future__ import annotations

import click


@click.command()
def doctor() -> None:
    """Say what this terminal was found to be, and show sample lines to judge by eye."""
    from reader.ui.terminal.doctor import examine

    examine()
