"""Says what the process that keeps an index up to date shall build, without that process's modules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is built."""

    paths: Sequence[str]
    store: str
    """The store that was named; empty for the library's own."""
    who: str
    with_engine: bool
    names: Sequence[str]
    """The annotators to run; none for the default ones."""


def write_request(request: BuildRequest) -> bytes:
    """The first line of the process's standard input."""
    return json.dumps(asdict(request)).encode("ascii") + b"\n"
