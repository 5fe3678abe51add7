"""Says in a sentence why a server gave no answer, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotate.llm.server_key import VARIABLE, ServerKey
from reader.errors import AnnotateError, shown
from reader.settings.definitions import Llm
from reader.wording import counted, say

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
            say(
                "{server} has not answered within {seconds}, {tries}; raise llm.timeout, or lower llm.piece.",
                server=server,
                seconds=counted(settings.timeout, "{number} second", "{number} seconds"),
                tries=tries,
            )
        )
    if not isinstance(error, openai.APIStatusError):
        cause = f" ({_cut(str(error.__cause__), key)})" if error.__cause__ else ""
        return AnnotateError(
            say(
                "{server} cannot be reached{cause}, {tries}; start the server, or correct llm.server.",
                server=server,
                cause=cause,
                tries=tries,
            )
        )
    status = error.status_code
    message = _cut(error.message.removeprefix(f"Error code: {status} - "), key)
    said = say("{server} answers {status} ({message})", server=server, status=str(status), message=message)
    if status in (401, 403):
        if key.value:
            why = say(
                "{said}: it does not accept the key; set it in {variable} or in the keyring.",
                said=said,
                variable=VARIABLE,
            )
        else:
            why = say("{said}: it wants a key; set it in {variable} or in the keyring.", said=said, variable=VARIABLE)
        return AnnotateError(why)
    if status == 404:
        return AnnotateError(
            say(
                "{said}: it has no model {model}; correct llm.model or llm.server.",
                said=said,
                model=shown(settings.model),
            )
        )
    if status == 429:
        return AnnotateError(
            say(
                "{said}, {tries}: it wants fewer requests; set llm.per_minute, or try again later.",
                said=said,
                tries=tries,
            )
        )
    if 300 <= status < 400:
        return AnnotateError(
            say("{server} answers that it has moved; correct llm.server, since nothing is sent on.", server=server)
        )
    if status >= 500:
        return AnnotateError(
            say("{said}, {tries}; look into the server's own log, or try again later.", said=said, tries=tries)
        )
    return AnnotateError(say("{said}; correct llm.server or llm.model.", said=said))


def _cut(words: str, key: ServerKey) -> str:
    safe = shown(key.hide(" ".join(words.split())))
    return safe if len(safe) <= _LONGEST else f"{safe[:_LONGEST]}…"
