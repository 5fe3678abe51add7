"""Looks up what the reader's lists know of an entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.annotate.names.aliases import load_metonyms
from reader.annotate.names.glossing import GUESS, describe, find_entry, is_guess
from reader.annotate.names.romanising import romanise
from reader.annotate.word_card import look_up
from reader.arabic.words import fold


def list_known(name: str, label: str, attributes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What the lists know of a name with a label, as titles and values; `attributes` are those of a mention."""
    return tuple((title, value) for title, value in _look_up(name, label, attributes) if value)


def _look_up(name: str, label: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    entry = find_entry(name, label)
    known = {key: value for key, value in describe(name, label).items() if value} | dict(attributes)
    gloss = known.get("gloss", "")
    yield "English", f"{GUESS}{gloss}" if gloss and is_guess(gloss, name, label) else gloss
    latin = romanise(name)
    yield "Transliteration", latin if latin != gloss else ""
    yield "List", entry.origin if entry is not None else ""
    yield "Country", known.get("code", "")
    yield "GeoNames", known.get("geonames", "")
    yield "Stands for", known.get("metonym") or load_metonyms().get(fold(name), "")
    card = None if " " in name else look_up(name)
    if card is not None and card.root:
        # The name is also a word of the language.
        yield "Root", card.root
        yield "Meaning", card.gloss
