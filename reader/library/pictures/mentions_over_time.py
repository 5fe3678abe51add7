"""Counts the mentions of entities over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from reader.library.entity_pages.seen_mentions import EntityMention
from reader.library.pictures.count_table import CountTable, make_table
from reader.library.pictures.weeks_and_months import Period, list_periods, name_period


def count_mentions(mentions: Mapping[str, Sequence[EntityMention]], *, by: Period) -> CountTable:
    """The mentions of one or several entities, given by their names, in each period."""
    counts = Counter[tuple[str, str]]()
    days = []
    left_out = 0
    for name, places in mentions.items():
        for place in places:
            if place.day is None:
                left_out += 1
            else:
                days.append(place.day)
                counts[name_period(place.day, by), name] += 1
    return make_table(list_periods(days, by), list(mentions), counts, left_out=left_out)
