"""The manual page reader(1) says what the commands say, in roff that its readers take without a complaint."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import click
import pytest
from command_lines import find_command

from reader.cli.command_line import COMMANDS
from reader.cli.man_page import escape, man_page

PAGE = Path(__file__).parents[2] / "docs" / "reader.1"


def _read(*command: str) -> str:
    done = subprocess.run([*command, str(PAGE)], capture_output=True, text=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_page_is_what_the_commands_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == man_page(), "make it anew: python -m reader.cli.man_page docs/reader.1"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_on_it_with_every_option(name: str) -> None:
    section = man_page().partition(f"\n.SS reader {name} ")[2].partition("\n.S")[0]
    options = [option for each in find_command(name).params if isinstance(each, click.Option) for option in each.opts]
    assert [option for option in options if escape(option) not in section] == []
    assert section.strip()


def test_nothing_in_a_text_is_read_as_roff() -> None:
    assert escape(".so /etc/passwd") == "\\&.so /etc/passwd"
    assert escape("a\\fB\n'br") == "a\\efB\n\\(aqbr"
    assert escape("--at ~ موسكو…") == "\\-\\-at \\(ti \\[u0645]\\[u0648]\\[u0633]\\[u0643]\\[u0648]\\[u2026]"


@pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc is not installed")
def test_mandoc_finds_no_error() -> None:
    assert _read("mandoc", "-Tlint", "-W", "error") == ""


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_groff_prints_it_without_a_warning() -> None:
    printed = _read("groff", "-man", "-Tutf8", "-ww", "-P-cbou")
    assert "reader ledger [OPTIONS] [PATH]…" in printed
    assert "A store other than the path's own: postgresql://USER@HOST/NAME." in printed
    assert "timeline    commitments by the week or month of their first report" in printed
