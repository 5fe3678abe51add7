"""Words the ledger - its columns, outcomes, events - in English or Arabic."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

import tomli

Language: TypeAlias = Literal["english", "arabic", "both"]


def word(kind: str, name: str, language: Language) -> str:
    """What something is called: "open", «مفتوح», or "open (مفتوح)"; `kind` is a table of ledger_wording.toml."""
    names = _load()[kind][name]
    return join_names(names["english"], names["arabic"], language)


def join_names(english: str, arabic: str, language: Language) -> str:
    """A name in one language, or in both."""
    if language == "both":
        return f"{english} ({arabic})" if english != arabic else english
    return arabic if language == "arabic" else english


@cache
def _load() -> dict[str, dict[str, dict[str, str]]]:
    return tomli.loads((files("reader.library.ledger") / "ledger_wording.toml").read_text(encoding="utf-8"))
