"""The command line."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

import click

from reader.cli.workspace_commands import COMMANDS
from reader.errors import ReaderError
from reader.outlets import explain_replaced, guard_outlets
from reader.settings.colours import claim_colours
from reader.streams import explain_unwritable, give_up_output, open_closed_streams


class _ReadByDefault(click.Group):
    """`reader PATH…` means `reader read PATH…`; a file that is called like a command is opened as ./NAME."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "--version")):
            args = ["read", *args]
        return super().parse_args(ctx, args)


_paths = click.argument("paths", nargs=-1, metavar="PATH…")
_some_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
_encoding = click.option("--encoding", help="The files' encoding, where guessing fails: windows-1256 …")

_follow_paths = click.option("--follow-paths", is_flag=True, help="Let rows name files outside their own folder.")


@click.group(cls=_ReadByDefault, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(package_name="arabic-reader", prog_name="reader", message="%(prog)s %(version)s")
def app() -> None:
    """Read Arabic news in the terminal, with entities and commitments proposed and listed.

    `reader PATH…` opens files, folders (with all that is in them), http(s) pages, or - for standard input; `reader`
    alone opens this folder.
    """
    claim_colours(os.environ)


@app.command()
@_paths
@_encoding
@_follow_paths
@click.option("--as", "who", default="", metavar="NAME", help="Who is reading; else the settings' or the login's name.")
@click.option("--store", default="", metavar="URL", help="Keep the work there instead: postgresql://…")
def read(**options: Any) -> None:
    """Open articles in the reader (the default command)."""
    from reader.ui.opening import open_reader

    problems = open_reader(**options)
    for problem in problems:
        click.echo(f"reader: {problem}", err=True)
    if problems:
        sys.exit(2)


@app.command()
@_some_paths
@click.option("--width", type=click.IntRange(min=2), default=90, show_default=True, help="The measure, in cells.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Highlight in colour.")
@click.option("--theme", help="The theme whose colours are used.")
@click.option("--tashkeel", type=click.Choice(["keep", "strip"]), default="keep", help="Vowel marks: shown or not.")
@click.option("--plain", is_flag=True, help="Do not annotate.")
@click.option(
    "--direction",
    type=click.Choice(["auto", "rtl", "ltr"]),
    default="auto",
    help="Each paragraph's own direction, or one for all.",
)
@_encoding
@_follow_paths
def render(**options: Any) -> None:
    """Print laid-out, highlighted articles to standard output (for pipes and `less -R`)."""
    from reader.ui.rendering import render_articles

    sys.exit(render_articles(**options))


@app.command()
@_some_paths
@click.option(
    "--annotators", metavar="A,B,…", help="The annotators to run, in this order, instead of the default ones."
)
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "table"]), default="jsonl", help="JSON Lines, or for people."
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that work at once.")
@click.option("--output", "-o", type=click.Path(), metavar="FILE", help="Where to write; .parquet writes Parquet.")
@click.option("--resume", is_flag=True, help="Go on with an output that was interrupted.")
@click.option("--with-text", is_flag=True, help="Put each article's text into its row.")
@click.option("--on", "cluster", metavar="dask://HOST:PORT", help="Run on a Dask cluster.")
@_encoding
@_follow_paths
def annotate(**options: Any) -> None:
    """Annotate articles and print a JSON object for each, a line each (docs/annotate.md)."""
    from reader.cli.annotating import run_command

    sys.exit(run_command(**options))


@app.command()
@click.argument("gold")
@click.argument("system", required=False)
@click.option("--json", "form", flag_value="json", help="Print the figures as JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="Print a page.")
@click.option("--annotators", metavar="A,B,…", help="The annotators to measure, where there is no SYSTEM.")
@click.option("--sentences", type=click.IntRange(min=1), default=10, show_default=True, help="Of CoNLL, to an article.")
@click.option(
    "--part", type=float, nargs=2, default=(0.0, 1.0), metavar="FROM TO", help="A stretch, 0.9 1: the last tenth."
)
@click.option("--decisions", is_flag=True, help="GOLD is a folder whose proposals were accepted or rejected.")
@_follow_paths
@click.option("--earlier", is_flag=True, help="With --decisions: those in earlier texts of changed files, too.")
def evaluate(*, decisions: bool, earlier: bool, **options: Any) -> None:
    """Measure what SYSTEM found against GOLD; without SYSTEM, what the engine finds (docs/evaluate.md).

    Both are JSON Lines as `reader annotate` writes them, or CoNLL: a word and its tag a line. GOLD may be TimeML too.
    """
    if decisions:
        if options["system"]:
            raise click.UsageError("--decisions measures one folder; leave SYSTEM out.")
        from reader.cli.decisions_table import describe_decisions

        click.echo(describe_decisions(options["gold"], form=options["form"], earlier=earlier, complain=_complain))
        return
    from reader.evaluate.measuring import run_command

    click.echo(run_command(**options, complain=_complain))


@app.command()
def config() -> None:
    """Print every setting, with where its value came from."""
    from reader.settings.config import explain, load_config

    result = load_config()
    for problem in result.problems:
        click.echo(f"reader: {problem}", err=True)
    rows = explain(result)
    width = max(len(key) for key, _, _ in rows)
    for key, value, origin in rows:
        click.echo(f"{key:{width}}  {value}  # {origin}")
    if result.problems:
        sys.exit(2)


@app.command()
def doctor() -> None:
    """Say what this terminal was found to be, and show sample lines to judge by eye."""
    from reader.ui.terminal.doctor import examine

    examine()


for command in COMMANDS:
    app.add_command(command)


def main() -> None:
    """Run the command line; a problem the user can mend is one sentence and exit code 2."""
    open_closed_streams()
    guard_outlets()
    try:
        try:
            app(prog_name="reader")
        finally:
            sys.stdout.flush()
            _say(explain_replaced())
    except ReaderError as error:
        _end(str(error))
    except BrokenPipeError:
        # Whoever read along has enough.
        give_up_output()
        sys.exit(1)
    except OSError as error:
        sentence = explain_unwritable(error)
        if not sentence:
            raise
        give_up_output()
        _end(sentence)


def _complain(sentence: str) -> None:
    click.echo(f"reader: {sentence}", err=True)


def _end(sentence: str) -> NoReturn:
    _say(sentence)
    sys.exit(2)


def _say(sentence: str) -> None:
    # Where even the sentence cannot be written, the exit code still tells.
    with suppress(OSError):
        if sentence:
            click.echo(f"reader: {sentence}", err=True)


if __name__ == "__main__":
    main()
