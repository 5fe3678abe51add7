"""`reader pull`: adds the new articles of feeds to a library."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from reader.cli.complaining import complain
from reader.errors import ConfigError, shown
from reader.wording import say, sayable


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--into", default=".", metavar="FOLDER", help=sayable("The library's folder; this folder by default."))
def pull(names: tuple[str, ...], into: str) -> None:
    """Add the new articles of feeds to a library (docs/library.md).

    A NAME is one of those in the section [feeds] of the settings; without one, all feeds are pulled.
    """
    from reader.library.feeds.pulled_library import opened_library

    feeds = choose_feeds(names)
    failed = 0
    with opened_library(
        Path(into),
        announce=lambda name, loaded: click.echo(f"{name}: {shown(loaded.article.title)}"),
        complain=complain,
    ) as puller:
        for name, address in feeds:
            outcome = puller.pull(name, address)
            failed += outcome.has_failed
            if not outcome.has_failed:
                click.echo(f"{name}: {outcome.describe()}")
    if failed == len(feeds):
        sys.exit(2)


def choose_feeds(names: Sequence[str]) -> list[tuple[str, str]]:
    """The feeds of the settings with these names, or all of them; ConfigError where there is none."""
    from reader.settings.config import load_config, suggest

    result = load_config()
    for problem in result.problems:
        complain(problem)
    feeds = dict(result.config.feeds)
    if not feeds:
        raise ConfigError(
            say(
                "{path}: there are no feeds in the settings; give each a name and an address in a section "
                '[feeds], as in agency = "https://example.org/rss.xml".',
                path=shown(result.path),
            )
        )
    for name in names:
        if name not in feeds:
            raise ConfigError(
                say(
                    "{path}: there is no feed {name}{remedy}",
                    path=shown(result.path),
                    name=shown(name),
                    remedy=suggest(name, feeds),
                )
            )
    return [(name, feeds[name]) for name in dict.fromkeys(names or feeds)]
