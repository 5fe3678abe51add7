"""Exports and imports the JSON Lines of `reader annotate`, whose rows `jsonl.py` describes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.errors import LoadError, shown
from reader.exchange.foreign_format import Incoming, Losses, Outgoing, WrittenPiece
from reader.exchange.json_lines import read_lines
from reader.exchange.jsonl import read_annotations, write_row
from reader.exchange.values import word_of
from reader.labels import LabelSet
from reader.wording import say

_MOST_CHARACTERS = 16_000_000
_STAND_IN = "\ufffd"
"""What stands for each character of a text that a row does not have."""


def write(rows: Iterable[Outgoing], *, labels: LabelSet, losses: Losses) -> Iterator[WrittenPiece]:
    """A line for each article."""
    for row in rows:
        yield WrittenPiece(write_row(row.article, row.annotations, with_text=row.with_text) + "\n")


def read(path: Path, *, complain: Callable[[str], None]) -> Iterator[Incoming]:
    """The annotations of each line; LoadError where a line is no object.

    A row without a text has no quotes either: its annotations are about a text with the same sum, or about none.
    """
    for number, line in read_lines(path):
        where = say("{path}, line {line}", path=shown(path), line=number)
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise LoadError(
                say("{where}: this is not valid JSON in UTF-8; nothing after it can be read.", where=where)
            ) from error
        if not isinstance(row, dict):
            raise LoadError(say("{where}: the row is not an object.", where=where))
        yield _read_row(row, where)


def _read_row(row: Mapping[str, Any], where: str) -> Incoming:
    text = word_of(row.get("text"))
    if text:
        annotations, warnings = read_annotations(row, text, where)
    else:
        length = row.get("length")
        if type(length) is not int or not 0 <= length <= _MOST_CHARACTERS:
            raise LoadError(say("{where}: the row has neither a text nor its length.", where=where))
        annotations, warnings = read_annotations(_without_quotes(row), _STAND_IN * length, where)
    return Incoming(
        annotations,
        text=text,
        id="" if text else word_of(row.get("sha256")).lower(),
        title=word_of(row.get("title")),
        source=word_of(row.get("path")) or word_of(row.get("doc")),
        warnings=warnings,
    )


def _without_quotes(row: Mapping[str, Any]) -> dict[str, Any]:
    entries = row.get("entities")
    if not isinstance(entries, list):
        return {**row}
    stripped = [
        {name: value for name, value in each.items() if name != "text"} if isinstance(each, dict) else each
        for each in entries
    ]
    return {**row, "entities": stripped}
