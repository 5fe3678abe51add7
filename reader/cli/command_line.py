"""Finds the commands, and imports each only when it is run, so that none waits for the imports of another."""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword

import click

from reader.cli.complaining import complain
from reader.cli.help_page import HelpedContext
from reader.errors import INTERRUPTED
from reader.settings.colours import claim_colours
from reader.settings.interface_language import OPTION, refuse_language
from reader.wording import say, sayable
from reader.wording.spoken_language import LANGUAGES

COMMANDS: Mapping[str, str] = {
    "adjudicate": sayable("Settle the differences between analysts."),
    "agree": sayable("Measure how far analysts agree."),
    "annotate": sayable("Annotate articles and print a JSON object for each."),
    "backup": sayable("Copy a workspace into a file."),
    "check": sayable("Look for damage in a workspace."),
    "config": sayable("Print every setting and the origin of its value."),
    "doctor": sayable("Show what was detected about this terminal."),
    "evaluate": sayable("Measure the engine, or another system, against gold."),
    "explain": sayable("Say why words are proposed, or are not."),
    "export": sayable("Write annotations for other programs."),
    "history": sayable("Show the history: who did what, and when."),
    "import": sayable("Take annotations of other programs into a layer of its own."),
    "index": sayable("Build the index with which a library is searched and listed."),
    "learn": sayable("Fit the engine to the proposals that were accepted and rejected."),
    "ledger": sayable("List commitments, when they are due, and what became of them."),
    "picture": sayable("Count commitments and mentions over time, and who commits to whom."),
    "pull": sayable("Add the new articles of feeds to a library."),
    "read": sayable("Open articles in the reader (the default command)."),
    "render": sayable("Print laid-out, highlighted articles."),
    "report": sayable("Write a report on a library, as a page or for pasting."),
    "restore": sayable("Replace a workspace with a backup."),
    "search": sayable("Find words and annotations in all articles."),
    "serve": sayable("Show the reader in a web browser."),
    "where": sayable("Show where the work on articles is kept."),
}
"""The line for each command in `reader --help`; the command NAME is a function in reader/cli/NAME_command.py."""


class _LazyCommands(click.Group):
    """Takes `reader PATH…` as `reader read PATH…`; a file with the name of a command is opened as ./NAME."""

    context_class = HelpedContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        refuse_language(args)
        if not args or (args[0] not in COMMANDS and args[0] not in ("--help", "-h", "--version")):
            args = ["read", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            # click compares the dashes too, and takes --theme for --help.
            like = [each for each in error.possibilities or () if _is_like(each, error.option_name)]
            raise click.NoSuchOption(error.option_name, possibilities=like, ctx=error.ctx) from error
        except KeyboardInterrupt:
            complain(say("interrupted before it was done; nothing is lost, and the same command begins again."))
            raise click.exceptions.Exit(INTERRUPTED) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # A word that Python keeps for itself has an underscore after it.
        function = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"reader.cli.{cmd_name}_command"), function)
        command.context_class = HelpedContext
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("Commands")):
            formatter.write_dl(list(COMMANDS.items()))


def _is_like(option: str, typed: str) -> bool:
    return bool(get_close_matches(typed.lstrip("-"), [option.lstrip("-")]))


@click.group(cls=_LazyCommands, context_settings={"help_option_names": ["--help", "-h"]})
@click.option(
    OPTION,
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=sayable("The language of the interface; by default that of the settings, or of the locale."),
)
@click.version_option(package_name="arabic-reader", prog_name="reader", message="%(prog)s %(version)s")
def app() -> None:
    """Read Arabic news in the terminal, with entities and commitments proposed and listed.

    `reader PATH…` opens files, folders (with everything in them), http(s) pages, or - for standard input; `reader`
    alone opens the current folder.
    """
    claim_colours(os.environ)
