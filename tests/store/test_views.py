"""How an analyst looked at the articles is kept for each analyst and workspace, and older workspaces get a place for it."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from reader.errors import StoreError
from reader.journal import tagging
from reader.model import Article, Span
from reader.store import migrations
from reader.store.checking import check
from reader.store.first_views import read_first
from reader.store.views import keep_views, read_views
from reader.store.workspace import Workspace

ARTICLE = Article("قالت موسكو إنها تتعهد.", source="خبر.txt")
SEPIA = {"display.theme": "sepia", "display.measure": 70, "panel.visible": False, "review": {"label": "place"}}


def test_each_analyst_has_a_view_of_their_own(place):
    with closing(Workspace.open(place, who="سلمى")) as salma, closing(Workspace.open(place, who="خالد")) as khaled:
        keep_views(salma, SEPIA)
        keep_views(khaled, {"display.theme": "dark"})
        assert read_views(salma) == SEPIA
        assert read_views(khaled) == {"display.theme": "dark"}
    with Workspace.open(place, who="سلمى") as again:
        assert read_views(again) == SEPIA


def test_what_is_new_replaces_what_was_kept_and_none_forgets_it(place):
    with Workspace.open(place, who="سلمى") as workspace:
        keep_views(workspace, SEPIA)
        keep_views(workspace, {"display.theme": "light", "review": None})
        assert read_views(workspace) == {"display.theme": "light", "display.measure": 70, "panel.visible": False}


def test_a_workspace_of_the_first_version_gets_its_table_and_keeps_its_work(place, workspace):
    def make_older(connection):
        connection.execute(text("DROP TABLE views"))
        migrations.set_version(connection, 1)

    workspace.remember(ARTICLE)
    workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id), Span(5, 10), "place"))
    workspace.database.write(make_older)
    workspace.close()
    with Workspace.open(place, who="سلمى") as workspace:
        assert workspace.database.read(migrations.version_of) == migrations.VERSION
        assert workspace.rebuilt == ()
        keep_views(workspace, SEPIA)
        assert read_views(workspace) == SEPIA
        assert [each.span.start for each in workspace.annotations(ARTICLE.id)] == [5]
    assert check(place) == []


def test_a_damaged_view_is_left_out_and_found_by_the_check(place):
    with Workspace.open(place, who="سلمى") as workspace:
        keep_views(workspace, SEPIA)
        workspace.database.write(lambda c: c.execute(text("UPDATE views SET value = '[1' WHERE name = 'review'")))
        assert "review" not in read_views(workspace)
    assert ["views" in each.what for each in check(place)] == [True]


def test_the_first_look_reads_a_file_without_opening_the_workspace(tmp_path):
    database = tmp_path / "reader.db"
    with Workspace.open(database, who="سلمى") as workspace:
        keep_views(workspace, SEPIA)
    assert read_first(database, "سلمى ") == SEPIA
    assert read_first(database, "خالد") == {}
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("reader.db")) == ["reader.db"]


@pytest.mark.parametrize("content", [b"", b"no database at all", None])
def test_the_first_look_finds_nothing_where_there_is_nothing(tmp_path: Path, content: bytes | None) -> None:
    database = tmp_path / "reader.db"
    if content is not None:
        database.write_bytes(content)
    assert read_first(database, "سلمى") == {}
    assert read_first("postgresql://nobody@nowhere/none", "سلمى") == {}


def test_a_view_that_cannot_be_written_is_a_store_error(tmp_path):
    with Workspace.open(tmp_path / "reader.db", who="سلمى") as workspace:
        workspace.database.write(lambda c: c.execute(text("DROP TABLE views")))
        with pytest.raises(StoreError):
            keep_views(workspace, SEPIA)
