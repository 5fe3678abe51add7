"""Output that is not UTF-8: every command ends in order, replaces what cannot be shown and says so; files are UTF-8."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_lines import lines_with_options, plain_line, printing_commands

from reader import tagging
from reader.load import load_all
from reader.model import Span
from reader.store.places import where
from reader.store.workspace import Workspace

TEXT = "روسيا تتعهد\n\nتعهدت روسيا بحماية المدنيين في حلب.\n"
SETTINGS = {
    "windows": {"PYTHONIOENCODING": "cp1252"},
    "strict": {"PYTHONIOENCODING": "ascii:strict"},
    "latin": {"PYTHONIOENCODING": "latin-1", "LC_ALL": "C.UTF-8"},
    "posix": {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "POSIX"},
}
SENTENCE = "a question mark stands for each"
WRITING = ("annotate", "render", "evaluate")
"""The commands that start the engine, which takes a while, so that few of their options are tried."""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose name is Arabic, with an article that two analysts have tagged."""
    folder = tmp_path_factory.mktemp("encodings") / "أخبار"
    folder.mkdir()
    (folder / "خبر.txt").write_text(TEXT, encoding="utf-8")
    (folder / "gold.jsonl").write_text(
        json.dumps({"text": TEXT, "doc": "خبر", "entities": []}) + "\n", encoding="utf-8"
    )
    articles = [each.article for each in load_all([str(folder)])[0]]
    for who in ("هدى", "خالد"):
        with Workspace.open(where(folder), who=who) as workspace:
            workspace.remember_all(articles)
            workspace.apply(tagging.tag(workspace.desk(articles[0].id), Span(0, 5), "place"))
    return folder


def run(line: list[str], setting: str, folder: Path, *, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    home = folder.parent / setting
    home.mkdir(exist_ok=True)
    own = {name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME")}
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "reader", *line],
        input=given,
        capture_output=True,
        cwd=home,
        env={**plain, "LANG": "C.UTF-8", "READER_ANALYST": "هدى", **own, **SETTINGS[setting]},
        timeout=120,
    )


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("name", printing_commands())
def test_every_command_ends_in_order(name: str, setting: str, news: Path) -> None:
    lines = [plain_line(name, str(news)), [*plain_line(name, str(news)), "--غائب"]]
    if name not in WRITING and setting == "strict":
        lines += lines_with_options(name, str(news), "هدى")
    for line in lines:
        ended = run(line, setting, news)
        assert b"Traceback" not in ended.stderr, (line, ended.stderr.decode())
        assert ended.returncode in (0, 1, 2), line
        if b"???" in ended.stdout:
            assert SENTENCE in ended.stderr.decode(), line
