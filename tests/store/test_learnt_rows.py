"""What was learnt is kept with the workspace: the last one counts, undoing removes it, and backups carry it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from reader.store import migrations
from reader.store.backups import backup, restore
from reader.store.checking import check
from reader.store.daily import keep_daily
from reader.store.learnt_at_hand import find_learnt
from reader.store.learnt_rows import keep_learnt, take_back_learnt
from reader.store.workspace import Workspace


@pytest.fixture
def learnt(tmp_path: Path) -> Path:
    place = tmp_path / "reader.db"
    with Workspace.open(place, who="سلمى") as workspace:
        keep_learnt(workspace, '{"first": 1}')
        keep_learnt(workspace, '{"second": 2}')
    return place


def test_the_last_one_counts_and_undoing_brings_back_the_one_before(learnt: Path) -> None:
    found = [find_learnt(learnt)]
    with Workspace.open(learnt, who="خالد") as workspace:
        for _ in range(2):
            assert take_back_learnt(workspace)
            found.append(find_learnt(learnt))
        assert not take_back_learnt(workspace)
    assert found == ['{"second": 2}', '{"first": 1}', ""]
    assert check(learnt) == []


def test_it_is_found_while_a_reader_has_the_workspace_open(learnt: Path) -> None:
    with Workspace.open(learnt, who="سلمى") as workspace:
        keep_learnt(workspace, '{"third": 3}')
        assert find_learnt(learnt) == '{"third": 3}'


def test_a_server_keeps_it_too(postgres: str) -> None:
    with Workspace.open(postgres, who="سلمى") as workspace:
        keep_learnt(workspace, '{"first": 1}')
        keep_learnt(workspace, '{"second": 2}')
        assert take_back_learnt(workspace)
    assert find_learnt(postgres) == '{"first": 1}'


def test_a_backup_carries_it_and_restoring_brings_it_back(learnt: Path, tmp_path: Path) -> None:
    copy = backup(learnt, tmp_path / "copy.db")
    with Workspace.open(learnt, who="سلمى") as workspace:
        take_back_learnt(workspace)
        take_back_learnt(workspace)
    restore(copy, learnt)
    assert find_learnt(learnt) == '{"second": 2}'


def test_the_copy_of_a_day_is_made_though_nothing_but_this_has_changed(learnt: Path) -> None:
    from datetime import date

    assert keep_daily(learnt, date(2026, 1, 1)) is not None
    assert keep_daily(learnt, date(2026, 1, 2)) is None
    with Workspace.open(learnt, who="سلمى") as workspace:
        keep_learnt(workspace, '{"third": 3}')
    assert keep_daily(learnt, date(2026, 1, 3)) is not None


def test_a_workspace_of_the_second_version_gets_its_table(learnt: Path) -> None:
    def make_older(connection):
        connection.execute(text("DROP TABLE learnt"))
        migrations.set_version(connection, 2)

    with Workspace.open(learnt, who="سلمى") as workspace:
        workspace.database.write(make_older)
    assert find_learnt(learnt) == ""
    with Workspace.open(learnt, who="سلمى") as workspace:
        keep_learnt(workspace, "{}")
    assert find_learnt(learnt) == "{}"
    assert check(learnt) == []


@pytest.mark.parametrize("damaged", ["[1]", "{", "\x00"])
def test_a_damaged_row_is_found_by_the_check(learnt: Path, damaged: str) -> None:
    with Workspace.open(learnt, who="سلمى") as workspace:
        workspace.database.write(lambda c: c.execute(text("UPDATE learnt SET value = :v"), {"v": damaged}))
    assert ["learnt" in each.what for each in check(learnt)] == [True, True]


def test_a_file_that_is_no_workspace_has_taught_nothing(tmp_path: Path) -> None:
    (tmp_path / "reader.db").write_bytes(b"no database at all")
    assert find_learnt(tmp_path / "reader.db") == ""
    assert find_learnt(tmp_path / "missing.db") == ""
