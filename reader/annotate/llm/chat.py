"""Speaks OpenAI's chat interface with the server that the settings name: one question, one answer, within limits."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reader.annotate.llm.instructing import Instructions
from reader.annotate.llm.server_faults import explain_fault
from reader.annotate.llm.server_key import ServerKey
from reader.errors import AnnotateError, shown
from reader.settings.definitions import Llm
from reader.wording import say

if TYPE_CHECKING:
    from openai import OpenAI

_LARGEST = 8 << 20
"""The most bytes of an answer that are read."""
_HEADERS = frozenset(
    ("host", "accept", "content-type", "content-length", "connection", "user-agent", "x-stainless-raw-response")
)
"""The headers that a server gets, beside the key. The client would add what the machine is, and what it finds in the
environment for OpenAI's own server; by the last of these it knows its own requests."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server has answered."""

    content: str
    is_cut: bool = False
    """Whether the limit of tokens ended the answer, or the question was already too long for the model."""
    sent: int = 0
    """The tokens of the question, as the server counts them; 0 where it does not say."""
    received: int = 0


class Chat:
    """A conversation with one server, in which every question stands alone."""

    def __init__(self, settings: Llm, key: ServerKey) -> None:
        self._settings = settings
        self._key = key
        self._next = 0.0
        """When the next question may be asked."""
        self._refused: set[str] = set()
        """The options that the server does not know."""

    def ask(self, instructions: Instructions, text: str) -> Reply:
        """The server's reply about a text; AnnotateError where it gives none, with the reason and the remedy."""
        import openai

        while True:
            options = self._choose_options(instructions)
            self._wait()
            try:
                return self._ask_once(instructions.rules, text, options)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                if refused := next((name for name in options if name in f"{error.param} {error.message}"), ""):
                    self._refused.add(refused)
                    continue
                if "context" in error.message.lower():
                    return Reply("", is_cut=True)
                raise explain_fault(error, self._settings, self._key) from None
            except openai.APIError as error:
                raise explain_fault(error, self._settings, self._key) from None

    def _choose_options(self, instructions: Instructions) -> dict[str, Any]:
        """What is asked for beside the answer itself, as far as the server knows it."""
        form = {"name": "annotations", "strict": True, "schema": instructions.schema}
        options: dict[str, Any] = {
            "temperature": 0,
            "response_format": {"type": "json_schema", "json_schema": form},
        }
        if self._settings.answer_tokens:
            # OpenAI's own server knows the limit by its newer name alone.
            name = "max_completion_tokens" if "max_tokens" in self._refused else "max_tokens"
            options[name] = self._settings.answer_tokens
        return {name: value for name, value in options.items() if name not in self._refused}

    def _ask_once(self, rules: str, text: str, options: dict[str, Any]) -> Reply:
        with self._client.chat.completions.with_streaming_response.create(
            model=self._settings.model,
            messages=[{"role": "system", "content": rules}, {"role": "user", "content": text}],
            **options,
        ) as response:
            return _read_reply(self._read_body(response.iter_bytes()))

    def _read_body(self, chunks: Iterable[bytes]) -> bytes:
        """The body of an answer; what is too long, or comes too slowly, is cut, and then it is no JSON."""
        deadline = time.monotonic() + self._settings.timeout
        body = bytearray()
        try:
            for chunk in chunks:
                body += chunk
                if len(body) > _LARGEST or time.monotonic() > deadline:
                    break
        except Exception:
            # The connection has ended within the answer; which error that is depends on the client's own client.
            pass
        return bytes(body)

    def _wait(self) -> None:
        """Wait until the limit of requests in a minute allows the next one."""
        if not self._settings.per_minute:
            return
        now = time.monotonic()
        if self._next > now:
            time.sleep(self._next - now)
        self._next = max(now, self._next) + 60 / self._settings.per_minute

    @cached_property
    def _client(self) -> OpenAI:
        from openai import DefaultHttpxClient, OpenAI

        check_server(self._settings.server)
        return OpenAI(
            api_key=self._key.value or "none",
            base_url=self._settings.server,
            timeout=self._settings.timeout,
            max_retries=self._settings.retries,
            # A server could have the article sent on to another one, which no setting names.
            http_client=DefaultHttpxClient(follow_redirects=False, event_hooks={"request": [self._strip_headers]}),
        )

    def _strip_headers(self, request: Any) -> None:
        for name in list(request.headers):
            if name.lower() not in _HEADERS:
                del request.headers[name]
        # An answer takes far longer than a new connection, and none is left open when the reader ends.
        request.headers["Connection"] = "close"
        if self._key.value:
            request.headers["Authorization"] = f"Bearer {self._key.value}"


def check_server(server: str) -> None:
    """Raise AnnotateError where the setting is no address to which a question can be sent."""
    try:
        parts = urlsplit(server)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_address = False
    if not is_address:
        raise AnnotateError(
            say(
                "llm.server cannot be {server}; set an address such as http://localhost:11434/v1 in config.toml.",
                server=shown(server),
            )
        )
    if parts.username or parts.password:
        raise AnnotateError(say("llm.server holds a password; take it out, and give a key as docs/llm.md says."))


def _read_reply(body: bytes) -> Reply:
    """The reply in a body; an empty one where the body has another form, which is no answer."""
    try:
        whole = json.loads(body)
        choice = whole["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return Reply("")
    usage = whole.get("usage")
    return Reply(
        content if isinstance(content, str) else "",
        choice.get("finish_reason") == "length",
        _count(usage, "prompt_tokens"),
        _count(usage, "completion_tokens"),
    )


def _count(usage: Mapping[str, Any] | None, name: str) -> int:
    value = usage.get(name) if isinstance(usage, dict) else None
    return value if type(value) is int and 0 <= value < 1 << 40 else 0
