"""What happens when the store cannot be written or read: a sentence, and nothing done is lost."""

import os
import resource
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing

import pytest
from sqlalchemy import event

from reader.errors import StoreError
from reader.journal import tagging
from reader.model import Article, Span
from reader.store import rescue
from reader.store.backups import backup, restore
from reader.store.checking import check
from reader.store.location import rescue_folders
from reader.store.workspace import Workspace

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان. " * 40, source="خبر.txt")


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".reader" / "reader.db"


@pytest.fixture
def opened(path):
    workspace = Workspace.open(path, who="سلمى", patience=0.1)
    workspace.remember(ARTICLE)
    workspace.apply(tag(workspace, 0))
    yield workspace
    workspace.database.close()


def tag(workspace, number):
    return tagging.tag(workspace.authorship(ARTICLE.id), Span(number * 2, number * 2 + 4), "place")


def starts(workspace):
    return sorted(each.span.start // 2 for each in workspace.annotations(ARTICLE.id))


def rescued(place):
    return [each for found in rescue.find(rescue_folders(place)) for each in found.operations]


def limit_pages(workspace, pages):
    workspace.database.close()
    event.listen(workspace.database.engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count = {pages}"))


def test_a_full_disk_keeps_the_work_and_takes_it_when_there_is_room(path, opened):
    limit_pages(opened, 1)
    many = tagging.tag_all([(opened.authorship(ARTICLE.id), Span(at, at + 4)) for at in range(2, 1000, 2)], "place")
    with pytest.raises(StoreError, match=r"the disk is full.*Your work is kept in .*rescue") as caught:
        opened.apply(many)
    assert "\n" not in str(caught.value)
    assert starts(opened) == list(range(500)), "what is unsaved is still shown"
    assert rescued(path) == list(many)
    limit_pages(opened, 1_000_000)
    recorded = opened.apply(tag(opened, 500))
    assert len(recorded) == 1
    assert (opened.unsaved, rescued(path)) == ((), [])
    opened.close()
    with Workspace.open(path, who="سلمى") as again:
        assert starts(again) == list(range(501))
        assert again.rescued == ()
    assert check(path) == []


def test_what_was_rescued_comes_back_exactly_once(path, opened):
    limit_pages(opened, 1)
    many = tagging.tag_all([(opened.authorship(ARTICLE.id), Span(at, at + 4)) for at in range(2, 1000, 2)], "place")
    with pytest.raises(StoreError):
        opened.apply(many)
    opened.database.close()
    (kept,) = rescue.find(rescue_folders(path))
    copy = kept.path.with_name("copy.jsonl")
    copy.write_bytes(kept.path.read_bytes())
    assert ["499 operations" in finding.what for finding in check(path)] == [True, True]
    with Workspace.open(path, who="سلمى") as again:
        assert len(again.rescued) == len(many)
        assert starts(again) == list(range(500))
    with Workspace.open(path, who="سلمى") as again:
        assert again.rescued == ()
        assert len(again.history(ARTICLE.id)) == 500
    assert check(path) == []


def test_an_article_first_seen_on_a_full_disk_is_rescued_with_the_work_on_it(path, opened):
    new = Article("خبر جديد " * 5000, source="جديد.txt")
    limit_pages(opened, 1)
    with pytest.raises(StoreError):
        opened.remember(new)
    with pytest.raises(StoreError):
        opened.apply(tagging.tag(opened.authorship(new.id), Span(0, 3), "misc"))
    assert opened.article(new.id) == new
    opened.database.close()
    with Workspace.open(path, who="سلمى") as again:
        assert [each.label for each in again.annotations(new.id)] == ["misc"]
        assert again.article(new.id) == new


def test_a_lock_held_by_another_program_is_waited_for_and_then_told(path, opened):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"another program holds the workspace.*Your work is kept"):
            opened.apply(tag(opened, 1))
        assert starts(opened) == [0, 1]
        other.execute("ROLLBACK")
    opened.apply(tag(opened, 2))
    assert rescued(path) == []
    assert [each.sequence for each in opened.history(ARTICLE.id)] == [1, 2, 3]


def test_unsaved_work_is_written_before_it_is_undone(path, opened):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            opened.apply(tag(opened, 1))
        with pytest.raises(StoreError):
            opened.undo(ARTICLE.id)
        other.execute("ROLLBACK")
    assert len(opened.undo(ARTICLE.id)) == 1
    assert starts(opened) == [0]


def test_closing_writes_what_is_unsaved(path, opened):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            opened.apply(tag(opened, 1))
        other.execute("ROLLBACK")
    opened.close()
    assert rescued(path) == []
    with Workspace.open(path, who="سلمى") as again:
        assert starts(again) == [0, 1]


def test_where_nothing_can_be_written_the_work_stays_in_memory(path, opened, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(rescue, "write_durably", refuse)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="keep the reader open"):
            opened.apply(tag(opened, 1))
        other.execute("ROLLBACK")
    assert starts(opened) == [0, 1]
    opened.apply(())
    assert (opened.unsaved, starts(opened)) == ((), [0, 1])


def test_a_workspace_that_was_removed_takes_no_work_nobody_would_find(path, opened):
    for ending in ("", "-wal", "-shm"):
        os.unlink(f"{path}{ending}")
    with pytest.raises(StoreError, match=r"was removed while it was open.*Your work is kept"):
        opened.apply(tag(opened, 1))
    with Workspace.open(path, who="سلمى") as again:
        assert starts(again) == [1]


def test_a_workspace_that_was_replaced_is_noticed(path, opened, tmp_path):
    backup(path, tmp_path / "copy.db")
    os.replace(tmp_path / "copy.db", path)
    with pytest.raises(StoreError, match="another file was put in the workspace's place"):
        opened.apply(tag(opened, 1))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"not a database at all " * 500, "not a workspace, or it is damaged"), (b"", "something has emptied it")],
)
def test_a_file_that_is_no_workspace_is_told(path, content, sentence):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError, match=f"{sentence}.*reader restore"):
        Workspace.open(path, who="سلمى")
    assert path.read_bytes() == content


