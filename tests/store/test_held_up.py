"""The real program while its store is held by another, or its disks are full: keys go on, and nothing is lost unsaid."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pty_session import PtySession

from reader.model import Article
from reader.store.workspace import Workspace

TEXT = "عنوان\n\nقال لافروف في موسكو إن الأمر تم."
WORDS = ("عنوان", "قال", "لافروف", "في", "موسكو", "إن")


class Desk:
    """A folder with an article, and one for the reader's own files, on disks of their own where that is possible."""

    def __init__(self, folder: Path) -> None:
        self.news, self.home = folder / "news", folder / "home"
        self.database = self.news / ".reader" / "reader.db"
        for each in (self.news, self.home):
            each.mkdir()

    def write(self) -> None:
        (self.news / "a.txt").write_text(TEXT, encoding="utf-8")
        (self.news.parent / "config.toml").write_text("[annotate]\non_open = false\n[panel]\nvisible = false\n")

    @contextmanager
    def open(self) -> Iterator[PtySession]:
        environment = {
            "READER_CONFIG": str(self.news.parent / "config.toml"),
            "XDG_DATA_HOME": str(self.home),
            "HOME": str(self.home),
        }
        command = [sys.executable, "-m", "reader", str(self.news), "--as", "سارة"]
        with PtySession(command, columns=110, rows=30, environment=environment) as session:
            session.wait_for(lambda session: session.shows("unread"))
            yield session

    def stored(self) -> dict[str, str]:
        with Workspace.open(self.database, who="سارة") as workspace:
            return {each.span.of(TEXT): each.label for each in workspace.annotations(Article(TEXT).id)}


@pytest.fixture
def authorship(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.write()
    return made


@contextmanager
def held(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def shows(text: str) -> Callable[[PtySession], bool]:
    return lambda session: session.shows(text)


def test_keys_go_on_while_another_program_holds_the_store_and_everything_is_written_in_order(authorship: Desk) -> None:
    with authorship.open() as session:
        with held(authorship.database):
            session.press("2", "w", "2", "w", "3", "u", "1", "w", "w", "2")
            session.wait_for(shows("4 annotations"))
            session.press("/")
            session.wait_for(shows("search · f2"))
            session.press("escape")
            # A key right after it would be taken for alt and that key.
            session.wait_for(lambda it: not it.shows("search · f2"))
        session.wait_for(shows("unread"))
        session.press("q")
        assert session.wait_for_exit() == 0
    assert authorship.stored() == {WORDS[0]: "place", WORDS[1]: "place", WORDS[2]: "person", WORDS[4]: "place"}


def test_what_a_store_held_for_long_would_not_take_is_in_a_file_and_goes_in_by_itself(authorship: Desk) -> None:
    with authorship.open() as session:
        with held(authorship.database):
            session.press("2", "w", "2", "u")
            session.wait_for(shows("3 not written yet"))
            session.press("q")
            assert session.wait_for_exit() == 0
        assert list((authorship.database.parent / "rescue").glob("*.jsonl"))
    assert authorship.stored() == {WORDS[0]: "place"}
    with authorship.open() as session:
        with held(authorship.database):
            # The caret is where it was, on the second word; then ctrl+d.
            session.press("3", "\x04")
            session.wait_for(shows("not written yet"))
        # Without a key.
        session.wait_for(shows("in progress"))
        assert authorship.stored() == {WORDS[0]: "place", WORDS[1]: "organization"}


@pytest.fixture
def full(authorship: Desk) -> Iterator[Desk]:
    """The folders on file systems of their own, which can be filled up."""
    for folder in (authorship.news, authorship.home):
        command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]
        if subprocess.run(command, capture_output=True).returncode:
            pytest.skip("no file system can be mounted here")
    authorship.write()
    yield authorship
    for folder in (authorship.news, authorship.home):
        subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> None:
    """Leave no block free."""
    with open(folder / "filling", "ab", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue


def told(session: PtySession) -> str:
    """The screen's rows as one text: a sentence may be broken anywhere."""
    return " ".join(" ".join(session.row(y).replace("▌", " ").split()) for y in range(session.screen.lines))


def expect_refusal(session: PtySession, many: int) -> None:
    session.press("q")
    sentence = f"Quit once more to leave all the same: the {many} actions"
    session.wait_for(lambda session: sentence in told(session))


def test_where_nothing_takes_the_work_the_reader_stays_and_then_prints_it(full: Desk) -> None:
    with full.open() as session:
        fill(full.news)
        fill(full.home)
        session.press("2", "w", "1")
        session.wait_for(shows("kept nowhere"))
        expect_refusal(session, 2)
        session.press("w", "3")
        session.wait_for(shows("3 annotations"))
        expect_refusal(session, 3)
        session.sent = b""
        session.press("q")
        code = session.wait_for_exit()
        assert code == 2, session.sent[-3000:].decode(errors="replace")
    assert not list(full.news.rglob("*.jsonl")) + list(full.home.rglob("*.jsonl")), "no empty rescue file"
    printed = re.sub(r"\x1b\[[?\d]*[a-z]", "", session.sent.decode().rpartition("\x1b[?1049l")[2].replace("\r\n", "\n"))
    lines = [line for line in printed.split("\n") if line.startswith("{")]
    assert [json.loads(line)["operation"]["kind"] for line in lines] == ["add", "add", "add"]
    assert "Your work is kept" not in printed
    # What is said can be done with these lines is true.
    named = re.search(r"in a file (\S+),", printed.replace("\n", " "))
    assert named is not None
    (full.news / "filling").unlink()
    Path(named[1]).parent.mkdir(parents=True, exist_ok=True)
    Path(named[1]).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert full.stored() == {WORDS[0]: "place", WORDS[1]: "person", WORDS[2]: "organization"}


@pytest.mark.parametrize("roomy", ["news", "home"])
def test_what_had_no_room_is_kept_whole_once_there_is_some(full: Desk, roomy: str) -> None:
    with full.open() as session:
        fill(full.news)
        fill(full.home)
        session.press("2", "w", "1")
        session.wait_for(shows("kept nowhere"))
        expect_refusal(session, 2)
        (getattr(full, roomy) / "filling").unlink()
        session.press("w", "3", "q")
        assert session.wait_for_exit() == 0
    (full.news / "filling").unlink(missing_ok=True)
    assert full.stored() == {WORDS[0]: "place", WORDS[1]: "person", WORDS[2]: "organization"}


def test_what_was_set_on_a_full_disk_is_told_after_there_is_room(full: Desk) -> None:
    with full.open() as session:
        fill(full.news)
        session.press("\x04")
        session.wait_for(shows("not written yet"))
        (full.news / "filling").unlink()
        session.press("2")
        session.wait_for(lambda session: session.shows("in progress") and not session.shows("not written yet"))
        assert not session.shows("unread")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_that_ends_the_reader_loses_nothing_that_waits(authorship: Desk, number: signal.Signals) -> None:
    with authorship.open() as session, held(authorship.database):
        session.press("2", "w", "1")
        session.wait_for(shows("2 annotations"))
        os.kill(session.pid, number)
        session.wait_for_exit(seconds=20)
    assert authorship.stored() == {WORDS[0]: "place", WORDS[1]: "person"}
