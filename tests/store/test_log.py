"""The log beside a database: what stands in it alone is not lost with it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.journal import tagging
from reader.model import Article, Span
from reader.outputs import is_database
from reader.store import log
from reader.store.checking import check
from reader.store.workspace import Workspace

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان. " * 40, source="one.txt")
LOGS = ("-wal", "-shm")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news" / ".reader" / "reader.db"


def tag(workspace: Workspace, number: int) -> None:
    workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id), Span(number * 2, number * 2 + 4), "place"))


def starts(workspace: Workspace) -> list[int]:
    return sorted(each.span.start // 2 for each in workspace.annotations(ARTICLE.id))


def tagged_without_log(path: Path, folder: Path) -> list[int]:
    """What the database file alone holds, as after a power cut that takes the log."""
    shutil.copy(path, folder / "alone.db")
    with Workspace.open(folder / "alone.db", who="huda") as alone:
        return starts(alone)


def wait_until(is_so: Callable[[], bool], seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_log_is_written_back_when_the_hand_rests(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "_REST", 0.2)
    with Workspace.open(path, who="huda") as workspace:
        workspace.remember(ARTICLE)
        for round_ in range(2):
            tag(workspace, round_)
            wait_until(lambda: tagged_without_log(path, tmp_path) == starts(workspace))
    assert check(path) == []


@pytest.mark.parametrize("endings", [("-wal",), ("-shm",), LOGS], ids=" ".join)
def test_a_log_that_is_deleted_is_noticed_at_once_and_its_work_written_anew(
    path: Path, tmp_path: Path, endings: tuple[str, ...]
) -> None:
    with Workspace.open(path, who="huda") as workspace:
        workspace.remember(ARTICLE)
        tag(workspace, 0)
        assert path.stat().st_size == workspace.database._log._state[1]
        for number in range(1, 4):
            for ending in endings:
                os.unlink(f"{path}{ending}")
            assert workspace.changes_since(0) == (), "what the screen asks each second"
            assert tagged_without_log(path, tmp_path) == list(range(number))
            tag(workspace, number)
            assert starts(workspace) == list(range(number + 1))
            with Workspace.open(path, who="khaled") as other:
                assert len(other.annotations(ARTICLE.id, "huda")) == number + 1
        workspace.undo(ARTICLE.id)
    with Workspace.open(path, who="huda") as workspace:
        assert starts(workspace) == [0, 1, 2]
        assert workspace.rescued == ()
    assert check(path) == []


CHILD = """
import sys, time
from reader.journal import tagging
from reader.model import Article, Span
from reader.store.workspace import Workspace

article = Article("قالت مصر إنها تتعهد بدعم السودان. " * 40, source="one.txt")
workspace = Workspace.open(sys.argv[1], who="huda")
workspace.remember(article)
for number in range(20):
    workspace.apply(tagging.tag(workspace.authorship(article.id), Span(number * 2, number * 2 + 4), "place"))
print("tagged", flush=True)
while True:
    workspace.changes_since(0)
    print("looked", flush=True)
    time.sleep(0.05)
"""


def test_a_kill_after_the_log_was_deleted_loses_nothing(path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "tagged\n"
    child.stdout.readline()
    for ending in LOGS:
        os.unlink(f"{path}{ending}")
    for _ in range(60):
        child.stdout.readline()
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    with Workspace.open(path, who="huda") as workspace:
        assert starts(workspace) == list(range(20))
    assert check(path) == []


@pytest.mark.parametrize("rest", [0.05, 60.0])
def test_a_log_that_another_program_has_begun_anew_is_not_torn(
    path: Path, rest: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The hand may rest while the other program writes, and then nothing of the lost log is written back.
    monkeypatch.setattr(log, "_REST", rest)
    workspace = Workspace.open(path, who="huda")
    workspace.remember(ARTICLE)
    tag(workspace, 0)
    workspace.database.close()
    tag(workspace, 1)
    for ending in LOGS:
        os.unlink(f"{path}{ending}")
    code = CHILD.split("for number")[0] + (
        'workspace.apply(tagging.tag(workspace.authorship(article.id), Span(20, 24), "place"))\nworkspace.close()\n'
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    for number in (2, 3):
        with pytest.raises(StoreError, match=r"another program has begun a new one.*Your work is kept"):
            tag(workspace, number)
    with suppress(StoreError):
        workspace.close()
    with Workspace.open(path, who="huda") as again:
        assert starts(again) == [0, 1, 2, 3, 10]
    assert check(path) == []


def test_a_removed_log_is_no_trouble_at_quit(path: Path) -> None:
    with Workspace.open(path, who="huda") as workspace:
        workspace.remember(ARTICLE)
        tag(workspace, 0)
        for ending in LOGS:
            os.unlink(f"{path}{ending}")
    with Workspace.open(path, who="huda") as workspace:
        assert starts(workspace) == [0]
    assert [each.name for each in path.parent.iterdir()] == ["reader.db"]


TAGGING = """
import sys, time
from contextlib import suppress
from reader.journal import tagging
from reader.errors import StoreError
from reader.model import Article, Span
from reader.store.workspace import Workspace

