"""Two readers, two processes, one folder or one server: each sees on the screen what the other does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pty_session import PtySession

from reader.ui.widgets.arabic_text import shaped_str

TEXT = "عنوان\n\nقال لافروف في موسكو إن الأمر تم."


@pytest.fixture(params=["folder", "server"])
def store(request: pytest.FixtureRequest) -> list[str]:
    """What is added to the command line."""
    return ["--store", request.getfixturevalue("postgres")] if request.param == "server" else []


def reader(folder: Path, who: str, store: list[str]) -> PtySession:
    (folder / "config.toml").write_text("[annotate]\non_open = false\n[panel]\nvisible = false\n", encoding="utf-8")
    environment = {"READER_CONFIG": str(folder / "config.toml"), "XDG_DATA_HOME": str(folder / "data")}
    command = [sys.executable, "-m", "reader", str(folder / "a.txt"), "--as", who, *store]
    return PtySession(command, columns=100, rows=24, environment=environment)


def shows(*texts: str) -> Callable[[PtySession], bool]:
    return lambda session: all(session.shows(text) for text in texts)


def test_each_sees_what_the_other_does(tmp_path: Path, store: list[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with reader(tmp_path, "سارة", store) as sara, reader(tmp_path, "خالد", store) as khaled:
        for session in (sara, khaled):
            session.wait_for(shows("unread"))
        sara.press("2")
        sara.wait_for(shows("1 annotation", "Place (accepted)"))
        khaled.wait_for(shows("1 open", "Just now", shaped_str("سارة")))
        khaled.press("w", "1")
        khaled.wait_for(shows("Person (accepted)"))
        sara.wait_for(shows("1 open", shaped_str("خالد")))
        sara.press("u")
        sara.wait_for(lambda session: not session.shows("Place (accepted)"))
        khaled.wait_for(shows("1 annotation"))
        assert not khaled.shows("open")
        assert sara.shows("1 open")
        assert not khaled.shows("2 annotations")
