"""Answers the shell that completes a command line: commands, options, their choices, files, and names of layers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

import click
from click.shell_completion import CompletionItem, get_completion_class

PROGRAM = "reader"
VARIABLE = "_READER_COMPLETE"
"""The environment variable with which the shell asks."""
SHELLS = ("bash", "zsh", "fish")
_FILES = re.compile(r"PATH|FILE|FOLDER|BACKUP")
"""What stands in the metavar of a parameter that names files."""
_FILE_ARGUMENTS = ("gold", "system")
_LAYER_OPTIONS = ("layer", "layers", "who")
_PLAIN = re.compile(r"[\w.@+-]+")
"""A name that means nothing else to a shell; others are typed by hand."""


class _LayerName(click.ParamType[str]):
    """The name of a layer in the workspace of the path that stands before it, or else of this folder."""

    name = "layer"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from reader.store.layer_names import read_layer_names
        from reader.store.location import place_of

        # click has not sorted out the arguments yet, since the option before this value still wants one.
        paths = ctx.args[:1] or ["."]
        *before, last = incomplete.split(",") if param.name == "layers" else [incomplete]
        start = "".join(f"{each}," for each in before)
        names = (name for name in read_layer_names(place_of(paths)) if _PLAIN.fullmatch(name) and name not in before)
        return [CompletionItem(start + name) for name in names if name.startswith(last)]


def answer_shell(app: click.Command, environ: Mapping[str, str]) -> bool:
    """Print what may stand next on the command line of a shell that asks for it; False where none asks."""
    shell, _, asks = environ.get(VARIABLE, "").partition("_")
    completion = get_completion_class(shell) if asks == "complete" else None
    if completion is None:
        return False
    with suppress(OSError):  # The shell no longer waits.
        click.echo(completion(app, {}, PROGRAM, VARIABLE).complete().encode())
    return True


def offer_values(command: click.Command) -> None:
    """Let the parameters of a command offer files and layers; it is only asked for completions, and never run."""
    for each in command.params:
        if each.name in _LAYER_OPTIONS:
            each.type = _LayerName()
        elif isinstance(each.type, click.types.StringParamType) and _names_file(each):
            each.type = click.Path()


def offer_commands(commands: Mapping[str, str], incomplete: str) -> list[CompletionItem]:
    """The commands that begin so, and files, since a path may stand in the place of a command."""
    # First the files: bash shows them only where no command begins so.
    files = CompletionItem(incomplete, type="file")
    return [files, *(CompletionItem(name, help=line) for name, line in commands.items() if name.startswith(incomplete))]


def _names_file(parameter: click.Parameter) -> bool:
    return parameter.name in _FILE_ARGUMENTS or bool(_FILES.search(parameter.metavar or ""))
