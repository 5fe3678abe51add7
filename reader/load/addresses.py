"""Decides to which addresses a redirect or a feed may lead: never from a public server to this machine or its network.

Otherwise a page could make the reader fetch what only this machine can see: http://127.0.0.1:8080/, a router, a cloud's
metadata. An address that the user names is fetched wherever it is. The address checked is that of the open connection,
so that a name which resolves differently at a second look-up cannot get round the check.
"""

from __future__ import annotations

import ssl
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.request import HTTPHandler, HTTPSHandler, Request

from reader.wording import say

_LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")


class PrivateAddressError(OSError):
    """A redirect or a link from a public server leads to an address that is not public."""


def is_public(address: str) -> bool:
    """Whether an IP address is public, not a loopback, private or link-local one (RFC 6890)."""
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        # Python counts site-local addresses (RFC 3879) and those of a network's own NAT64 (RFC 8215) as global.
        if found.is_site_local or found in _LOCAL_NAT64:
            return False
        # An address that contains an IPv4 address leads there: mapped, compatible, 6to4, Teredo, NAT64 (RFC 6052).
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inside is None and found.packed[:12] in (bytes(12), bytes.fromhex("0064ff9b") + bytes(8)):
            inside = IPv4Address(found.packed[-4:])
        found = inside or found
    return found.is_global and not found.is_multicast


class RedirectGuard:
    """Checks the connections of one fetch, including those of redirects."""

    def __init__(self, *, was_public: bool = False) -> None:
        self.was_public = was_public
        """Whether a public server has answered, or has linked to the address."""

    def check(self, address: str) -> None:
        """Raise PrivateAddressError where a redirect or link leads from a public address to one that is not public."""
        if is_public(address):
            self.was_public = True
        elif self.was_public:
            raise PrivateAddressError(say("it leads to an address inside this machine or its network"))


def handlers(guard: RedirectGuard) -> tuple[HTTPHandler, HTTPSHandler]:
    """The handlers for http and https in urllib; the guard checks each connection before a request is sent."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            _check(guard, self)

    class Encrypted(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            _check(guard, self)

    context = ssl.create_default_context()

    class OpensPlain(HTTPHandler):
        def http_open(self, req: Request) -> Any:
            return self.do_open(Plain, req)

    class OpensEncrypted(HTTPSHandler):
        def https_open(self, req: Request) -> Any:
            return self.do_open(Encrypted, req, context=context)

    return OpensPlain(), OpensEncrypted(context=context)


def _check(guard: RedirectGuard, connection: HTTPConnection) -> None:
    try:
        guard.check(connection.sock.getpeername()[0])
    except PrivateAddressError:
        connection.close()
        raise
