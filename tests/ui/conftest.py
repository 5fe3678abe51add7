"""Where the readers of a test keep their work."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The place of a workspace that outlives the readers on it."""
    return tmp_path / "reader.db"
