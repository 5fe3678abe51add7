"""Finds the key for a server, in the environment or in the system's keyring; it is never written anywhere."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from importlib.util import find_spec

from reader.annotate import describe
from reader.errors import AnnotateError
from reader.paths import APPLICATION
from reader.wording import say

VARIABLE = "READER_LLM_KEY"


@dataclass(frozen=True, slots=True)
class ServerKey:
    """A key, and the place where it was found."""

    value: str = field(repr=False)
    origin: str

    def hide(self, words: str) -> str:
        """Words without the key, since servers repeat a wrong key in their answer."""
        return words.replace(self.value, "•••") if self.value else words


def find_key(server: str) -> ServerKey:
    """The key for a server, empty where there is none; AnnotateError where the keyring cannot be read."""
    value = os.environ.get(VARIABLE, "").strip()
    if value:
        return ServerKey(value, say("environment ({variable})", variable=VARIABLE))
    if find_spec("keyring") is None:
        return ServerKey("", "")
    import keyring
    import keyring.errors

    try:
        value = (keyring.get_password(APPLICATION, server) or "").strip()
    except keyring.errors.NoKeyringError:
        return ServerKey("", "")
    except Exception as error:
        # Each system's keyring fails in ways of its own.
        raise AnnotateError(
            say(
                "The keyring cannot be read ({describe}); unlock it, or set the key in {variable}.",
                describe=describe(error),
                variable=VARIABLE,
            )
        ) from error
    return ServerKey(value, say("keyring")) if value else ServerKey("", "")
