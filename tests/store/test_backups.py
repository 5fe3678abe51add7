"""Backups, what is restored from them, and what happens to a workspace of an older or newer reader."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from reader.errors import StoreError
from reader.journal import tagging
from reader.model import Article, Span
from reader.paths import data_folder
from reader.store import migrations
from reader.store.backups import backup, restore
from reader.store.checking import check
from reader.store.workspace import Workspace

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان.", title="\udcff\x00", source="خبر.txt")


def tag(workspace, start, label="place"):
    return workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id), Span(start, start + 3), label))


def starts(workspace):
    return sorted(each.span.start for each in workspace.annotations(ARTICLE.id))


@pytest.fixture
def filled(workspace):
    workspace.remember(ARTICLE)
    tag(workspace, 5)
    return workspace


def test_a_backup_is_taken_while_the_workspace_is_in_use(place, filled, tmp_path):
    (tmp_path / "backups").mkdir()
    kept = backup(place, tmp_path / "backups" / "kept.db")
    tag(filled, 9)
    assert check(kept) == []
    assert list(kept.parent.iterdir()) == [kept]
    with Workspace.open(kept, who="سلمى") as copy:
        assert starts(copy) == [5]
        assert copy.article(ARTICLE.id) == ARTICLE
        assert copy.history(ARTICLE.id) == filled.history(ARTICLE.id)[:1]


def test_a_backup_overwrites_nothing_and_finds_a_name_in_a_folder(place, filled, tmp_path):
    one, other = backup(place, tmp_path), backup(place, tmp_path)
    assert one != other
    assert one.parent == tmp_path
    with pytest.raises(StoreError, match="exists already"):
        backup(place, one)


def test_what_is_open_goes_on_with_what_was_restored_and_what_was_there_is_kept(place, filled, tmp_path):
    kept = backup(place, tmp_path / "kept.db")
    (later,) = tag(filled, 9)
    replaced = restore(kept, place)
    assert starts(filled) == [5]
    (done,) = tag(filled, 14)
    assert done.sequence > later.sequence, "who asks for what came after the last number seen gets it"
    assert starts(filled) == [5, 14]
    assert check(place) == []
    with Workspace.open(replaced, who="سلمى") as before:
        assert starts(before) == [5, 9]


def test_what_is_written_while_a_backup_is_restored_is_in_one_or_the_other(place, filled, tmp_path):
    kept = backup(place, tmp_path / "kept.db")
    child = Path(__file__).with_name("writing_child.py")
    with subprocess.Popen([sys.executable, str(child), str(place), "خالد", "60"], stdout=subprocess.PIPE) as writing:
        done = [writing.stdout.readline().split()[0].decode()]
        replaced = restore(kept, place)
        done += [line.split()[0].decode() for line in writing.communicate()[0].splitlines()]
    assert writing.returncode == 0
    there = set()
    for each in (place, replaced):
        with Workspace.open(each, who="سلمى") as workspace:
            there |= {operation.id for operation in workspace.changes_since(0)}
    assert len(done) == 60
    assert set(done) <= there
    assert check(place) == []


def test_a_workspace_can_be_restored_where_there_is_none(place, filled, tmp_path):
    kept = backup(place, tmp_path / "kept.db")
    new = tmp_path / "new" / ".reader" / "reader.db"
    assert restore(kept, new) is None
    with Workspace.open(new, who="سلمى") as workspace:
        assert starts(workspace) == [5]
        workspace.undo(ARTICLE.id)
        assert starts(workspace) == []


def test_a_workspace_moves_to_a_server_and_goes_on_there(postgres, tmp_path):
    path = tmp_path / "reader.db"
    with Workspace.open(path, who="سلمى") as workspace:
        workspace.remember(ARTICLE)
        tag(workspace, 5)
    assert restore(path, postgres) is None
    with Workspace.open(postgres, who="سلمى") as workspace:
        (done,) = tag(workspace, 9)
        assert done.sequence == 2
        assert starts(workspace) == [5, 9]
    assert check(postgres) == []


def test_what_is_no_backup_is_refused_and_nothing_changes(filled, tmp_path):
    target = tmp_path / "target.db"
    with Workspace.open(target, who="سلمى") as workspace:
        workspace.remember(ARTICLE)
        tag(workspace, 9)
    (tmp_path / "text.db").write_text("ليس قاعدة بيانات" * 100, encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "strange.db")) as strange:
        strange.execute("CREATE TABLE t (a)")
    for name, sentence in (
        ("none.db", "there is no workspace"),
        ("text.db", "text.db: this is not a backup of a workspace, or it is damaged"),
        ("strange.db", "strange.db: this is not a workspace that"),
    ):
        with pytest.raises(StoreError, match=sentence):
            restore(tmp_path / name, target)
    with Workspace.open(target, who="سلمى") as workspace:
        assert starts(workspace) == [9]
    with pytest.raises(StoreError, match="there is no workspace"):
        backup(tmp_path / "none.db", tmp_path / "copy.db")
    with pytest.raises(StoreError, match="text.db: this is not a workspace, or it is damaged"):
        backup(tmp_path / "text.db", tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_store_of_another_kind_is_refused_by_its_name(tmp_path):
    with pytest.raises(StoreError, match="mysql://host/news: this kind of store is not known"):
        backup("mysql://host/news", tmp_path / "copy.db")


def add_colour(connection):
    connection.execute(text("ALTER TABLE articles ADD COLUMN colour VARCHAR(10)"))


def fail(connection):
    connection.execute(text("ALTER TABLE articles ADD COLUMN colour VARCHAR(10)"))
    raise StoreError("the step failed")


def backups(place, tmp_path):
    folders = [tmp_path, data_folder()]
    return [path for folder in folders for path in folder.rglob("reader-*-version-*.db")]


def test_an_older_workspace_is_backed_up_and_brought_up(place, filled, tmp_path, monkeypatch):
    filled.close()
    monkeypatch.setattr(migrations, "VERSION", 6)
    monkeypatch.setattr(migrations, "STEPS", {5: add_colour, 6: lambda connection: None})
    with Workspace.open(place, who="سلمى") as workspace:
        assert starts(workspace) == [5]
        assert workspace.database.read(lambda c: c.execute(text("SELECT colour FROM articles")).all()) == [(None,)]
    monkeypatch.undo()
    kept = set(backups(place, tmp_path))
    assert sorted(path.name[-12:] for path in kept) == ["version-4.db", "version-5.db"]
    with Workspace.open(next(path for path in kept if "version-4" in path.name), who="سلمى") as older:
        assert starts(older) == [5]


def test_a_step_that_fails_leaves_the_workspace_as_it_was(place, filled, monkeypatch):
    filled.close()
    monkeypatch.setattr(migrations, "VERSION", 5)
    monkeypatch.setattr(migrations, "STEPS", {5: fail})
    with pytest.raises(StoreError, match="the step failed"):
        Workspace.open(place, who="سلمى")
    monkeypatch.undo()
    with Workspace.open(place, who="سلمى") as workspace:
        assert starts(workspace) == [5]
    assert check(place) == []


def test_a_newer_workspace_is_left_alone(place, filled, monkeypatch):
    filled.close()
    monkeypatch.setattr(migrations, "VERSION", 0)
    with pytest.raises(StoreError, match="a newer reader made this workspace; update"):
        Workspace.open(place, who="سلمى")


def test_a_file_that_never_was_a_workspace_is_not_set_aside(filled, place, tmp_path):
    kept = backup(place, tmp_path / "kept.db")
    (tmp_path / "article.txt").write_text("نعم.", encoding="utf-8")
    with pytest.raises(StoreError, match="this is not a workspace, so it is left in its place"):
        restore(kept, tmp_path / "article.txt")
    assert (tmp_path / "article.txt").read_text(encoding="utf-8") == "نعم."


def test_a_backup_of_what_is_damaged_names_the_workspace_not_the_copy(tmp_path):
    path = tmp_path / "reader.db"
    with Workspace.open(path, who="سلمى") as workspace:
        workspace.remember(ARTICLE)
        tag(workspace, 5)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'journal_by_batch'")
        connection.commit()
    with pytest.raises(StoreError, match=rf"^{path}: .*damaged.*restore a backup"):
        backup(path, tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))
