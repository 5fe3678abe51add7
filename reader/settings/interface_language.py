"""Finds out in which language to speak before anything is said, without reading the other settings."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from reader.errors import ReaderError, shown
from reader.paths import config_folder
from reader.settings.config import FILE, LOCATION_VARIABLE
from reader.wording import choose_language, say, use_digits, use_language
from reader.wording.spoken_language import VARIABLE

OPTION = "--lang"


def settle_language(arguments: Sequence[str]) -> list[str]:
    """Speak the language of the option, the environment, the settings or the locale; the arguments without the option.

    An option with a wrong value stays among the arguments, for `refuse_language`.
    """
    asked, rest = _take_option(list(arguments))
    if asked:
        # The processes that this one starts speak it too.
        os.environ[VARIABLE] = asked
    display = _read_display()
    use_language(choose_language(os.environ, asked=asked, setting=str(display.get("language", "auto"))))
    match display.get("digits"):
        case "western":
            use_digits("western")
        case "arabic":
            use_digits("arabic")
    return rest


def refuse_language(arguments: Sequence[str]) -> None:
    """Raise ReaderError where an option that names no language was left among the arguments."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for at, argument in enumerate(arguments[:end]):
        name, separator, value = argument.partition("=")
        if name == OPTION:
            value = value if separator else "".join(arguments[at + 1 : min(at + 2, end)])
            raise ReaderError(
                say("{option} {value}: there is no such language; write ar or en.", option=name, value=shown(value))
            )


def _take_option(arguments: list[str]) -> tuple[str, list[str]]:
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for at, argument in enumerate(arguments[:end]):
        if argument == OPTION and at + 1 < end and arguments[at + 1] in ("ar", "en"):
            return arguments[at + 1], arguments[:at] + arguments[at + 2 :]
        if argument in (f"{OPTION}=ar", f"{OPTION}=en"):
            return argument[-2:], arguments[:at] + arguments[at + 1 :]
    return "", arguments


def _read_display() -> dict[str, object]:
    """The section display of the user's settings as it stands; what is wrong there is reported with the others."""
    import tomli

    path = os.environ.get(LOCATION_VARIABLE) or config_folder() / FILE
    try:
        display = tomli.loads(Path(path).read_text(encoding="utf-8-sig")).get("display", {})
    except (OSError, ValueError):
        return {}
    return display if isinstance(display, dict) else {}
