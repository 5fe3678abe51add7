"""Looks sentences up in the catalogue of the interface's language, and fills in what they name."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from reader.wording.digits_written import number
from reader.wording.spoken_language import Language, language_in_force

FOLDER = Path(__file__).parent


def say(sentence: str, /, **values: object) -> str:
    """The sentence in the language of the interface, with `{name}` replaced by the value of that name.

    The sentence must stand in the call as it is, so that it can be collected. Values are put in as they are and never
    read as a format; whole numbers are written with the digits of the interface.
    """
    return _fill(_catalogue(language_in_force()).gettext(sentence), values) if sentence else ""


def counted(count: int, singular: str, plural: str, /, **values: object) -> str:
    """A number with what it counts, in the right one of the language's plural forms; `{number}` stands for it.

    >>> counted(1204, "{number} article", "{number} articles")
    '1,204 articles'
    """
    sentence = _catalogue(language_in_force()).ngettext(singular, plural, count)
    return _fill(sentence, {"number": count, **values})


def sayable(sentence: str) -> str:
    """The sentence unchanged, collected for the catalogue: for tables whose words `say` looks up when it shows them."""
    return sentence


def countable(singular: str, plural: str) -> tuple[str, str]:
    """What `counted` takes, collected for the catalogue: for functions that are told what they count."""
    return singular, plural


def _fill(sentence: str, values: dict[str, object]) -> str:
    if not values:
        return sentence
    shown = {
        name: number(each) if isinstance(each, int) and not isinstance(each, bool) else each
        for name, each in values.items()
    }
    return sentence.format(**shown)


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with (FOLDER / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        return gettext.GNUTranslations(file)