def test_a_damaged_file_is_told_and_the_work_goes_into_the_backup_restored(path, opened, tmp_path):
    kept = backup(path, tmp_path / "kept.db")
    opened.apply(
        tagging.tag_all([(opened.authorship(ARTICLE.id), Span(at, at + 4)) for at in range(2, 1000, 2)], "place")
    )
    opened.database.close()
    content = bytearray(path.read_bytes())
    page = 4096
    for at in range(page, len(content), page):
        content[at : at + 200] = b"\xa5" * 200
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"damaged.*Your work is kept"):
        opened.apply(tag(opened, 600))
    opened.database.close()
    assert any("damaged" in finding.what for finding in check(path))
    aside = restore(kept, path)
    assert aside is not None
    assert ".damaged-" in aside.name
    with Workspace.open(path, who="سلمى") as again:
        assert starts(again) == [0, 600]
    assert check(path) == []


def test_a_rescue_file_with_a_broken_line_gives_back_the_others_and_stays(path, opened):
    folder = rescue_folders(path)[0]
    rescue.keep([folder], [ARTICLE], [*tag(opened, 1), *tag(opened, 2)])
    (kept,) = folder.iterdir()
    lines = kept.read_bytes().split(b"\n")
    kept.write_bytes(b"\n".join([lines[0], lines[1][:40], lines[2], b""]))
    opened.close()
    with Workspace.open(path, who="سلمى") as again:
        assert starts(again) == [0, 2]
    assert kept.exists()
    assert "1 line of it cannot be read" in check(path)[0].what


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="check that its folder exists"):
        Workspace.open(tmp_path / "file" / ".reader" / "reader.db", who="سلمى")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://reader:secret@127.0.0.1:1/none", "the store does not answer"),
        ("nonsense://host/db", "this kind of store is not known"),
        ("postgresql://host:port/db", "URL cannot be read"),
    ],
)
def test_a_store_that_cannot_be_reached_is_a_sentence_without_the_password(url, sentence):
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match=sentence) as caught:
        Workspace.open(url, who="سلمى")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_server_whose_lock_another_program_holds_is_waited_for_and_then_told(postgres):
    import psycopg

    with Workspace.open(postgres, who="سلمى", patience=0.3) as opened:
        opened.remember(ARTICLE)
        with psycopg.connect(postgres) as other:
            other.execute("SELECT pg_advisory_xact_lock(7262835)")
            with pytest.raises(StoreError, match=r"another program holds the workspace.*Your work is kept"):
                opened.apply(tag(opened, 1))
        opened.apply(tag(opened, 2))
        assert starts(opened) == [1, 2]


def test_a_connection_that_was_cut_is_made_again(postgres):
    import psycopg

    with Workspace.open(postgres, who="سلمى") as opened:
        opened.remember(ARTICLE)
        with psycopg.connect(postgres, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid != pg_backend_pid()")
        opened.apply(tag(opened, 1))
        assert starts(opened) == [1]


CHILD = """
    import os, resource, sys
    from reader.journal import tagging
    from reader.errors import StoreError
    from reader.model import Article, Span
    from reader.store.workspace import Workspace

    article = Article("قالت مصر إنها تتعهد بدعم السودان. " * 40)
    workspace = Workspace.open(sys.argv[1], who="سلمى", patience=0.2)
    workspace.remember(article)
    {limit}
    done = 0
    try:
        for at in range(5000):
            workspace.apply(tagging.tag(workspace.authorship(article.id), Span(at % 1000, at % 1000 + 4), "place"))
            done += 1
    except StoreError as error:
        print(done, error)
    os._exit(3)
"""


def run_child(path, limit, folder):
    script = folder / "child.py"
    script.write_text(textwrap.dedent(CHILD.format(limit=limit)), encoding="utf-8")
    child = subprocess.run(
        [sys.executable, script, path], capture_output=True, text=True, encoding="utf-8", timeout=300
    )
    assert child.returncode == 3, child.stderr
    assert child.stderr == ""
    done, _, sentence = child.stdout.partition(" ")
    return int(done), sentence


def expect_all_back(path, done):
    with Workspace.open(path, who="سلمى") as again:
        assert len(again.rescued) == 1
        assert len(again.history(ARTICLE.id)) == done + 1
    assert check(path) == []


def test_a_file_that_may_not_grow_keeps_the_work(path, tmp_path):
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))"
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    done, sentence = run_child(path, limit, tmp_path)
    assert 0 < done < 5000
    assert "check that it is connected and not full" in sentence
    assert "Your work is kept" in sentence
    expect_all_back(path, done)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 700 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_real_disk_that_is_full_sends_the_work_home(small_disk, tmp_path):
    path = small_disk / ".reader" / "reader.db"
    done, sentence = run_child(path, "", tmp_path)
    assert 0 < done < 5000
    assert "the disk is full; make room" in sentence
    subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
    expect_all_back(path, done)


def test_a_folder_that_became_read_only_sends_the_work_home(small_disk, tmp_path):
    path = small_disk / ".reader" / "reader.db"
    limit = f"import subprocess; workspace.database.close(); subprocess.run(['mount', '-o', 'remount,ro', {str(small_disk)!r}], check=True)"
    done, sentence = run_child(path, limit, tmp_path)
    assert done == 0
    assert "the workspace cannot" in sentence
    assert "home" in sentence
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    expect_all_back(path, done)
