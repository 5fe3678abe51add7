"""A server on loopback with feeds and pages, which a test can let misbehave; and what feeds look like."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Behaviour = Callable[[Any], None]
"""What the server does with a request, given its handler."""

LONG = "تعهدت روسيا، الأحد، بعدم التعرض لقوافل المدنيين الخارجة من حلب وقصف أي جهة تعيق خروجهم ضمن اتفاق جديد رقم"


@dataclass
class FeedServer:
    """Answers by path; what it has no page for is 404."""

    pages: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """The requests so far: path and headers, these in lower case."""
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def __enter__(self) -> Self:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._http.daemon_threads = True
        self._http.feeds = self  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
        for worker in threading.enumerate():
            if worker.name in ("fetch", "page"):
                worker.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server: FeedServer = self.server.feeds  # type: ignore[attr-defined]
        server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        try:
            server.pages.get(self.path, fails(404))(self)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def sends(body: str | bytes, kind: str = "application/rss+xml", status: int = 200, **headers: str) -> Behaviour:
    data = body.encode() if isinstance(body, str) else body

    def send(handler: Any) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return send


def fails(status: int, **headers: str) -> Behaviour:
    return sends(b"no", "text/plain", status, **headers)


def redirects(to: str) -> Behaviour:
    return sends(b"", "text/plain", 302, Location=to)


def drips(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.feeds.stopping.wait(0.01):
        handler.wfile.write(b" ")


def floods(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x" * (1 << 20))


def breaks_off(body: str) -> Behaviour:
    def send(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body.encode()) + 100))
        handler.end_headers()
        handler.wfile.write(body.encode())

    return send


def keeps_version(body: str, etag: str) -> Behaviour:
    """Sends a feed once, and then only that it has not changed."""

    def send(handler: Any) -> None:
        if handler.headers.get("If-None-Match") == etag:
            sends(b"", status=304)(handler)
        else:
            sends(body, ETag=etag, Last_Modified="Wed, 01 May 2024 10:00:00 GMT")(handler)

    return send


def page(number: int) -> Behaviour:
    """The page of an article of which the feed has only the first words."""
    title, text = (
        f"الخبر {number} | الموقع",
        f"<p>{LONG} {number}.</p><p>وقال المتحدث {number} إن الاتفاق نافذ منذ اليوم.</p>",
    )
    return sends(
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>",
        "text/html; charset=utf-8",
    )


def item(number: int, link: str | None = None, *, more: str = "") -> str:
    address = f"/page/{number}" if link is None else link
    return (
        f"<item><title>الخبر {number}</title><link>{escape(address)}</link><guid>same</guid>"
        f"<pubDate>Wed, 0{number % 9 + 1} May 2024 10:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;موجز {number}&lt;/p&gt;</description>{more}</item>"
    )


def rss(items: Iterable[str], *, title: str = "وكالة", prolog: str = '<?xml version="1.0"?>') -> str:
    return f'{prolog}<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
