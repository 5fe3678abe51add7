"""Output that is not UTF-8: every command ends in order, replaces what cannot be shown and says so; files are UTF-8."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_lines import lines_with_options, plain_line, printing_commands
from pty_session import PtySession

from reader.journal import tagging
from reader.load import load_all
from reader.model import Span
from reader.store.location import where
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
            for layer in (who, "adjudicated"):
                authorship = workspace.authorship(articles[0].id, layer)
                workspace.apply(tagging.tag(authorship, Span(0, 5), "place" if layer == who else "person"))
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


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_cannot_be_shown_is_replaced_and_one_sentence_says_so(setting: str, news: Path) -> None:
    ended = run(["render", "--plain", str(news / "خبر.txt")], setting, news)
    assert ended.returncode == 0
    assert "????? ?????" in ended.stdout.decode("latin-1")
    assert ended.stderr.decode().count(SENTENCE) == 1
    assert "Set PYTHONIOENCODING=utf-8" in ended.stderr.decode()


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize(
    "line", [["export"], ["export", "--format", "conll"], ["annotate", "--annotators", "patterns"]]
)
def test_files_and_data_are_utf8_and_whole(line: list[str], setting: str, news: Path) -> None:
    source = str(news / "خبر.txt") if line[0] == "annotate" else str(where(news))
    name, *options = line
    written = news.parent / f"{setting}-{'-'.join(line)}"
    assert run([name, source, *options, *only_one(name), "-o", str(written)], setting, news).returncode == 0
    printed = run([name, source, *options, *only_one(name)], setting, news)
    assert "روسيا" in written.read_text(encoding="utf-8")
    assert "روسيا" in printed.stdout.decode("utf-8")
    if name == "export":
        assert printed.stdout == written.read_bytes()
    # Columns have no place for commitments, and the command says so.
    assert printed.stderr.decode("utf-8").startswith("reader: conll cannot hold" if "conll" in line else "")
    assert len(printed.stderr.splitlines()) == ("conll" in line)


def only_one(name: str) -> list[str]:
    return ["--layer", "adjudicated"] if name == "export" else []


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_standard_input_is_decoded_by_what_it_holds(encoding: str, setting: str, news: Path) -> None:
    ended = run(
        ["annotate", "--annotators", "patterns", "--with-text", "-"], setting, news, given=TEXT.encode(encoding)
    )
    assert json.loads(ended.stdout)["text"] == TEXT


def test_the_screens_say_what_the_terminal_lacks(news: Path) -> None:
    for command in (["read", str(news)], ["adjudicate", str(news)]):
        line = [sys.executable, "-m", "reader", *command]
        own = {name: str(news.parent / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        with PtySession(line, environment={**own, "PYTHONIOENCODING": "cp1252"}) as session:
            assert session.wait_for_exit(seconds=60) == 2
        assert b"set to cp1252, which lacks letters that the reader draws" in session.sent
