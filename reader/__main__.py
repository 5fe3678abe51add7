"""The command line."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from reader.errors import ReaderError


class _ReadByDefault(TyperGroup):
    """`reader PATH…` means `reader read PATH…`; a file that is called like a command is opened as ./NAME."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "--version")):
            args = ["read", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_ReadByDefault,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Read Arabic news in the terminal, with entities and commitments proposed and listed.\n\n"
    "`reader PATH…` opens files, folders, web pages, or - for standard input; `reader` alone opens this folder.",
)

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH…", help="Files, folders, http(s) pages, or -.")]
Encoding = Annotated[str | None, typer.Option(help="The files' encoding, where guessing fails: windows-1256 …")]


class Colour(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Tashkeel(StrEnum):
    """What becomes of vowel marks."""

    KEEP = "keep"
    STRIP = "strip"


def _show_version(wanted: bool) -> None:
    if wanted:
        from reader import __version__

        print(f"reader {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command()
def read(paths: Paths = None, encoding: Encoding = None) -> None:
    """Open articles in the reader (the default command)."""
    from reader.ui.opening import open_reader

    problems = open_reader(paths or [], encoding=encoding)
    for problem in problems:
        print(f"reader: {problem}", file=sys.stderr)
    if problems:
        raise typer.Exit(2)


@app.command()
def render(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, http(s) pages, or -.")],
    width: Annotated[int, typer.Option(min=2, help="The measure, in cells.")] = 90,
    color: Annotated[Colour, typer.Option(help="Highlight annotations in colour.")] = Colour.AUTO,
    theme: Annotated[str | None, typer.Option(help="The theme whose colours are used.")] = None,
    tashkeel: Annotated[Tashkeel, typer.Option(help="Show vowel marks, or leave them out.")] = Tashkeel.KEEP,
    plain: Annotated[bool, typer.Option("--plain", help="Do not annotate.")] = False,
    encoding: Encoding = None,
) -> None:
    """Print laid-out, highlighted articles to standard output (for pipes and `less -R`)."""
    from reader.ui.rendering import render_articles

    raise typer.Exit(
        render_articles(
            paths, width=width, color=color.value, theme=theme, tashkeel=tashkeel.value, plain=plain, encoding=encoding
        )
    )


@app.command()
def config() -> None:
    """Print every setting, with where its value came from."""
    from reader.config import explain, load_config

    result = load_config()
    for problem in result.problems:
        print(f"reader: {problem}", file=sys.stderr)
    rows = explain(result)
    width = max(len(row[0]) for row in rows)
    for key, value, origin in rows:
        print(f"{key:{width}}  {value}  # {origin}")
    if result.problems:
        raise typer.Exit(2)


@app.command()
def doctor() -> None:
    """Say what this terminal was found to be, and show sample lines to judge by eye."""
    from reader.doctor import examine

    examine()


def main() -> None:
    """Run the command line; a problem the user can mend is one sentence and exit code 2."""
    try:
        app(prog_name="reader")
    except ReaderError as error:
        print(f"reader: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    except BrokenPipeError:
        # The reader of the pipe (less, head) has gone: nothing is left to say, not even at exit.
        sys.stderr.close()
        raise SystemExit(0) from None


if __name__ == "__main__":
    main()
