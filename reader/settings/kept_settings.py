"""Lays over the settings what an analyst last chose with keys, as far as the settings would allow it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from reader.settings.config import list_rules
from reader.settings.definitions import Config

KEPT_SETTINGS = (
    "display.theme",
    "display.highlight",
    "display.measure",
    "display.line_spacing",
    "display.justify",
    "display.tashkeel",
    "panel.side",
    "panel.width",
    "panel.visible",
)
"""The settings that keys change while one reads, by their dotted keys."""


def lay_over(config: Config, kept: Mapping[str, Any], *, pinned: Collection[str] = ()) -> Config:
    """The settings with the values that were kept, except of those that are pinned for this run."""
    rules = list_rules()
    for key in KEPT_SETTINGS:
        if key in kept and key not in pinned and rules[key].accepts(kept[key]):
            table, _, name = key.partition(".")
            section = replace(getattr(config, table), **{name: kept[key]})
            config = replace(config, **{table: section})
    return config
