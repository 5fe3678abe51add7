"""The reader itself is killed while an analyst tags; what its screen had shown as done is in the workspace."""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

import pytest
from pty_session import PtySession

from reader.model import Article
from reader.store.checking import check
from reader.store.location import where
from reader.store.workspace import Workspace

WORDS = 60
TEXT = "عنوان\n\n" + " ".join(f"كلمة{number}" for number in range(WORDS))


def tag_until_killed(folder: Path, after: float) -> int:
    """Tag word after word and pull the plug so many seconds after the first; gives how many the screen has shown."""
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    settings = folder / "config.toml"
    settings.write_text("[annotate]\non_open = false\n[panel]\nvisible = false\n", encoding="utf-8")
    environment = {"READER_CONFIG": str(settings), "XDG_DATA_HOME": str(folder / "data")}
    with PtySession([sys.executable, "-m", "reader", str(folder), "--as", "سارة"], environment=environment) as session:
        session.wait_for(lambda session: session.shows("unread"))
        session.press("w", "2")
        session.wait_for(lambda session: shown(session) == 1)
        end = time.monotonic() + after
        while time.monotonic() < end:
            session.press("w", "2")
            session.read(0.02)
        return shown(session)


def shown(session: PtySession) -> int:
    """How many annotations the status line tells of."""
    told = [re.search(r"(\d+) annotations?", session.row(y)) for y in range(session.screen.lines)]
    return max((int(found[1]) for found in told if found), default=0)


def check_nothing_is_lost(folder: Path, seed: int) -> None:
    seen = tag_until_killed(folder, random.Random(seed).uniform(0.0, 1.0))
    database = where(folder)
    assert check(database) == []
    with Workspace.open(database, who="سارة") as workspace:
        kept = workspace.annotations(Article(TEXT).id)
    assert len(kept) >= seen > 0
    assert len({each.span for each in kept}) == len(kept)


@pytest.mark.parametrize("seed", range(3))
def test_what_the_screen_has_shown_is_kept(tmp_path: Path, seed: int) -> None:
    check_nothing_is_lost(tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(500))
def test_what_the_screen_has_shown_is_kept_at_each_of_500_points(tmp_path: Path, seed: int) -> None:
    check_nothing_is_lost(tmp_path, 1_000 + seed)
