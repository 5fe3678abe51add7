"""Lets requests in: those to a name of this server, from its own pages, and with the token where there is one."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlsplit

from aiohttp import web

from reader.serving.serving_plan import ServingPlan
from reader.wording import say

_PARAMETER = "token"


class Refused(Exception):
    """A request that is not let in; the message is a sentence for the page."""


class Doorkeeper:
    """Decides on each request."""

    def __init__(self, plan: ServingPlan) -> None:
        self._plan = plan
        # A cookie goes to every server of this host; this one's has a name of its own, and does not hold the token.
        digest = hashlib.sha256(plan.token.encode()).hexdigest()
        self._cookie, self._value = f"reader-{digest[:8]}", hmac.digest(plan.token.encode(), b"cookie", "sha256").hex()

    def admit(self, request: web.Request) -> web.Response | None:
        """Let a request in, or answer it at once with a cookie in the place of a right token; Refused otherwise."""
        if not self._plan.is_own_name(_name_of(request.host)):
            raise Refused(say("This page was asked for under a name that is not the server's own."))
        if request.path.startswith("/ws/") and not _is_from_own_page(request):
            raise Refused(say("Another site's page has asked for this."))
        if not self._plan.token:
            return None
        if _PARAMETER in request.query:
            return self._exchange_token(request)
        if not _is_same(request.cookies.get(self._cookie, ""), self._value):
            raise Refused(say("Open the whole address that the server printed, with the token in it."))
        return None

    def _exchange_token(self, request: web.Request) -> web.Response:
        if not _is_same(request.query[_PARAMETER], self._plan.token):
            raise Refused(say("The token in the address is not this server's; copy the whole address that it printed."))
        # The token is in the address no longer than that: addresses are kept in histories.
        rest = {name: value for name, value in request.query.items() if name != _PARAMETER}
        response = web.Response(status=303, headers={"Location": str(request.rel_url.with_query(rest))})
        response.set_cookie(
            self._cookie, self._value, httponly=True, samesite="Lax", secure=self._plan.is_secure, path="/"
        )
        return response


def _name_of(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_from_own_page(request: web.Request) -> bool:
    """Whether a page of this server opens the socket; browsers let every page open sockets to every server."""
    try:
        return bool(request.host) and urlsplit(request.headers.get("Origin", "")).netloc == request.host
    except ValueError:
        return False


def _is_same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode())
