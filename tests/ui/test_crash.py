"""After a crash the terminal is as it was, the traceback is printed, and the exit status tells of it."""

from __future__ import annotations

import sys
from pathlib import Path

from pty_session import PtySession

CRASHING = """
import sys
from reader.ui.reading.caret import Caret

def crash(self):
    raise RuntimeError("as the test wants it")

Caret.copy = crash
sys.argv = ["reader", sys.argv[1]]
from reader.__main__ import main
main()
"""


def test_a_crash_is_told_by_the_exit_status(tmp_path: Path) -> None:
    folders = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    article = tmp_path / "a.txt"
    article.write_text("قال لافروف", encoding="utf-8")
    with PtySession([sys.executable, "-c", CRASHING, str(article)], environment=folders) as session:
        session.wait_for(lambda session: session.shows("quit"))
        session.press("y")
        assert session.wait_for_exit(seconds=30) == 1
        assert b"as the test wants it" in session.sent
        assert b"\x1b[?1049l" in session.sent
        assert b"\x1b[?1003l" in session.sent
