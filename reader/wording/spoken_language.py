"""Decides in which language the interface speaks, and with which digits it writes numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["en", "ar"]
Digits: TypeAlias = Literal["western", "arabic"]
"""0123456789 or ٠١٢٣٤٥٦٧٨٩."""

LANGUAGES: tuple[Language, ...] = get_args(Language)
VARIABLE = "READER_LANG"
"""The environment variable that names the language."""
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_in_force: Language = "en"
_digits: Digits = "western"


def choose_language(environ: Mapping[str, str], *, asked: str = "", setting: str = "auto") -> Language:
    """The language asked for, or that of READER_LANG, of the setting, or of the locale, in this order; else English.

    A name that is neither of the two languages is passed over, since the settings report it themselves.
    """
    locale = next((environ[name] for name in _LOCALE if environ.get(name)), "")
    for name in (asked, environ.get(VARIABLE, ""), setting, locale.partition("_")[0].partition(".")[0]):
        if name in LANGUAGES:
            return name
    return "en"


def use_language(language: Language) -> None:
    """Speak this language from now on, and with its digits."""
    global _in_force, _digits
    _in_force = language
    _digits = "arabic" if language == "ar" else "western"


def use_digits(digits: Digits) -> None:
    """Write numbers with these digits from now on, whatever the language."""
    global _digits
    _digits = digits


def language_in_force() -> Language:
    """The language of the interface."""
    return _in_force


def either(english: str, arabic: str) -> str:
    """Of two names of the same thing, as labels and actions have them, the one in the language of the interface."""
    return arabic if _in_force == "ar" else english


def digits_in_force() -> Digits:
    """The digits of the interface."""
    return _digits


def name_language() -> dict[str, str]:
    """What to add to the environment of a process of our own, so that it speaks as this one does."""
    return {VARIABLE: _in_force}
