"""Lays out the help of every command in the language of the interface, with examples at its end.

Docstrings and the `help` of options stay English in the code; they are looked up here, when they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable

import click

from reader.cli.examples import EXAMPLES
from reader.wording import say

_EXTRAS = "  ["
"""What stands between the words about an option and its default in click's text."""
_WIDEST_COMMAND = 44
"""The cells of a command line that has its explanation beside it; a longer one has it below."""


class HelpPage(click.HelpFormatter):
    """Writes what click hands on in the language of the interface."""

    def write_text(self, text: str) -> None:
        """Write paragraphs, which are looked up as they stand in the docstring."""
        super().write_text(say(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands beside what they do."""
        super().write_dl([(name, _say_extended(text)) for name, text in rows], col_max, col_spacing)


class HelpedContext(click.Context):
    """The context of a command, which decides how its help looks."""

    formatter_class = HelpPage

    def get_help(self) -> str:
        """The help of the command, with its examples."""
        examples = EXAMPLES.get(self.command.name or "", ())
        if not examples:
            return super().get_help()
        page = self.make_formatter()
        with page.section(say("Examples")):
            page.write_dl([(each.typed, each.purpose) for each in examples], col_max=_WIDEST_COMMAND)
        return f"{super().get_help()}\n\n{page.getvalue().strip(chr(10))}"


def _say_extended(text: str) -> str:
    words, separator, extras = text.partition(_EXTRAS)
    return f"{say(words)}{separator}{extras}"
