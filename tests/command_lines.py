"""The commands as click's registry has them, so that a command or an option that is added is tested without a word."""

from __future__ import annotations

from collections.abc import Iterator

import click

from reader.cli.command_line import COMMANDS, app

SCREENS = frozenset({"read", "adjudicate", "serve"})
"""The commands that go on until they are ended."""


def printing_commands() -> list[str]:
    """The names of the commands that print and end."""
    return sorted(set(COMMANDS) - SCREENS)


def find_command(name: str) -> click.Command:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    return command


def commands_on_workspaces() -> list[str]:
    """The names of those that print what a workspace holds: they can be given another store than the path's own."""
    return [name for name in printing_commands() if any(each.name == "store" for each in find_command(name).params)]


def plain_line(name: str, path: str) -> list[str]:
    """A command with a path for each argument that it needs or takes."""
    arguments = [each for each in find_command(name).params if isinstance(each, click.Argument)]
    return [name, *(path for each in arguments if each.required or each.name == "query" or each is arguments[-1])]


def lines_with_options(name: str, path: str, word: str) -> Iterator[list[str]]:
    """A command with each of its options in turn, whatever they can be, or the word where they can be anything."""
    line = plain_line(name, path)
    for option in find_command(name).params:
        if not isinstance(option, click.Option):
            continue
        if option.is_flag:
            yield [*line, option.opts[0]]
        elif isinstance(option.type, click.Choice):
            yield from ([*line, option.opts[0], choice] for choice in option.type.choices)
        elif option.nargs == 1:
            yield [*line, option.opts[0], word]
