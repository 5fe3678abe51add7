"""Gold and a system's output for the sample article, and a place to work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.evaluate.marked import read_marked
from reader.model import Annotation

DATA = Path(__file__).parent / "data"


@pytest.fixture
def marked() -> Callable[[str], list[Annotation]]:
    """Reads the commitments of a file with one article."""

    def read(name: str) -> list[Annotation]:
        complaints: list[str] = []
        (article,) = read_marked(str(DATA / name), complain=complaints.append)
        assert not complaints
        return list(article.commitments or ())

    return read
