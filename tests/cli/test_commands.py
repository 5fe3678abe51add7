"""The commands as click's registry has them: a file each, which is imported when the command is run and not before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from command_lines import find_command

import reader.cli
from reader.cli.command_line import COMMANDS, app


def test_every_command_has_a_file_and_every_file_a_command() -> None:
    files = Path(reader.cli.__file__).parent.glob("*_command.py")
    assert sorted(path.stem.removesuffix("_command") for path in files) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself(name: str) -> None:
    command = find_command(name)
    assert command.name == name
    assert command.help
    assert [option.opts[0] for option in command.params if isinstance(option, click.Option) and not option.help] == []


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_the_list_of_commands_is_whole(flag: str) -> None:
    listed = CliRunner().invoke(app, [flag]).output.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [tuple(line.strip().split(None, 1)) for line in listed] == list(COMMANDS.items())


def test_listing_the_commands_imports_none_of_them() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from reader.cli.command_line import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "print([m for m in sys.modules if m.endswith('_command') or m in ('sqlalchemy', 'wcwidth', 'reader.load')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
