"""`reader serve`: shows the reader in a web browser."""

from __future__ import annotations

import asyncio

import click

from reader.cli.complaining import complain
from reader.cli.options import ENCODING, FOLLOW_PATHS
from reader.wording import say, sayable


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH…")
@click.option(
    "--as", "who", default="", metavar="NAME", help=sayable("The one analyst's name; by default the page asks for it.")
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=sayable("The port; 0 for any.")
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help=sayable("The address to listen on; others need a token.")
)
@click.option("--token", default="", envvar="READER_TOKEN", help=sayable("What lets a browser in (also READER_TOKEN)."))
@click.option(
    "--public", default="", metavar="URL", help=sayable("The address of a proxy in front: https://reader.example.org")
)
@click.option("--sessions", type=click.IntRange(1), default=8, show_default=True, help=sayable("The most at a time."))
@click.option("--store", default="", metavar="URL", help=sayable("Keep the work in this store instead: postgresql://…"))
@ENCODING
@FOLLOW_PATHS
def serve(
    paths: tuple[str, ...],
    who: str,
    port: int,
    host: str,
    token: str,
    public: str,
    sessions: int,
    store: str,
    encoding: str | None,
    follow_paths: bool,
) -> None:
    """Show the reader in a web browser, to one or several analysts (docs/serve.md).

    Only browsers on this machine can open it, unless you name another --host; then the address holds a token.
    """
    from reader.serving.page_server import PageServer
    from reader.serving.serving_plan import check_paths, make_plan

    check_paths(paths, encoding=encoding, follow_paths=follow_paths)
    arguments = [
        *([f"--store={store}"] if store else []),
        *([f"--encoding={encoding}"] if encoding else []),
        *(["--follow-paths"] if follow_paths else []),
        "--",
        *paths,
    ]
    plan = make_plan(arguments, who=who, host=host, port=port, token=token, public=public, most_sessions=sessions)

    def announce(address: str) -> None:
        click.echo(
            say("The reader is at {address}", address=f"{address}?token={plan.token}" if plan.token else address)
        )
        click.echo(say("Ctrl-C ends it, and every session."))
        if not (plan.is_for_this_machine or plan.is_secure):
            complain(
                say(
                    "What is sent there is not encrypted: whoever can listen on the way reads the articles, the work "
                    "and the token. docs/serve.md shows how to put TLS in front."
                )
            )

    asyncio.run(PageServer(plan).serve(announce))
