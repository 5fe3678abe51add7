"""Makes the manual page reader(1) from the commands: python -m reader.cli.man_page docs/reader.1"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from reader.cli.command_line import COMMANDS, app
from reader.settings.config import LOCATION_VARIABLE, list_rules

_AS_IT_STANDS = "\b\n"
"""What click puts before a paragraph whose lines are kept."""
_NAMED = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "^": "\\(ha", "~": "\\(ti"}
"""Characters that roff would read or set otherwise; the backslash comes first."""
_FILES = (
    ("~/.config/arabic-reader/config.toml", "The settings; `reader config` prints each with its value and its origin."),
    ("~/.config/arabic-reader/labels.toml", "Labels of your own."),
    ("FOLDER/.reader/reader.db", "The workspace of a folder: what analysts have tagged in its articles."),
    ("~/.local/share/arabic-reader", "The workspace of single files, and of folders that cannot be written to."),
)
_CODES = (
    ("0", "Done."),
    (
        "2",
        "Something could not be read, written or understood; one sentence on standard error says what, and what to do.",
    ),
    ("130", "Interrupted."),
)


def man_page() -> str:
    """The page, in roff with the man macros."""
    context = click.Context(app, info_name="reader")
    lines = [
        '.\\" Made by python -m reader.cli.man_page; change the commands, not this page.',
        '.TH READER 1 "" "Arabic reader" "User Commands"',
        ".SH NAME",
        "reader \\- read, tag and search Arabic news in the terminal",
        ".SH SYNOPSIS",
        ".B reader",
        "[\\fIPATH\\fR ...]",
        ".br",
        ".B reader",
        "\\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]",
        ".SH DESCRIPTION",
        *_paragraphs(inspect.cleandoc(app.help or "")),
        *_options(context),
        ".TP",
        "\\fB\\-\\-help\\fR, \\fB\\-h\\fR",
        "Show what the reader, or a command, can do.",
        ".SH COMMANDS",
    ]
    for name in COMMANDS:
        lines += _describe(name, context)
    variables = [(LOCATION_VARIABLE, "The file with the settings, in the place of config.toml.")]
    variables += [
        (rule.variable, f"Overrides the setting {rule.key}.") for rule in list_rules().values() if rule.variable
    ]
    lines += [".SH ENVIRONMENT", *_terms(variables), ".SH FILES", *_terms(_FILES), ".SH EXIT STATUS", *_terms(_CODES)]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text as roff prints it: nothing in it is a request, an escape or a character of another kind."""
    for character, name in _NAMED.items():
        text = text.replace(character, name)
    plain = re.sub(r"[^\x00-\x7f]", lambda found: f"\\[u{ord(found[0]):04X}]", text)
    return "\n".join(f"\\&{line}" if line.startswith(".") else line for line in plain.split("\n"))


def _describe(name: str, parent: click.Context) -> Iterator[str]:
    command = app.get_command(parent, name)
    if command is None:
        return
    context = click.Context(command, info_name=name, parent=parent)
    yield f".SS reader {escape(name)} {escape(' '.join(command.collect_usage_pieces(context)))}".rstrip()
    yield from _paragraphs(inspect.cleandoc(command.help or ""))
    yield from _options(context)


def _options(context: click.Context) -> Iterator[str]:
    # Arguments are in the line above, and --help is the same everywhere.
    records = [record for each in context.command.params if (record := each.get_help_record(context))]
    yield from _terms(each for each in records if each[1])


def _paragraphs(text: str) -> Iterator[str]:
    for at, part in enumerate(re.split(r"\n\s*\n", text)):
        if at:
            yield ".PP"
        if part.startswith(_AS_IT_STANDS):
            yield from (".nf", _with_code(part.removeprefix(_AS_IT_STANDS)), ".fi")
        elif part.strip():
            yield _with_code(" ".join(part.split()))


def _terms(records: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, text in records:
        yield ".TP"
        yield f"\\fB{escape(term)}\\fR"
        yield _with_code(" ".join(text.split()))


def _with_code(text: str) -> str:
    return re.sub(r"`([^`\n]+)`", r"\\fB\1\\fR", escape(text))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(man_page(), encoding="utf-8")
