"""Decides what is served, at which address, to whom, and what must be said of that address."""

from __future__ import annotations

import ipaddress
import secrets
import socket
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import SplitResult, urlsplit

from reader.errors import ReaderError, shown
from reader.load import Loaded, Reach, find_sources, load_each
from reader.wording import say

_SHORTEST_TOKEN = 16
"""Characters; a shorter token could be guessed."""
_LONGEST_NAME = 60
_ZWNJ = "\u200c"
"""Stands within Persian names, and is not printable for Python."""
_EVERY_ADDRESS = ("", "0.0.0.0", "::")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingPlan:
    """What is served and how; `make_plan` checks it."""

    arguments: tuple[str, ...]
    """What `reader read` is called with for each session, apart from the analyst's name."""
    who: str = ""
    """The name of every analyst; empty where each is asked for a name."""
    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""
    """What lets a browser in; empty where everybody on this machine is let in."""
    public: SplitResult | None = None
    """The address under which people reach the server through a proxy."""
    most_sessions: int = 8

    @property
    def is_secure(self) -> bool:
        """Whether what is sent is encrypted, by the proxy."""
        return self.public is not None and self.public.scheme == "https"

    @property
    def is_for_this_machine(self) -> bool:
        """Whether only programs of this machine can reach the server."""
        return self.public is None and is_loopback(self.host)

    def address(self, port: int) -> str:
        """The address for people, where the server listens on a port; without the token."""
        if self.public is not None:
            return f"{self.public.scheme}://{self.public.netloc}/"
        host = socket.gethostname() if self.host in _EVERY_ADDRESS else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def is_own_name(self, host: str) -> bool:
        """Whether a host name of a request is one of this server's.

        A page elsewhere whose name was made to lead here (DNS rebinding) sends its own name; it cannot send a number.
        """
        if self.is_for_this_machine:
            return is_loopback(host)
        if self.public is not None and host == self.public.hostname:
            return True
        return _is_number(host) or host in ("localhost", self.host.lower(), *_machine_names())


def make_plan(
    arguments: Sequence[str],
    *,
    who: str = "",
    host: str = "127.0.0.1",
    port: int = 8000,
    token: str = "",
    public: str = "",
    most_sessions: int = 8,
) -> ServingPlan:
    """The plan for the options of the command; ReaderError where they do not fit together.

    Where others than this machine's users can reach the server, there is always a token: the given one or a new one.
    """
    if token and len(token) < _SHORTEST_TOKEN:
        raise ReaderError(
            say("The token could be guessed; give one of at least {number} characters.", number=_SHORTEST_TOKEN)
        )
    plan = ServingPlan(
        arguments=tuple(arguments),
        who=check_name(who) if who else "",
        host=host,
        port=port,
        token=token,
        public=_read_public(public) if public else None,
        most_sessions=most_sessions,
    )
    return plan if token or plan.is_for_this_machine else replace(plan, token=secrets.token_urlsafe(24))


def check_paths(paths: Sequence[str], *, encoding: str | None = None, follow_paths: bool = False) -> None:
    """Raise ReaderError if the paths hold nothing that can be read, so that nobody is served an empty page."""
    if "-" in paths:
        raise ReaderError(say("-: standard input can be read only once, but each page reads anew; name a file."))
    errors = []
    for source in find_sources(paths, reach=Reach.ANYWHERE if follow_paths else Reach.BESIDE):
        for outcome in load_each(source, encoding=encoding):
            if isinstance(outcome, Loaded):
                return
            errors.append(outcome)
    if errors:
        raise errors[0]
    if paths:
        raise ReaderError(say("There is nothing to read; name a file, a folder or a page."))


def check_name(name: str) -> str:
    """An analyst's name without spaces around it; ReaderError where it cannot be one."""
    name = unicodedata.normalize("NFC", name.strip())
    if not name:
        raise ReaderError(say("A name is missing; give the one under which your work is kept."))
    if len(name) > _LONGEST_NAME:
        raise ReaderError(say("The name is too long; give one of at most {number} characters.", number=_LONGEST_NAME))
    if not name.replace(_ZWNJ, "").isprintable():
        raise ReaderError(say("{name}: the name holds a control character; leave it out.", name=shown(name)))
    return name


def is_loopback(host: str) -> bool:
    """Whether a host name or number means this machine itself."""
    return host == "localhost" or (_is_number(host) and ipaddress.ip_address(host).is_loopback)


@cache
def _machine_names() -> tuple[str, str]:
    # The long name may have to be asked for in the network.
    return socket.gethostname().lower(), socket.getfqdn().lower()


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _read_public(public: str) -> SplitResult:
    try:
        parts = urlsplit(public)
        is_fit = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path in ("", "/")
    except ValueError:
        is_fit = False
    if not is_fit or parts.query or parts.fragment or parts.username is not None:
        raise ReaderError(say("{address}: this is no address of a server; write https://NAME.", address=shown(public)))
    return parts
