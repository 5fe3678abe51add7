"""Folders of their own for tests of commands, and an analyst."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's settings and nobody's work, in an empty folder."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def huda(own_folders: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The analyst هدى, with folders of her own."""
    monkeypatch.setenv("READER_ANALYST", "هدى")
