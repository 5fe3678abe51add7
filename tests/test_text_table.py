"""Tables in a terminal: no line is wider than the window, whatever it holds."""

from __future__ import annotations

import os
import shlex
import subprocess
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


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """A folder whose article two analysts have tagged, with a title and a name that no terminal is wide enough for."""
    text = "قال سيرغي لافروف " * 20
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    for who in ("هدى", "خالد"):
        with Workspace.open(tmp_path / ".reader" / "reader.db", who=who * 30) as workspace:
            workspace.remember(Article(text, title=text, source="one.txt"))
            workspace.apply(tagging.tag(workspace.authorship(Article(text).id), Span(4, 300), "person"))
    return tmp_path


@pytest.mark.parametrize(
    ("command", "table"),
    [
        (["history", "."], "when"),
        (["agree", "."], "analysts"),
        (["annotate", "one.txt", "--format", "table", "--annotators", "names"], "offsets"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_table_fits_the_terminal_and_is_whole_in_a_pipe(command: list[str], table: str, tagged: Path) -> None:
    environment = {name: str(tagged / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    # Progress is shown on standard error.
    line = f"cd {tagged} && {sys.executable} -m reader {shlex.join(command)} 2>/dev/null"
    with PtySession(["bash", "-c", line], columns=60, environment=environment) as session:
        assert session.wait_for_exit(seconds=60) == 0
        shown = session.sent.decode().splitlines()
    piped = subprocess.run(["bash", "-c", line], env=os.environ | environment, capture_output=True, check=True)
    whole = piped.stdout.decode().splitlines()
    assert any(row.startswith(table) for row in whole)
    assert len(shown) == len(whole)
    assert all(width(row) <= 60 for row in shown)
    assert max(map(width, whole)) > 60
    assert all(row == full or row.endswith("…") for row, full in zip(shown, whole, strict=True))
