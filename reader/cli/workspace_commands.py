"""The commands on a workspace, with their options (docs/workspace.md)."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from reader.outlets import write_data

if TYPE_CHECKING:
    from reader.labels import LabelSet

_path = click.argument("path", default=".", metavar="[PATH]")
_store = click.option("--store", metavar="URL", help="Another store than the path's own: postgresql://USER@HOST/NAME.")
_article = click.option("--article", default="", metavar="NAME", help="Only this one: its path, title or id.")

_earlier = click.option("--earlier", is_flag=True, help="Earlier texts of files that have changed, too.")


def _complain(sentence: str) -> None:
    click.echo(f"reader: {sentence}", err=True)


def _labels() -> LabelSet:
    """The user's labels, or the usual ones with a word about the file that is broken."""
    from reader.labels import find_labels
    from reader.paths import config_folder

    labels, problem = find_labels(config_folder())
    if problem:
        _complain(problem)
    return labels


@click.command()
@_path
@_store
def where(path: str, store: str | None) -> None:
    """Say where the work on these articles is kept."""
    from reader.cli.workspace_files import describe_where

    click.echo(describe_where(path, store))


@click.command()
@_path
@_store
@click.option("--output", "-o", metavar="FILE", help="The copy, or a folder for it; this folder by default.")
def backup(path: str, store: str | None, output: str | None) -> None:
    """Copy a workspace, in use or not, into a file of its own."""
    from reader.cli.workspace_files import keep_copy

    click.echo(keep_copy(path, store, output))


@click.command()
@click.argument("copy", required=False, metavar="[BACKUP]")
@click.argument("path", required=False, metavar="[PATH]")
@_store
def restore(copy: str | None, path: str | None, store: str | None) -> None:
    """Put a backup in the place of a workspace; what was there is kept beside it. Without BACKUP, list those kept."""
    from reader.cli.workspace_files import list_copies, names_copy, put_back

    if path is None and (copy is None or not names_copy(copy)):
        click.echo(list_copies(copy or ".", store), nl=False)
    else:
        click.echo(put_back(str(copy), path or ".", store))


@click.command()
@_path
@_store
def check(path: str, store: str | None) -> None:
    """Look for damage, lost references and wrong offsets: exit code 0 where there is none, 1 where there is."""
    from reader.cli.workspace_files import list_findings

    found = False
    for line in list_findings(path, store):
        found = True
        click.echo(line)
    if found:
        sys.exit(1)
    click.echo("Nothing is wrong.")


@click.command()
@_path
@_store
@click.option("--layers", metavar="A,B,…", help="The analysts to compare; all of them by default.")
@_article
@_earlier
def agree(**options: Any) -> None:
    """Say how far analysts agree: kappa, alpha, and F1 for each label and role."""
    from reader.library.agreement_table import describe_agreement

    click.echo(describe_agreement(**options, labels=_labels(), complain=_complain), nl=False)


@click.command()
@_path
@_store
@click.option("--layer", metavar="NAME", help="Only what was done in this layer.")
@_article
def history(path: str, store: str | None, layer: str | None, article: str) -> None:
    """Say who did what when."""
    from reader.cli.history_table import describe_history

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(describe_history(path, store, article=article, layer=layer, labels=_labels(), width=width), nl=False)


@click.command()
@_path
@_store
@click.option("--layers", metavar="A,B,…", help="The analysts to compare; all of them by default.")
@click.option("--as", "name", metavar="NAME", help="What the result's layer is called: adjudicated, if nothing else.")
@_article
@_earlier
def adjudicate(**options: Any) -> None:
    """Settle where analysts differ, one difference after another."""
    from reader.ui.adjudicating.adjudicating_app import open_adjudication

    open_adjudication(**options, complain=_complain)


@click.command()
@_path
@_store
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "brat", "conll"]),
    default="jsonl",
    help="JSON Lines, brat's files, or CoNLL's columns (entities only).",
)
@click.option("--layer", metavar="NAME", help="Whose annotations; needed where several people have read the articles.")
@_article
@_earlier
@click.option("--output", "-o", metavar="FILE", help="Where to write; a folder for brat.")
def export(**options: Any) -> None:
    """Write annotations for other programs."""
    from reader.cli.exporting import export as write

    for piece in write(**options, labels=_labels(), complain=_complain):
        write_data(piece)


COMMANDS = (where, backup, restore, check, agree, history, adjudicate, export)
