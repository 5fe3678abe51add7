"""Searches are kept by name, for each analyst of a workspace."""

import pytest

from reader.library.queries.saved_queries import SavedQuery, forget_query, read_saved, save_query
from reader.store.views import keep_views, read_views
from reader.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(tmp_path / "reader.db", who="Sara") as workspace:
        yield workspace


def test_what_is_saved_is_there_again(workspace):
    pledges = SavedQuery("تعهدات", "type:pledge committer:روسيا", stems=True, order="relevance")
    words = SavedQuery("a", '"b c"')
    save_query(workspace, pledges)
    save_query(workspace, words)
    assert read_saved(workspace) == (words, pledges)


def test_the_same_name_takes_the_place_and_can_be_forgotten(workspace):
    save_query(workspace, SavedQuery("a", "one"))
    save_query(workspace, SavedQuery("a", "two"))
    assert read_saved(workspace) == (SavedQuery("a", "two"),)
    forget_query(workspace, "a")
    assert read_saved(workspace) == ()


def test_another_analyst_has_searches_of_his_own(workspace, tmp_path):
    save_query(workspace, SavedQuery("a", "one"))
    with Workspace.open(tmp_path / "reader.db", who="Ali") as other:
        assert read_saved(other) == ()


def test_other_views_stay_and_what_cannot_be_read_is_left_out(workspace):
    keep_views(workspace, {"panel.tab": "here", "search:x": 5, "search:y": {"query": "a", "order": "sideways"}})
    assert read_saved(workspace) == (SavedQuery("y", "a"),)
    forget_query(workspace, "y")
    assert read_views(workspace) == {"panel.tab": "here", "search:x": 5}
