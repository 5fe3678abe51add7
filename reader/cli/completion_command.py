"""`reader completion`: prints the script with which a shell completes the reader's command lines."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from reader.cli.completing import PROGRAM, SHELLS, VARIABLE


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print a script that lets a shell complete commands.

    Add a line to the file with which your shell starts: `eval "$(reader completion bash)"` to ~/.bashrc, or the same
    with zsh to ~/.zshrc, below compinit. For fish, add `reader completion fish | source` to ~/.config/fish/config.fish.
    """
    found = get_completion_class(shell)
    if found is not None:
        script = found(click.Command(PROGRAM), {}, PROGRAM, VARIABLE).source()
        # Values and what they mean may hold commas, at which click's script for fish would cut them.
        click.echo(script.replace('string split ","', 'string split --max 1 ","'), nl=False)
