"""Says for `reader doctor` whether a model is set up, without sending anything."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from reader.annotate.llm.chat import check_server
from reader.annotate.llm.first_notice import NAME, is_here
from reader.annotate.llm.server_key import VARIABLE, find_key
from reader.annotate.llm.token_tally import explain_tally, sum_tallies
from reader.errors import ReaderError, shown
from reader.settings.definitions import Llm
from reader.wording import say


def describe_readiness(settings: Llm) -> Iterator[str]:
    """Lines on the server, the model, the key's place, what is missing, and the tokens that were spent so far."""
    if not settings.server:
        yield say(
            "The annotator {name} is off: llm.server is not set, so nothing is sent anywhere (docs/llm.md).", name=NAME
        )
    else:
        where = say("this machine") if is_here(settings.server) else say("another machine")
        yield say("server {server} ({where})", server=shown(settings.server), where=where)
        yield (
            say("model {model}", model=shown(settings.model))
            if settings.model
            else say("model not set: set llm.model in config.toml")
        )
        yield from _describe_key(settings)
    if settings.server and find_spec("openai") is None:
        yield say("The extra llm is not installed; run: pip install 'arabic-reader[llm]'")
    yield from (explain_tally(shown(model), tally) for model, tally in sorted(sum_tallies().items()))


def _describe_key(settings: Llm) -> Iterator[str]:
    try:
        check_server(settings.server)
        key = find_key(settings.server)
    except ReaderError as error:
        yield str(error)
    else:
        yield (
            say("key from the {origin}", origin=key.origin)
            if key.value
            else say("no key in {variable} or in the keyring", variable=VARIABLE)
        )
