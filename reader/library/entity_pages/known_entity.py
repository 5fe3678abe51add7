"""Looks up what the reader's lists know of an entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.annotate.names.aliases import load_metonyms
from reader.annotate.names.glossing import GUESS, describe, find_entry, is_guess
from reader.annotate.names.romanising import romanise
from reader.annotate.word_card import look_up
from reader.arabic.words import fold
from reader.wording import sayable


def list_known(name: str, label: str, attributes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What the lists know of a name with a label, as titles and values; `attributes` are those of a mention."""
    return tuple((title, value) for title, value in _look_up(name, label, attributes) if value)


def _look_up(name: str, label: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    entry = find_entry(name, label)
    known = {key: value for key, value in describe(name, label).items() if value} | dict(attributes)
    gloss = known.get("gloss", "")
    yield sayable("English"), f"{GUESS}{gloss}" if gloss and is_guess(gloss, name, label) else gloss
    latin = romanise(name)
    yield sayable("Transliteration"), latin if latin != gloss else ""
    yield sayable("List"), entry.origin if entry is not None else ""
    yield sayable("Country"), known.get("code", "")
    yield sayable("GeoNames"), known.get("geonames", "")
    yield sayable("Stands for"), known.get("metonym") or load_metonyms().get(fold(name), "")
    card = None if " " in name else look_up(name)
    if card is not None and card.root:
        # The name is also a word of the language.
        yield sayable("Root"), card.root
        yield sayable("Meaning"), card.gloss
