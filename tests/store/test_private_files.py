"""Nobody else reads what lies among the user's own files, whatever the umask says."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.journal import tagging
from reader.model import Article, Span
from reader.paths import data_folder
from reader.store.backups import backup, restore
from reader.store.location import where
from reader.store.workspace import Workspace

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان.", source="خبر.txt")


@pytest.fixture(autouse=True, params=[0o000, 0o022, 0o002])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """A umask that leaves files open to others."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def rights(folder: Path) -> dict[str, str]:
    """What is in a folder, and the folder itself, with the rights in octal digits."""
    return {
        str(path.relative_to(folder)): f"{stat.S_IMODE(path.stat().st_mode):o}" for path in (folder, *folder.rglob("*"))
    }


def expect_private(folder: Path) -> None:
    found = rights(folder)
    assert found == {name: "700" if (folder / name).is_dir() else "600" for name in found}


def test_a_workspace_among_the_users_own_files_is_private(tmp_path: Path) -> None:
    place = where(tmp_path / "خبر.txt")
    with Workspace.open(place, who="سلمى", patience=0.05) as opened:
        opened.remember(ARTICLE)
        opened.apply(tagging.tag(opened.authorship(ARTICLE.id), Span(5, 8), "place"))
        with closing(sqlite3.connect(place, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="Your work is kept"):
                opened.apply(tagging.tag(opened.authorship(ARTICLE.id), Span(0, 4), "misc"))
        kept = backup(place, data_folder() / "backups" / "monday.db")
        assert {"reader.db", "reader.db-wal", "rescue", "backups/monday.db"} <= rights(data_folder()).keys()
        expect_private(data_folder())
    restore(kept, place)
    expect_private(data_folder())


def test_a_wider_folder_of_an_earlier_version_is_narrowed(tmp_path: Path) -> None:
    folder = data_folder()
    (folder / "folders").mkdir(parents=True, mode=0o777)
    sqlite3.connect(folder / "reader.db").close()
    os.chmod(folder / "reader.db", 0o666)
    os.chmod(folder, 0o777)
    Workspace.open(tmp_path / "team" / ".reader" / "reader.db", who="سلمى").close()
    assert rights(folder)["."] == "700"
    (folder / "reader.db").unlink()
    Workspace.open(folder / "reader.db", who="سلمى").close()
    assert rights(folder)["reader.db"] == "600"


def test_the_workspace_of_a_folder_belongs_to_the_team_that_shares_it(tmp_path: Path) -> None:
    place = tmp_path / "team" / ".reader" / "reader.db"
    Workspace.open(place, who="سلمى").close()
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(place.stat().st_mode) == 0o644 & ~mask
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o777 & ~mask
