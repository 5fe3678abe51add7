"""Counts what models have cost: requests and tokens, and what of their answers could not be used."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from reader.annotate.llm.kept_answers import FOLDER
from reader.paths import data_folder, make_folder
from reader.wording import counted, say


@dataclass(frozen=True, slots=True)
class Tally:
    """What was asked and answered, about one article or about many."""

    requests: int = 0
    sent: int = 0
    """Tokens, as the server counts them."""
    received: int = 0
    kept: int = 0
    """Answers that were kept from an earlier time, and cost nothing."""
    lost: int = 0
    """Quotes that stand nowhere in the text."""
    unusable: int = 0
    """Entries with another form, or a label that the label set does not have."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


def add_tally(model: str, tally: Tally) -> None:
    """Write a tally down, in one line, so that several processes can write at once."""
    path = _path()
    line = json.dumps({"model": model} | asdict(tally)) + "\n"
    with suppress(OSError):
        make_folder(path.parent)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line.encode("ascii"))
        finally:
            os.close(descriptor)


def end_of_tallies() -> int:
    """The place after the last tally, from which `sum_tallies` can count what comes later."""
    with suppress(OSError):
        return _path().stat().st_size
    return 0


def sum_tallies(start: int = 0) -> dict[str, Tally]:
    """The sum of the tallies from a place on, by model."""
    sums: dict[str, Tally] = {}
    for model, tally in _read(start):
        sums[model] = sums.get(model, Tally()) + tally
    return sums


def explain_tally(model: str, tally: Tally) -> str:
    """A sentence for the user about what a model was asked and has cost."""
    parts = [
        say(
            "{model}: {requests}, {sent} tokens sent and {received} received",
            model=model,
            requests=counted(tally.requests, "{number} request", "{number} requests"),
            sent=tally.sent,
            received=tally.received,
        )
    ]
    if tally.kept:
        parts.append(counted(tally.kept, "{number} answer kept from before", "{number} answers kept from before"))
    if tally.lost:
        parts.append(
            counted(
                tally.lost,
                "{number} quote not found in the text and dropped",
                "{number} quotes not found in the text and dropped",
            )
        )
    if tally.unusable:
        parts.append(
            counted(
                tally.unusable,
                "{number} entry of another form or label dropped",
                "{number} entries of another form or label dropped",
            )
        )
    words = say("; ").join(parts)
    return f"{words}."


def _read(start: int) -> Iterator[tuple[str, Tally]]:
    try:
        with _path().open("rb") as file:
            file.seek(start)
            lines = file.read().splitlines()
    except OSError:
        return
    for line in lines:
        # A crash may leave half a line.
        with suppress(ValueError, KeyError, TypeError):
            row = json.loads(line)
            yield str(row["model"]), Tally(*(int(row[each.name]) for each in fields(Tally)))


def _path() -> Path:
    return data_folder() / FOLDER / "tallies.jsonl"
