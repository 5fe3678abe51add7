"""The parts of the reading screen, with an article that a workspace knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stand_ins import LAVROV, MOSCOW, TEXT, Parts, proposal


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    made = Parts(TEXT, proposal(MOSCOW, "place"), proposal(LAVROV, "person", score=0.2, rule="title")).open(tmp_path)
    yield made
    made.work.workspace.close()
