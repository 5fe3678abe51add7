"""The arguments and options that several commands take, each described once."""

from __future__ import annotations

import click

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
ENCODING = click.option("--encoding", help="The files' encoding, where guessing fails: windows-1256 …")
FOLLOW_PATHS = click.option("--follow-paths", is_flag=True, help="Let rows name files outside their own folder.")

PATH = click.argument("path", default=".", metavar="[PATH]")
STORE = click.option("--store", metavar="URL", help="Another store than the path's own: postgresql://USER@HOST/NAME.")
ARTICLE = click.option("--article", default="", metavar="NAME", help="Only this one: its path, title or id.")
EARLIER = click.option("--earlier", is_flag=True, help="Earlier texts of files that have changed, too.")
LAYERS = click.option("--layers", metavar="A,B,…", help="The analysts to compare; all of them by default.")
