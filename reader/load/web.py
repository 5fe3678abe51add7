"""Fetches pages from the web: only over http and https, within limits of time and size, also after redirects.

This uses urllib.request, since no library keeps all of these promises. requests and httpx read the body of a redirect
to its end, however long that is; urllib3 and httpx take a packed page that breaks off for a complete one, and urllib3
does not use the system's proxies. None of them limits the total time of a page, and all would need the same connection
classes of our own (reader/load/addresses.py) to check an address before connecting to it.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reader.errors import LoadError, shown
from reader.wording import number, say

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

    from reader.load.addresses import RedirectGuard

TIME_LIMIT = 20.0
"""The most seconds for a page, from the look-up of its host's name to its last byte."""
SIZE_LIMIT = 10 * 1024 * 1024
"""The most bytes of a page, both packed and unpacked."""
_CHUNK = 1 << 16
_LONGEST_HEADER = 1000


@dataclass(frozen=True, slots=True)
class Validators:
    """The marks by which a server knows the version of a page that it has sent (RFC 9110, section 8.8)."""

    etag: str = ""
    modified: str = ""
    """The date in the header Last-Modified, as the server wrote it."""


class StatusError(LoadError):
    """An answer that is not the page."""

    def __init__(self, sentence: str, *, status: int, retry_after: str = "") -> None:
        super().__init__(sentence)
        self.status = status
        self.retry_after = retry_after
        """When to ask again, as the server wrote it: a number of seconds, or a date."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the server sent it."""

    data: bytes
    url: str
    """The address at the end of all redirects."""
    media_type: str
    """The media type in lower case; "" if the server named none."""
    charset: str
    """The charset that the server named, which may be wrong; "" if it named none."""
    validators: Validators = field(default_factory=Validators)
    is_public: bool = False
    """Whether it came, through any redirects, from a public server; what it links to may not lead into this network."""


def fetch_changed(url: str, known: Validators, *, time_limit: float = TIME_LIMIT) -> Page | None:
    """The page at an address, or None where it is still the known version; LoadError as for `fetch`."""
    try:
        return fetch(url, known=known, time_limit=time_limit)
    except StatusError as error:
        if error.status == 304 and known != Validators():
            return None
        raise


def fetch(
    url: str, *, known: Validators | None = None, is_linked_publicly: bool = False, time_limit: float = TIME_LIMIT
) -> Page:
    """The page at an address; LoadError if it cannot be fetched within the limits.

    A server that still has the `known` version may answer so, which is a StatusError. An address that is linked
    publicly, by a page from a public server and not by the user, is only fetched from a public server.
    """
    outcome: list[Page | LoadError] = []
    given_up = threading.Event()

    def work() -> None:
        try:
            outcome.append(_fetch(url, known or Validators(), is_linked_publicly, time_limit, given_up.is_set))
        except LoadError as error:
            outcome.append(error)

    # In a thread, since a socket's own time limit starts again with every byte, and a name look-up has none.
    worker = threading.Thread(target=work, name="fetch", daemon=True)
    worker.start()
    worker.join(time_limit)
    given_up.set()
    if not outcome:
        raise LoadError(
            say(
                "{url}: the page did not arrive within {time_limit} seconds; try again later.",
                url=shown(url),
                time_limit=number(time_limit, "g"),
            )
        )
    if isinstance(outcome[0], LoadError):
        raise outcome[0]
    return outcome[0]


def _fetch(
    url: str, known: Validators, is_linked_publicly: bool, time_limit: float, is_given_up: Callable[[], bool]
) -> Page:
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError
    from urllib.request import Request

    from reader.load.addresses import RedirectGuard

    headers = {
        "User-Agent": "Mozilla/5.0 (compatible; arabic-reader)",
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
        "Accept-Language": "ar, en;q=0.5",
        "Accept-Encoding": "gzip",
        **({"If-None-Match": known.etag} if known.etag else {}),
        **({"If-Modified-Since": known.modified} if known.modified else {}),
    }
    guard = RedirectGuard(was_public=is_linked_publicly)
    try:
        with _opener(guard).open(Request(_quoted(url), headers=headers), timeout=time_limit) as response:
            data = _read(response, url, is_given_up)
            charset = response.headers.get_content_charset("")
            media_type = response.headers.get_content_type() if "Content-Type" in response.headers else ""
            validators = Validators(_header(response, "ETag"), _header(response, "Last-Modified"))
            return Page(data, response.url, media_type, charset, validators, guard.was_public)
    except HTTPError as error:
        error.close()
        retry_after = error.headers.get("Retry-After", "") if error.headers else ""
        raise StatusError(_refusal(url, error.code), status=error.code, retry_after=retry_after) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = shown(getattr(error, "reason", "") or error) or type(error).__name__
        raise LoadError(
            say(
                "{url}: the page cannot be fetched ({reason}); check the address and your connection.",
                url=shown(url),
                reason=reason,
            )
        ) from error


