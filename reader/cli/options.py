"""The arguments and options that several commands take, each described once."""

from __future__ import annotations

import click

from reader.wording import sayable

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
ENCODING = click.option(
    "--encoding", help=sayable("The encoding of the files, if it is guessed wrongly: windows-1256 …")
)
FOLLOW_PATHS = click.option(
    "--follow-paths", is_flag=True, help=sayable("Let rows refer to files outside their own folder.")
)

PATH = click.argument("path", default=".", metavar="[PATH]")
STORE = click.option(
    "--store", metavar="URL", help=sayable("A store other than the path's own: postgresql://USER@HOST/NAME.")
)
ARTICLE = click.option(
    "--article", default="", metavar="NAME", help=sayable("Only this article, by its path, title or id.")
)
EARLIER = click.option("--earlier", is_flag=True, help=sayable("Include earlier texts of files that have changed."))
LAYERS = click.option("--layers", metavar="A,B,…", help=sayable("The analysts to compare; all of them by default."))
