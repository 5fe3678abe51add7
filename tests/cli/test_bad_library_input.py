"""What cannot be done with a library: one sentence, exit code 2 (130 after Ctrl-C), and nothing is lost."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from library.indexes import CITIES, make_folder

READER = (sys.executable, "-m", "reader")


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library with an index, a folder, and a file that is no output of any run."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.chdir(tmp_path)
    make_folder(tmp_path / "news", CITIES[:2])
    (tmp_path / "folder").mkdir()
    (tmp_path / "old.csv").write_text("earlier", encoding="utf-8")
    assert run("index news --no-engine").returncode == 0


def run(command: str) -> subprocess.CompletedProcess[str]:
    whole = f"{shlex.join(READER)} {command}"
    return subprocess.run(["bash", "-c", whole], capture_output=True, text=True, check=False, encoding="utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*.txt")}


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("search x gone", "gone: there is no such file or folder; check the path."),
        ("search x news/.reader/index.db", "this is the index of a library; name the library's folder or files."),
        ("search x news --store gone.db", "gone.db: there is no workspace; check the path."),
        ("search x news --store http://x", "this kind of store is not known"),
        ("search '\"x' news", "The query cannot be read at"),
        ("search date:2017-99 news", "this is no day"),
        ("search --saved x news", "there is no workspace"),
        ("search x news --format pdf", "'pdf' is not one of"),
        ("ledger gone", "gone: there is no such file or folder; check the path."),
        ("ledger news/.reader/index.db", "this is the index of a library"),
        ("ledger news --store gone.db", "gone.db: there is no workspace"),
        ("ledger news --where '(x'", "The query cannot be read at"),
        ("ledger news --due 2017-13-01", "--due 2017-13-01: this is no day"),
        ("ledger news -o news/0.txt", "news/0.txt: "),
        ("ledger news/0.txt -o news/0.txt", "this is one of the files being read"),
        ("ledger news -o news/.reader/index.db --format csv", "news/.reader/index.db: "),
        ("ledger news -o news/.reader/ledger.csv", "this folder belongs to the reader itself"),
        ("ledger news -o folder --format csv", "folder: this is a folder; name a file in it."),
        ("ledger news -o old.pdf", "no format has the ending .pdf"),
        ("ledger news -o /dev/full --format csv", "/dev/full: the file cannot be written (No space left on device)"),
        ("ledger news -o /proc/ledger.csv", "/proc/ledger.csv: the file cannot be written"),
        ("index gone --no-engine", "gone: there is no such file; check the name."),
        ("index news/.reader/index.db", "this is the index of a library"),
        ("index news --from folder", "folder: this is a folder; name a file that `reader annotate` wrote."),
        ("index news --from news/.reader/index.db", "this is a database of the reader"),
        ("index news --store gone.db", "gone.db: there is no workspace"),
        ("pull --into news", "there are no feeds in the settings"),
    ],
)
def test_it_is_said_in_one_sentence_and_nothing_is_lost(tmp_path: Path, command: str, said: str) -> None:
    before = snapshot(tmp_path)
    done = run(command)
    assert done.returncode == 2
    *_, sentence = done.stderr.splitlines()
    assert said in sentence
    assert "Traceback" not in done.stderr
    assert snapshot(tmp_path) == before
    assert run("search روسيا news --count").stdout == "2\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read and write everywhere")
@pytest.mark.parametrize("command", ["index news --from locked.jsonl", "ledger news -o locked/ledger.csv"])
def test_where_nothing_may_be_read_or_written(tmp_path: Path, command: str) -> None:
    (tmp_path / "locked.jsonl").touch(mode=0o000)
    (tmp_path / "locked").mkdir(mode=0o500)
    done = run(command)
    assert (done.returncode, done.stderr.count("locked")) == (2, 1)


def test_where_no_file_can_be_written_at_all(tmp_path: Path) -> None:
    for command in ("search روسيا news", "ledger news -o old.csv", "index news"):
        whole = f"ulimit -f 0; {shlex.join(READER)} {command}"
        done = subprocess.run(["bash", "-c", whole], capture_output=True, text=True, check=False, encoding="utf-8")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "news/.reader/index.db: the index cannot be " in done.stderr
    assert (tmp_path / "old.csv").read_text(encoding="utf-8") == "earlier"
    assert run("search روسيا news --count").stdout == "2\n"


@pytest.mark.parametrize(
    "command", ["search روسيا news", "search روسيا news --format csv", "ledger news", "index news"]
)
def test_output_that_is_full_or_closed(command: str) -> None:
    full = run(f"{command} >/dev/full")
    assert full.returncode == 2
    assert full.stderr.splitlines()[-1].startswith("reader: The output cannot be written (")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*READER, *command.split()], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)


@pytest.mark.parametrize("command", ["search روسيا -", "ledger - --format csv", "index - --no-engine"])
def test_ctrl_c_ends_a_command_with_a_sentence(tmp_path: Path, command: str) -> None:
    with subprocess.Popen(
        [*READER, *command.split()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        # The index is made just before standard input, which never ends, is read.
        while process.poll() is None and not list(tmp_path.glob("XDG_DATA_HOME/*/indexes/*/index.lock")):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        printed, said = process.communicate(timeout=20)
    assert (process.returncode, printed) == (130, "")
    (sentence,) = said.splitlines()
    assert sentence.startswith("reader: interrupted")


def test_ctrl_c_ends_a_feed_that_never_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config.toml"))
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/rss"
        (tmp_path / "config.toml").write_text(f'[feeds]\nsilent = "{address}"\n', encoding="utf-8")
        with subprocess.Popen([*READER, "pull", "--into", "news"], stderr=subprocess.PIPE, text=True) as process:
            server.settimeout(20)
            connection, _ = server.accept()
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=20)
            connection.close()
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("reader: interrupted")
