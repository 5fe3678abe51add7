"""Says what will be sent where before anything is sent to a server for the first time, and notes that it was said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from reader.annotate.llm.kept_answers import FOLDER
from reader.errors import AnnotateError, shown
from reader.paths import data_folder, keep_private, make_folder
from reader.wording import say

NAME = "llm"
"""The name of the annotator."""


def sentences_to_say(names: Sequence[str], server: str) -> tuple[str, ...]:
    """Where the annotator is among those that will run: once for each server, the sentence on what it will be sent.

    Whoever takes the sentence must show it, since it is noted as said.
    """
    if NAME not in names or not server or is_said(server):
        return ()
    try:
        note_said(server)
    except AnnotateError as error:
        return (str(error),)
    return (explain_sending(server),)


def explain_sending(server: str) -> str:
    """A sentence on what is sent to a server, and how."""
    return say(
        "The annotator {name} sends the text of articles to {server}{way}, with the "
        "names of your labels, and nothing else of yours. Remove llm.server from config.toml to "
        "stop that. This is said once for each server.",
        name=repr(NAME),
        server=shown(server),
        way=_describe_way(server),
    )


def is_said(server: str) -> bool:
    """Whether it was said what this server is sent."""
    return server in _read()


def note_said(server: str) -> None:
    """Note that it was said; AnnotateError where it cannot be noted, since then it would never be certain."""
    path = _path()
    try:
        make_folder(path.parent)
        path.write_text(json.dumps(sorted({*_read(), server})), encoding="utf-8")
        keep_private(path)
    except OSError as error:
        raise AnnotateError(
            say(
                "{path}: it cannot be noted that you know what is sent to {server} ({strerror}), so "
                "nothing is sent; make the folder writable.",
                path=shown(path),
                server=shown(server),
                strerror=error.strerror,
            )
        ) from error


def is_here(server: str) -> bool:
    """Whether an address is one of this machine."""
    host = urlsplit(server).hostname or ""
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def _describe_way(server: str) -> str:
    if is_here(server):
        return " (" + say("this machine") + ")"
    return " " + say("without encryption") if urlsplit(server).scheme == "http" else ""


def _read() -> list[str]:
    with suppress(OSError, ValueError):
        said = json.loads(_path().read_text(encoding="utf-8"))
        return [each for each in said if isinstance(each, str)] if isinstance(said, list) else []
    return []


def _path() -> Path:
    return data_folder() / FOLDER / "said.json"
