"""Folders of its own for each test of the reports, a small library, and a browser for each module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from library.ledger_library import HUDA
from playwright.sync_api import Browser, sync_playwright
from report.reported_library import small_library

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("READER_ANALYST", HUDA)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return small_library(tmp_path / "news")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
