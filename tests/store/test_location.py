"""Where a workspace lies."""

import os

import pytest

from reader.paths import data_folder
from reader.store import where
from reader.store.location import fingerprint, is_url, name_source, rescue_folders


def test_a_folder_keeps_its_own(tmp_path):
    assert where(tmp_path) == tmp_path / ".reader" / "reader.db"


def test_a_folder_that_cannot_be_written_to_has_one_among_the_users_files(tmp_path, monkeypatch):
    folder, other = tmp_path / "one" / "أخبار", tmp_path / "two" / "أخبار"
    for each in (folder, other):
        each.mkdir(parents=True)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert where(folder).is_relative_to(data_folder())
    assert where(folder) == where(str(folder) + "/.") != where(other)
    assert "أخبار" in str(where(folder))


def test_single_files_and_standard_input_share_one(tmp_path):
    (tmp_path / "a.txt").touch()
    assert where(tmp_path / "a.txt") == where("-") == data_folder() / "reader.db"


def test_a_file_in_a_folder_with_a_workspace_belongs_to_it(tmp_path):
    database = where(tmp_path)
    database.parent.mkdir()
    database.touch()
    (tmp_path / "sub").mkdir()
    assert where(tmp_path / "sub" / "a.txt") == database


def test_what_cannot_be_written_is_kept_beside_the_database_or_at_home(tmp_path):
    beside, home = rescue_folders(tmp_path / "reader.db")
    assert beside == tmp_path / "rescue"
    assert home.is_relative_to(data_folder())
    (home,) = rescue_folders("postgresql://u:secret@host/db")
    assert home.is_relative_to(data_folder())


@pytest.mark.parametrize("url", ["postgresql://u:p@host/db", "postgresql://other@host/db", "postgresql://host/db"])
def test_a_store_is_the_same_whoever_opens_it(url):
    assert is_url(url)
    assert fingerprint(url) == fingerprint("postgresql://host/db") != fingerprint("postgresql://host/other")


def test_a_file_has_one_name_from_wherever_it_is_opened(tmp_path, monkeypatch):
    news = tmp_path / "أخبار"
    news.mkdir()
    own, shared = where(news), data_folder() / "reader.db"
    monkeypatch.chdir(tmp_path)
    assert name_source("أخبار/a.txt", own) == name_source("./أخبار/a.txt:3", own)[:-2] == "a.txt"
    assert name_source("أخبار/a.txt", shared) == str(news / "a.txt")
    assert name_source("b.txt", own) == str(tmp_path / "b.txt")
    monkeypatch.chdir(news)
    assert name_source("a.txt", own) == "a.txt"
    assert name_source("a.txt", "postgresql://host/news") == str(news / "a.txt")
    for kept in ("", "-", "https://example.org/a"):
        assert name_source(kept, own) == kept
