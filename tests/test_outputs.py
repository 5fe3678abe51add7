"""What is written over what: a file that fails leaves the one before, and what is precious is never written over."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.journal import tagging
from reader.journal.operations import Authorship
from reader.model import Article, Span
from reader.outputs import Outputs, check_copy, check_target
from reader.store import rescue


def failing() -> Iterator[str]:
    yield "half"
    raise ReaderError("the rest could not be read.")


def write(path: Path, text: str, sources: tuple[str, ...] = ()) -> None:
    with Outputs(sources) as outputs:
        outputs.write(path, [text])


def test_a_file_appears_whole_and_alone(tmp_path: Path) -> None:
    write(tmp_path / "new" / "out.txt", "حلب")
    assert (tmp_path / "new" / "out.txt").read_text(encoding="utf-8") == "حلب"
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["out.txt"]


def test_what_fails_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("before")

    def write_two() -> None:
        with Outputs() as outputs:
            outputs.write(tmp_path / "one", ["after"])
            outputs.write(tmp_path / "two", failing())

    with pytest.raises(ReaderError, match="could not be read"):
        write_two()
    assert [each.name for each in tmp_path.iterdir()] == ["one"]
    assert (tmp_path / "one").read_text() == "before"


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("before")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link", "after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "after"
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_permissions_any_program_would_give_it(tmp_path: Path) -> None:
    write(tmp_path / "ours", "")
    (tmp_path / "usual").touch()
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_device_is_written_to_as_it_is() -> None:
    write(Path(os.devnull), "x")
    assert not Path(os.devnull).is_file()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "mine.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE precious (x)")
    return path


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_a_workspace_and_what_belongs_to_it_are_refused(database: Path, ending: str) -> None:
    before = database.read_bytes()
    with pytest.raises(ReaderError, match="workspace"):
        write(Path(f"{database}{ending}"), "x")
    assert database.read_bytes() == before
    assert list(database.parent.iterdir()) == [database]


def test_a_workspace_is_known_behind_a_link_and_by_another_name(database: Path, tmp_path: Path) -> None:
    (tmp_path / "soft").symlink_to(database)
    os.link(database, tmp_path / "hard")
    for name in ("soft", "hard", "soft-wal"):
        with pytest.raises(ReaderError, match="workspace"):
            check_target(tmp_path / name)


@pytest.mark.parametrize("content", [b"", b"\xa5" * 4096])
def test_a_workspace_that_is_damaged_is_known_by_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "reader.db").write_bytes(content)
    with pytest.raises(ReaderError, match="this is a workspace"):
        check_target(tmp_path / "reader.db")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("one.txt", "one.txt"),
        ("one.txt", "one.ann"),
        ("rows.jsonl#a#b", "rows.jsonl"),
        ("rows.jsonl:12", "rows.jsonl"),
        ("./sub/../one.txt", "one.txt"),
    ],
)
def test_what_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, target: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    for name in ("one.txt", "one.ann", "rows.jsonl"):
        (tmp_path / name).write_text("precious")
    with pytest.raises(ReaderError, match="one of the files being read"):
        write(Path(target), "x", (source,))
    assert (tmp_path / target).read_text() == "precious"


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").write_text("before")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ReaderError, match="cannot be written"):
        write(tmp_path / "out", "after")
    assert (tmp_path / "out").read_text() == "before"


def test_a_file_in_a_folder_that_takes_no_new_ones_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("before")
    opened = os.open

    def refuse(path: object, *rest: object, **options: object) -> int:
        if str(path).startswith(str(tmp_path)) and str(path).endswith(".part"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **options)  # type: ignore[arg-type]

    (tmp_path / "other").mkdir()
    monkeypatch.setattr("tempfile.tempdir", "/tmp")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ReaderError), Outputs() as outputs:
        outputs.write(tmp_path / "out", failing())
    assert (tmp_path / "out").read_text() == "before"
    write(tmp_path / "out", "after")
    assert (tmp_path / "out").read_text() == "after"


@pytest.mark.parametrize("name", ["rescue/1.jsonl", "backups/.making", "reader.db", "new.txt"])
def test_nothing_in_the_reader_s_own_folder_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReaderError, match="belongs to the reader itself"):
        write(tmp_path / ".reader" / name, "x")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("variable", ["XDG_CONFIG_HOME", "XDG_DATA_HOME"])
def test_nothing_in_the_user_s_own_folders_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(tmp_path))
    with pytest.raises(ReaderError, match="belongs to the reader itself"):
        write(tmp_path / "arabic-reader" / "config.toml", "x")


def test_work_that_is_kept_in_a_file_is_not_written_over(tmp_path: Path) -> None:
    article = Article("نعم.", source="one.txt")
    for operations in ((), tagging.tag(Authorship(article.id, "huda", "huda"), Span(0, 2), "place")):
        kept = rescue.keep([tmp_path], [article][len(operations) :], operations)
        assert kept is not None
        with pytest.raises(ReaderError, match="no workspace yet"):
            write(kept, "x")


def test_what_is_read_from_standard_input_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("نعم.", encoding="utf-8")
    command = [sys.executable, "-m", "reader", "annotate", "-", "-o", str(tmp_path / "one.txt")]
    with open(tmp_path / "one.txt", "rb") as file:
        done = subprocess.run(command, stdin=file, capture_output=True, check=False)
    assert done.returncode == 2
    assert (tmp_path / "one.txt").read_text(encoding="utf-8") == "نعم."


def test_a_copy_may_be_called_like_a_workspace_where_there_is_none(tmp_path: Path) -> None:
    check_copy(tmp_path / "reader.db")
    (tmp_path / "reader.db").touch()
    with pytest.raises(ReaderError, match="this is a workspace"):
        check_copy(tmp_path / "reader.db")
