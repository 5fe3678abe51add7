"""Holds the days that a date or deadline means, and words how it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import tomli


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both ends included; an end that the words leave open is None."""

    first: date | None
    last: date | None
    reading: str
    """How it was read: "weekday ahead 6", "before: end: this month"; deadline_readings.toml words its parts."""

    def word_reading(self, language: str) -> str:
        """The reading in plain words: "before the end of the month". Without words in a language, English is used."""
        words = _load_words()
        place = words.get(language, words["en"])
        *bounds, name = self.reading.split(": ")
        weekday = name[-1:] if name[-1:].isdecimal() else ""
        text: str = place["readings"][name.removesuffix(weekday).rstrip()]
        if weekday:
            text = text.replace("{day}", place["weekdays"][int(weekday) - 1])
        for bound in reversed(bounds):
            text = place["bounds"][bound].replace("{}", text)
        return text


@cache
def _load_words() -> dict[str, dict[str, Any]]:
    with files("reader.library.deadlines").joinpath("deadline_readings.toml").open("rb") as file:
        return tomli.load(file)