def _header(response: Any, name: str) -> str:
    # Only a value that can be sent back.
    value = response.headers.get(name, "")
    return value if value.isascii() and value.isprintable() and len(value) <= _LONGEST_HEADER else ""


def _refusal(url: str, code: int) -> str:
    if code == 429:
        return say(
            "{url}: the server gets too many requests (status {code}); try again later.", url=shown(url), code=code
        )
    if 300 <= code < 400:
        return say(
            "{url}: the page redirects in a circle, or to an address that is neither http nor https; open its target.",
            url=shown(url),
        )
    if code in (401, 402, 403, 407, 451):
        return say(
            "{url}: the server refuses the page (status {code}); save it in a browser and open that file.",
            url=shown(url),
            code=code,
        )
    if code in (404, 410):
        return say("{url}: the server has no such page (status {code}); check the address.", url=shown(url), code=code)
    return say("{url}: the server failed (status {code}); try again later.", url=shown(url), code=code)


def _opener(guard: RedirectGuard) -> OpenerDirector:
    from urllib import request
    from urllib.error import HTTPError

    from reader.load.addresses import handlers

    class Redirects(request.HTTPRedirectHandler):
        """Follows redirects to http and https; the standard one also follows ftp."""

        def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
            if not newurl.lower().startswith(("http://", "https://")):
                raise HTTPError(newurl, code, msg, headers, fp)
            # Otherwise its body would be read to the end, which may never come.
            fp.close()
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    # build_opener would also open file:, ftp: and data: addresses.
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        *handlers(guard),
        request.HTTPDefaultErrorHandler(),
        Redirects(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _quoted(url: str) -> str:
    # Arabic addresses are copied as they are displayed; in a request they are percent-encoded, the host in Punycode.
    from urllib.parse import quote, urlsplit, urlunsplit

    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query = quote(parts.path, safe="/%:@!$&'()*+,;=~"), quote(parts.query, safe="/%:@!$&'()*+,;=~?[]")
    return urlunsplit((parts.scheme, host, path, query, ""))


def _read(response: Any, url: str, is_given_up: Callable[[], bool]) -> bytes:
    too_big = LoadError(
        say(
            "{url}: the page is over {size} MB; save the article's text to a file.",
            url=shown(url),
            size=SIZE_LIMIT >> 20,
        )
    )
    pieces, size = [], 0
    while piece := response.read1(_CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > SIZE_LIMIT:
            raise too_big
        if is_given_up():
            raise LoadError(say("{url}: the page arrived too late; try again later.", url=shown(url)))
    if response.length:
        raise LoadError(say("{url}: the connection broke off before the end of the page; try again.", url=shown(url)))
    data = b"".join(pieces)
    if response.headers.get("Content-Encoding", "").strip().lower() in ("gzip", "x-gzip"):
        data = _unpack(data, url)
        if len(data) > SIZE_LIMIT:
            raise too_big
    if not data.strip():
        raise LoadError(say("{url}: the page is empty; check the address in a browser.", url=shown(url)))
    return data


def _unpack(data: bytes, url: str) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(data, SIZE_LIMIT + 1)
    except zlib.error as error:
        raise LoadError(
            say("{url}: the server packed the page wrongly; save it in a browser and open that file.", url=shown(url))
        ) from error
    if not unpacker.eof and len(unpacked) <= SIZE_LIMIT:
        raise LoadError(say("{url}: the packed page breaks off before its end; try again.", url=shown(url)))
    return unpacked
