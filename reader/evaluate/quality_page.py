"""Writes docs/quality.md, which says how well the engine of this checkout does on gold data:

python -m reader.evaluate.quality_page PAGE [--part FROM TO] --on FILE WHAT [--on FILE WHAT] … [--with SECTION] …

--apart is --on for articles that were kept apart: none of them is named.
WHAT names the data and says whether the engine was tuned on it. --part applies to the --on that follows it. SECTION is
a Markdown file, written by another program or by hand, that follows the figures.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

import click

from reader.annotate import default_names
from reader.errors import ReaderError
from reader.evaluate.comparing import Comparison
from reader.evaluate.measuring import evaluate
from reader.evaluate.report import as_markdown
from reader.load.bytes_read import open_bytes, read_all
from reader.load.encoding import decode
from reader.outputs import Outputs


@dataclass(frozen=True, slots=True)
class Measured:
    """A gold file that is measured on."""

    path: str
    what: str
    part: tuple[float, float] = (0.0, 1.0)
    """The stretch of it that is measured, as shares of its length."""
    are_articles_named: bool = True
    """Whether the worst articles are named: not where nobody should look at single ones."""


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


def write_page(data: Sequence[Measured], today: date, sections: Sequence[str] = ()) -> str:
    """Write the page about gold files, each given with its description and the part of it to measure.

    `sections` are Markdown files that follow the figures.
    """
    options = (*map(_describe, data), *(f"--with {shlex.quote(Path(path).name)}" for path in sections))
    head = _HEAD.format(
        date=today.isoformat(),
        version=version("arabic-reader"),
        names=", ".join(default_names()),
        command=" \\\n        ".join(("python -m reader.evaluate.quality_page docs/quality.md", *options)),
    )
    measured = [as_markdown(_measure(each)) for each in data]
    return "\n".join((head, *measured, *(decode(_read(path), path).text for path in sections)))


def _measure(each: Measured) -> Comparison:
    found = evaluate(each.path, complain=_complain, part=each.part, name=each.what)
    return found if each.are_articles_named else replace(found, by_article=())


def _pieces(data: Sequence[Measured], sections: Sequence[str]) -> Iterator[str]:
    # The page is made only when it is asked for: a place that cannot be written to is refused before the measuring.
    yield write_page(data, date.today(), sections)


def _read(path: str) -> bytes:
    with open_bytes(path) as stream:
        return read_all(stream, path)


def _describe(measured: Measured) -> str:
    """Name the options for one file, without its folder, which differs from machine to machine."""
    (first, last), option = measured.part, "--on" if measured.are_articles_named else "--apart"
    part = "" if (first, last) == (0.0, 1.0) else f"--part {first:g} {last:g} "
    return f"{part}{option} {shlex.quote(Path(measured.path).name)} {shlex.quote(measured.what)}"


def main(arguments: Sequence[str]) -> None:
    """Read the command line and write the page; --on and --part apply in the order in which they appear."""
    rest = list(arguments[1:])
    part, data = (0.0, 1.0), []
    sections: list[str] = []
    if "--with" in rest:
        rest, sections = rest[: rest.index("--with")], rest[rest.index("--with") + 1 :: 2]
    while len(rest) > 2 and rest[0] in ("--on", "--apart", "--part"):
        option, first, second, *rest = rest
        if option != "--part":
            data.append(Measured(first, second, part, are_articles_named=option == "--on"))
            part = (0.0, 1.0)
        else:
            part = float(first), float(second)
    if not data or rest or not arguments:
        sys.exit(__doc__)
    try:
        with Outputs([*(each.path for each in data), *sections]) as outputs:
            outputs.write(Path(arguments[0]), _pieces(data, sections))
    except ReaderError as error:
        sys.exit(f"reader: {error}")


def _complain(sentence: str) -> None:
    click.echo(f"reader: {sentence}", err=True)


if __name__ == "__main__":
    main(sys.argv[1:])
