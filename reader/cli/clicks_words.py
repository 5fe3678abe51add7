"""Has click speak the language of the interface: it looks its own words up with gettext, in the catalogue named here.

The sentences stand here to be collected; one that is not among them stays English.
"""

from __future__ import annotations

import gettext
import os

from reader.wording import countable, language_in_force, sayable
from reader.wording.sentences import FOLDER

_DOMAIN = "messages"
"""The domain in which click looks; it is also the name of our catalogue."""
_VARIABLE = "LANGUAGE"
"""Where gettext finds which language is wanted, before it looks at the locale."""

SENTENCES = (
    sayable("Usage:"),
    sayable("Options"),
    sayable("Commands"),
    sayable("Show this message and exit."),
    sayable("Show the version and exit."),
    sayable("default: {default}"),
    sayable("required"),
    sayable("Error: {message}"),
    sayable("Try '{command} {option}' for help."),
    sayable("Invalid value: {message}"),
    sayable("Invalid value for {param_hint}: {message}"),
    sayable("Missing argument"),
    sayable("Missing option"),
    sayable("Missing parameter"),
    sayable("No such option {name!r}."),
    sayable("No such command {name!r}."),
    sayable("Option {name!r} does not take a value."),
    sayable("Argument {name!r} takes {nargs} values."),
    sayable("{value!r} is not a valid {number_type}."),
    sayable("{value} is not in the range {range}."),
    sayable("Aborted!"),
)
"""The words and sentences of click that a command can print."""
COUNTED = (
    countable("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    countable("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    countable("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    countable("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
"""Those that have plural forms."""


def have_click_speak() -> None:
    """Let click find its words in our catalogue, where the interface speaks another language than English."""
    if language_in_force() != "en":
        gettext.bindtextdomain(_DOMAIN, FOLDER)
        os.environ[_VARIABLE] = language_in_force()
