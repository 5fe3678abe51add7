"""No command sends a terminal what a file, a workspace or a name orders it to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from command_lines import commands_on_workspaces, lines_with_options, plain_line, printing_commands
from hostile import PAYLOAD, fill_workspace, find_leaks, print_in_terminal, write_files, write_settings
from sqlalchemy import Integer

from reader.load import load_all
from reader.store.location import where
from reader.store.schema import TABLES
from reader.store.workspace import Workspace


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("READER_ANALYST", "هدى")
    # So wide that no table is cut before what it holds is seen.
    monkeypatch.setenv("COLUMNS", "1000")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of hostile files in whose workspace two analysts have said hostile things."""
    folder = tmp_path / f"news{PAYLOAD}"
    files = write_files(folder)
    write_settings(tmp_path / "XDG_CONFIG_HOME")
    fill_workspace(where(folder), source=str(files[3]))
    with Workspace.open(where(folder), who="هدى") as workspace:
        workspace.remember_all(each.article for each in load_all([str(folder)])[0])
    return folder


@pytest.mark.parametrize("name", printing_commands())
def test_hostile_files_and_workspaces(name: str, news: Path) -> None:
    database = str(where(news))
    sources = [news, *sorted(news.iterdir()), database, f"{news}/absent{PAYLOAD}", "/dev/null"]
    for source in sources:
        line = plain_line(name, str(source))
        assert find_leaks(print_in_terminal(line)) == [], line


@pytest.mark.parametrize("name", printing_commands())
def test_every_option(name: str, news: Path) -> None:
    for source in (news, news / "rows.jsonl", where(news)):
        for line in lines_with_options(name, str(source), PAYLOAD):
            assert find_leaks(print_in_terminal(line)) == [], line


def test_misuse_names_what_was_typed() -> None:
    for line in ([PAYLOAD], ["render", f"--{PAYLOAD}"], ["render", "--width", PAYLOAD, "x"], ["history", "a", PAYLOAD]):
        assert find_leaks(print_in_terminal(line)) == [], line


COLUMNS = [
    f"{table.name}.{column.name}"
    for table in TABLES.tables.values()
    for column in table.columns
    if not isinstance(column.type, Integer)
]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_workspace_received_from_somebody(column: str, news: Path, tmp_path: Path) -> None:
    table, name = column.split(".")
    database = tmp_path / "received.db"
    with closing(sqlite3.connect(where(news))) as one, closing(sqlite3.connect(database)) as other:
        one.backup(other)
        other.execute(f'UPDATE "{table}" SET "{name}" = CAST("{name}" AS TEXT) || ?', [PAYLOAD])
        other.commit()
    for command in commands_on_workspaces():
        line = plain_line(command, str(database))
        assert find_leaks(print_in_terminal(line)) == [], line


def test_what_is_drawn_over_itself_is_no_leak() -> None:
    """The test would find what it looks for."""
    for text in (PAYLOAD, "\x1b]52;c;QUJD\x07", "\x9b", "a\u202eb", "\x1b[7777m", "\x07", "\u200b", "\U000e0041"):
        assert find_leaks(f"أ{text}ب".encode()), text
    assert find_leaks("\x1b[38;2;1;2;3mحلب\x1b[0m\r\n".encode()) == []
