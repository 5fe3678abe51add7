"""Makes the pages around the reader: the question for a name, the page of the terminal, and refusals."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import quote

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reader.wording import language_in_force, say

WEB = Path(__file__).parent / "web"
"""What the pages ask for, in addition to textual-serve's terminal."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)


def name_page(problem: str = "", *, typed: str = "") -> web.Response:
    """The page that asks for the analyst's name, with a sentence on the one that was typed."""
    return _page(
        "name.html",
        status=400 if problem else 200,
        question=say("Under which name should your work be kept?"),
        begin=say("Read"),
        problem=problem,
        typed=typed,
    )


def reading_page(name: str) -> web.Response:
    """The page of the terminal in which an analyst reads."""
    return _page(
        "reading.html",
        name=quote(name, safe=""),
        waiting=say("The reader is being started …"),
        ended=say("The reader has ended. What you did is kept."),
        again=say("Read on"),
        refused=say("The reader could not be started. The server's terminal says why."),
    )


def refusal_page(sentence: str, *, status: int) -> web.Response:
    """A page with one sentence."""
    return _page("refusal.html", status=status, sentence=sentence)


def secure(response: web.StreamResponse) -> None:
    """Add the headers that every answer has."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)


def _page(template: str, *, status: int = 200, **words: str) -> web.Response:
    language, nonce = language_in_force(), secrets.token_urlsafe(16)
    text = _templates.get_template(template).render(
        language=language, direction="rtl" if language == "ar" else "ltr", title=say("Reader"), nonce=nonce, **words
    )
    policy = (
        "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; "
        # xterm.js makes style sheets of its own, to which reader.js gives the nonce.
        f"style-src 'self' 'nonce-{nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return web.Response(status=status, text=text, content_type="text/html", headers={"Content-Security-Policy": policy})