article = Article("قالت مصر إنها تتعهد بدعم السودان. " * 40, source="one.txt")
end = time.monotonic() + float(sys.argv[3])
number = 0
with suppress(StoreError), Workspace.open(sys.argv[1], who=sys.argv[2]) as workspace:
    workspace.remember(article)
    while time.monotonic() < end:
        span = Span(number % 600 * 2, number % 600 * 2 + 4)
        with suppress(StoreError):
            workspace.apply(tagging.tag(workspace.authorship(article.id), span, "place"))
        number += 1
        print(number, flush=True)
        time.sleep(0.02)
"""


def test_readers_that_share_a_log_that_is_deleted_lose_nothing_and_tear_nothing(path: Path) -> None:
    writers = {
        who: subprocess.Popen([sys.executable, "-c", TAGGING, str(path), who, "6"], stdout=subprocess.PIPE, text=True)
        for who in ("huda", "khaled", "samir")
    }
    for each in writers.values():
        assert each.stdout is not None
        each.stdout.readline()
    deleted = 0
    while all(each.poll() is None for each in writers.values()):
        for ending in (LOGS, ("-wal",), ("-shm",))[deleted % 3]:
            with suppress(FileNotFoundError):
                os.unlink(f"{path}{ending}")
        deleted += 1
        time.sleep(0.4)
    done = {who: int(each.communicate()[0].split()[-1]) for who, each in writers.items()}
    Workspace.open(path, who="nobody").close()
    with Workspace.open(path, who="nobody") as workspace:
        history = workspace.history(ARTICLE.id)
    assert {who: sum(each.who == who for each in history) for who in done} == done
    assert deleted > 5
    assert check(path) == []


def test_readers_at_rest_go_on_after_their_log_was_deleted(path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "tagged\n"
    with Workspace.open(path, who="khaled") as workspace:
        for ending in LOGS:
            os.unlink(f"{path}{ending}")
        for number in range(30, 34):
            child.stdout.readline()
            child.stdout.readline()
            tag(workspace, number)
        assert child.stdout.readline() == "looked\n"
        child.kill()
        child.communicate()
    with Workspace.open(path, who="huda") as again:
        assert starts(again) == list(range(20))
        assert again.rescued == ()
        assert len(again.annotations(ARTICLE.id, "khaled")) == 4
    assert check(path) == []


def test_a_log_that_somebody_reads_in_is_kept_until_it_can_be_written_back(path: Path, tmp_path: Path) -> None:
    with Workspace.open(path, who="huda", patience=0.2) as workspace:
        workspace.remember(ARTICLE)
        tag(workspace, 0)
        code = (
            "import sqlite3, sys; connection = sqlite3.connect(sys.argv[1], isolation_level=None);"
            "connection.execute('BEGIN'); connection.execute('SELECT * FROM journal').fetchall();"
            "print('reads', flush=True); sys.stdin.read()"
        )
        reading = subprocess.Popen(
            [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert reading.stdout is not None
        assert reading.stdout.readline() == "reads\n"
        tag(workspace, 1)
        for ending in LOGS:
            os.unlink(f"{path}{ending}")
        with pytest.raises(StoreError, match=r"another program holds the workspace.*Your work is kept"):
            tag(workspace, 2)
        reading.communicate("")
        tag(workspace, 3)
        assert starts(workspace) == [0, 1, 2, 3]
    assert check(path) == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX locks end with any descriptor of the file")
def test_a_look_at_the_first_bytes_leaves_sqlite_its_locks(path: Path) -> None:
    opening = f"import sqlite3; c = sqlite3.connect({str(path)!r}); c.execute('SELECT * FROM journal'); c.close()"
    with Workspace.open(path, who="huda") as workspace:
        workspace.remember(ARTICLE)
        tag(workspace, 1)
        assert is_database(path)
        assert is_database(path)
        subprocess.run([sys.executable, "-c", opening], check=True)
        assert Path(f"{path}-wal").exists()
        tag(workspace, 2)
        assert starts(workspace) == [1, 2]
