"""Writes docs/quality.md, which says how well the engine of this checkout does on gold data:

python -m reader.evaluate.quality_page PAGE [--part FROM TO] --on FILE WHAT [--part FROM TO] [--on FILE WHAT] …

WHAT names the data and says whether the engine was tuned on it. --part applies to the --on that follows it.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

import click

from reader.annotate import default_names
from reader.errors import ReaderError
from reader.evaluate.measuring import evaluate
from reader.evaluate.report import as_markdown
from reader.outputs import Outputs

_HEAD = """\
# What the engine reaches

Made on {date} with arabic-reader {version} (annotators: {names}) by

    {command}

Run this command again after the engine has changed, with the paths of your own copies of the data, and do not edit this
page. `reader evaluate` prints the same figures for your own gold data ([evaluate.md](evaluate.md) says how they are
counted, and where a gold means something other than the engine does). If a corpus is divided only into sentences, ten
sentences are annotated at a time.

The figures hold for the data named in the headings. Other newspapers, years and kinds of text give other figures.
"""


def write_page(data: Sequence[tuple[str, str, tuple[float, float]]], today: date) -> str:
    """Write the page about gold files, each given with its description and the part of it to measure."""
    head = _HEAD.format(
        date=today.isoformat(),
        version=version("arabic-reader"),
        names=", ".join(default_names()),
        command=" \\\n        ".join(("python -m reader.evaluate.quality_page docs/quality.md", *map(_describe, data))),
    )
    sections = [as_markdown(evaluate(path, complain=_complain, part=part, name=what)) for path, what, part in data]
    return "\n".join((head, *sections))


def _pieces(data: Sequence[tuple[str, str, tuple[float, float]]]) -> Iterator[str]:
    # The page is made only when it is asked for: a place that cannot be written to is refused before the measuring.
    yield write_page(data, date.today())


def _describe(measured: tuple[str, str, tuple[float, float]]) -> str:
    """Name the options for one file, without its folder, which differs from machine to machine."""
    path, what, (first, last) = measured
    part = "" if (first, last) == (0.0, 1.0) else f"--part {first:g} {last:g} "
    return f"{part}--on {shlex.quote(Path(path).name)} {shlex.quote(what)}"


def main(arguments: Sequence[str]) -> None:
    """Read the command line and write the page; --on and --part apply in the order in which they appear."""
    rest = list(arguments[1:])
    part, data = (0.0, 1.0), []
    while len(rest) > 2 and rest[0] in ("--on", "--part"):
        option, first, second, *rest = rest
        if option == "--on":
            data.append((first, second, part))
            part = (0.0, 1.0)
        else:
            part = float(first), float(second)
    if not data or rest or not arguments:
        sys.exit(__doc__)
    try:
        with Outputs([path for path, _, _ in data]) as outputs:
            outputs.write(Path(arguments[0]), _pieces(data))
    except ReaderError as error:
        sys.exit(f"reader: {error}")


def _complain(sentence: str) -> None:
    click.echo(f"reader: {sentence}", err=True)


if __name__ == "__main__":
    main(sys.argv[1:])
