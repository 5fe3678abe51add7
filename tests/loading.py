"""Reads a source to its end, for tests that want its articles alone."""

from __future__ import annotations

from collections.abc import Iterator

from reader.load import Loaded, Source, load_each


def load(source: Source, *, encoding: str | None = None) -> Iterator[Loaded]:
    """The articles of a source; after the last, the first error if there was any."""
    outcomes = list(load_each(source, encoding=encoding))
    yield from (outcome for outcome in outcomes if isinstance(outcome, Loaded))
    for outcome in outcomes:
        if not isinstance(outcome, Loaded):
            raise outcome
