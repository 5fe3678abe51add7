"""Says in a sentence why a server gave no answer, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotate.llm.server_key import VARIABLE, ServerKey
from reader.errors import AnnotateError, shown
from reader.settings.definitions import Llm
from reader.wording import counted

if TYPE_CHECKING:
    from openai import APIError

_LONGEST = 200
"""The most characters that are repeated of what a server says."""


def explain_fault(error: APIError, settings: Llm, key: ServerKey) -> AnnotateError:
    """The error for the user; what the server said is in it without the key."""
    import openai

    server = shown(settings.server)
    tries = counted(settings.retries + 1, "{number} time", "{number} times")
    if isinstance(error, openai.APITimeoutError):
        return AnnotateError(
            f"{server} has not answered within {counted(settings.timeout, '{number} second', '{number} seconds')}, {tries}; raise llm.timeout, or "
            "lower llm.piece."
        )
    if not isinstance(error, openai.APIStatusError):
        cause = f" ({_cut(str(error.__cause__), key)})" if error.__cause__ else ""
        return AnnotateError(f"{server} cannot be reached{cause}, {tries}; start the server, or correct llm.server.")
    status = error.status_code
    said = f"{server} answers {status} ({_cut(error.message.removeprefix(f'Error code: {status} - '), key)})"
    if status in (401, 403):
        has = "does not accept the key" if key.value else "wants a key"
        return AnnotateError(f"{said}: it {has}; set it in {VARIABLE} or in the keyring.")
    if status == 404:
        return AnnotateError(f"{said}: it has no model {shown(settings.model)}; correct llm.model or llm.server.")
    if status == 429:
        return AnnotateError(f"{said}, {tries}: it wants fewer requests; set llm.per_minute, or try again later.")
    if 300 <= status < 400:
        return AnnotateError(f"{server} answers that it has moved; correct llm.server, since nothing is sent on.")
    if status >= 500:
        return AnnotateError(f"{said}, {tries}; look into the server's own log, or try again later.")
    return AnnotateError(f"{said}; correct llm.server or llm.model.")


def _cut(words: str, key: ServerKey) -> str:
    safe = shown(key.hide(" ".join(words.split())))
    return safe if len(safe) <= _LONGEST else f"{safe[:_LONGEST]}…"
