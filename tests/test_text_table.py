"""Tables in a terminal: no line is wider than the window, whatever it holds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pty_session import PtySession
from wcwidth import width

from reader.journal import tagging
from reader.model import Article, Span
from reader.store.workspace import Workspace
from reader.text_table import cut_lines


@pytest.mark.parametrize(
    ("line", "most_cells", "cut"),
    [
        ("tagged «حلب» as Place", 30, "tagged «حلب» as Place"),
        ("tagged «حلب» as Place", 21, "tagged «حلب» as Place"),
        ("tagged «حلب» as Place", 12, "tagged «حلب…"),
        ("قَالَ لافروف", 4, "قَالَ…"),
        ("日本語", 4, "日 …"),
        ("a", 0, ""),
    ],
)
def test_a_line_is_cut_to_cells(line: str, most_cells: int, cut: str) -> None:
    assert cut_lines(f"{line}\n", most_cells) == f"{cut}\n"
    assert width(cut) <= most_cells


def test_every_line_is_cut_for_itself() -> None:
    assert cut_lines("short\nmuch longer\n", 6) == "short\nmuch …\n"


def test_the_history_fits_the_terminal(tmp_path: Path) -> None:
    text = "قال سيرغي لافروف " * 20
    with Workspace.open(tmp_path / ".reader" / "reader.db", who="هدى") as workspace:
        workspace.remember(Article(text, title=text, source="one.txt"))
        workspace.apply(tagging.tag(workspace.authorship(Article(text).id), Span(4, 300), "person"))
    folders = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    with PtySession(
        [sys.executable, "-m", "reader", "history", str(tmp_path)], columns=60, environment=folders
    ) as session:
        assert session.wait_for_exit(seconds=30) == 0
        lines = session.sent.decode().splitlines()
        assert len(lines) == 2
        assert all(width(line) <= 60 for line in lines)
        assert lines[1].endswith("…")
