"""The copy of the day: when one is made, which stay, and what it says of a workspace that is damaged."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections import namedtuple
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.command_line import app
from reader.errors import StoreError
from reader.journal import tagging
from reader.model import Article, Span
from reader.store.checking import check
from reader.store.copies import choose_superseded, find_copies, name_latest
from reader.store.daily import keep_daily
from reader.store.workspace import Workspace

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان.", source="one.txt")
DAY = date(2026, 3, 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news" / ".reader" / "reader.db"
    tag(path, 0)
    return path


def tag(path: Path, start: int) -> None:
    with Workspace.open(path, who="huda") as workspace:
        workspace.remember(ARTICLE)
        workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id), Span(start, start + 4), "place"))


def names(path: Path) -> list[str]:
    return sorted(each.name for each in (path.parent / "backups").iterdir() if each.suffix == ".db")


def test_the_first_opening_of_a_day_keeps_a_copy_that_is_whole(path: Path) -> None:
    with Workspace.open(path, who="huda") as workspace:
        workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id), Span(5, 8), "place"))
        kept = keep_daily(path, DAY)
        assert kept == path.parent / "backups" / "reader-2026-03-02.db"
        assert keep_daily(path, DAY) is None
    assert check(kept) == []
    with Workspace.open(kept, who="huda") as copy:
        assert len(copy.annotations(ARTICLE.id)) == 2


def test_nothing_is_kept_where_nothing_has_changed_or_nothing_is_there(path: Path, tmp_path: Path) -> None:
    assert keep_daily(path, DAY)
    assert keep_daily(path, DAY + timedelta(1)) is None
    tag(path, 5)
    assert keep_daily(path, DAY + timedelta(2))
    assert names(path) == ["reader-2026-03-02.db", "reader-2026-03-04.db"]
    Workspace.open(tmp_path / "new.db", who="huda").close()
    assert keep_daily(tmp_path / "new.db", DAY) is None
    assert keep_daily(tmp_path / "none.db", DAY) is None
    assert keep_daily("postgresql://db/news", DAY) is None


def test_seven_days_and_four_weeks_stay(path: Path) -> None:
    for number in range(60):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("UPDATE sources SET turn = turn + 1")
            connection.commit()
        keep_daily(path, DAY + timedelta(number))
    last = DAY + timedelta(59)  # 30 April 2026, a Thursday
    days = [last - timedelta(number) for number in range(7)]
    weeks = [date(2026, 4, 23), date(2026, 4, 19), date(2026, 4, 12), date(2026, 4, 5)]
    assert names(path) == sorted(f"reader-{day}.db" for day in (*days, *weeks))


@given(st.sets(st.integers(0, 200), max_size=60))
def test_what_goes_is_never_one_of_the_last_seven_and_leaves_no_more_than_eleven(numbers: set[int]) -> None:
    daily = [(DAY + timedelta(number), Path(str(number))) for number in sorted(numbers, reverse=True)]
    gone = choose_superseded(daily)
    assert not {path for _, path in daily[:7]} & set(gone)
    assert min(len(daily), 7) <= len(daily) - len(gone) <= 11


def test_a_disk_without_room_is_left_alone_and_not_spoken_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**6, 10**6, path.stat().st_size * 2))
    assert keep_daily(path, DAY) is None
    assert names(path) == []


def test_a_copy_that_cannot_be_written_leaves_nothing_and_is_not_spoken_of(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reader.store.backups._copy_sqlite", fail)
    assert keep_daily(path, DAY) is None
    assert list((path.parent / "backups").glob("reader*")) == []


def test_a_folder_that_cannot_be_made_is_not_spoken_of(path: Path) -> None:
    (path.parent / "backups").write_text("in the way")
    assert keep_daily(path, DAY) is None


def test_of_several_readers_one_makes_the_copy(path: Path) -> None:
    code = (
        "import sys; from datetime import date; from reader.store.daily import keep_daily;"
        "print(keep_daily(sys.argv[1], date(2026, 3, 2)) is not None)"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    made = [each.communicate()[0].strip() for each in started]
    assert made.count("True") == 1
    assert made.count("False") == 3
    assert names(path) == ["reader-2026-03-02.db"]


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for at in range(4096 * 2, len(content), 4096):
        content[at : at + 2000] = b"\xa5" * 2000
    path.write_bytes(content)


def test_damage_is_told_with_the_latest_backup_and_no_copy_of_it_is_kept(path: Path) -> None:
    kept = keep_daily(path, DAY)
    tag(path, 5)
    spoil(path)
    with pytest.raises(StoreError, match=f"the workspace is damaged.*The latest backup is .*{kept.name}"):
        keep_daily(path, DAY + timedelta(1))
    assert names(path) == [kept.name]


@pytest.mark.parametrize("content", [b"", b"\xa5" * 8192, b"SQLite format 3\0" + b"\0" * 4080])
def test_a_workspace_that_cannot_be_opened_names_its_latest_backup(path: Path, content: bytes) -> None:
    kept = keep_daily(path, DAY)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=rf"reader restore.*The latest backup is .*{kept.name}"):
        Workspace.open(path, who="huda")
    assert path.read_bytes() == content
    assert kept.name in check(path)[0].what


def test_a_workspace_whose_tables_are_gone_is_not_made_anew(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE x (y)")
        connection.execute("DROP TABLE x")
        connection.commit()
    with pytest.raises(StoreError, match="has lost everything"):
        Workspace.open(path, who="huda")


def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="database of another program"):
        Workspace.open(path, who="huda")
    assert path.read_bytes() == before


def test_restore_without_a_backup_lists_them_and_takes_what_it_lists(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = path.parent.parent
    empty = CliRunner().invoke(app, ["restore", str(folder)], catch_exceptions=False)
    assert "There are no backups" in empty.stdout
    kept = keep_daily(path, DAY)
    tag(path, 5)
    monkeypatch.chdir(folder)
    (folder / "one.txt").write_text(ARTICLE.text, encoding="utf-8")
    for arguments in ([], [str(folder)], ["one.txt"]):
        listed = CliRunner().invoke(app, ["restore", *arguments], catch_exceptions=False).stdout.splitlines()
        assert listed[0].split() == ["backup", "made", "articles", "actions"]
        assert listed[1].split()[0] == str(kept)
        assert listed[1].split()[-2:] == ["1", "1"]
    done = CliRunner().invoke(app, ["restore", listed[1].split()[0]], catch_exceptions=False).stdout
    assert "the old workspace is kept in" in done
    assert len(find_copies(path)) == 2
    with Workspace.open(path, who="huda") as workspace:
        assert len(workspace.annotations(ARTICLE.id)) == 1


def test_an_empty_file_in_the_place_of_a_copy_is_neither_taken_for_one_nor_named(path: Path) -> None:
    kept = keep_daily(path, DAY)
    empty = kept.with_name("reader-2026-03-03.db")
    empty.touch()
    assert kept.name in name_latest(path)
    tag(path, 5)
    assert keep_daily(path, DAY + timedelta(1)) == empty
    assert empty.name in name_latest(path)


def test_copies_are_whole_while_eight_people_work(path: Path) -> None:
    code = (
        "import sys; from reader.store.workspace import Workspace; from reader.journal import tagging;"
        "from reader.model import Article, Span; article = Article(sys.argv[3], source='one.txt');"
        "workspace = Workspace.open(sys.argv[1], who=sys.argv[2]); workspace.remember(article);"
        "[workspace.apply(tagging.tag(workspace.authorship(article.id), Span(n, n + 4), 'place')) for n in range(28)];"
        "workspace.close()"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(path), f"w{number}", ARTICLE.text]) for number in range(8)
    ]
    day = DAY
    while any(each.poll() is None for each in writers):
        day += timedelta(1)
        if kept := keep_daily(path, day):
            assert check(kept) == []
    assert [each.returncode for each in writers] == [0] * 8
    assert day > DAY
    with Workspace.open(path, who="huda") as workspace:
        assert len(workspace.history(ARTICLE.id)) == 1 + 8 * 28
