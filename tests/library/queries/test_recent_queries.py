"""The latest queries, and saved searches in any order, as each analyst has them in a workspace."""

from __future__ import annotations

from pathlib import Path

from reader.library.queries.saved_queries import (
    SavedQuery,
    forget_query,
    keep_recent,
    read_recent,
    read_saved,
    save_query,
)
from reader.store.views import keep_views
from reader.store.workspace import Workspace


def test_searches_are_kept_by_name_for_each_analyst(tmp_path: Path) -> None:
    place = tmp_path / "reader.db"
    with Workspace.open(place, who="هدى") as workspace:
        save_query(workspace, SavedQuery("وعود", "type:pledge", stems=True, order="left"))
        save_query(workspace, SavedQuery("حلب", "حلب"))
        save_query(workspace, SavedQuery("حلب", '"ريف حلب"', order="relevance"))
        keep_views(workspace, {"search:broken": {"order": "left"}, "search:old": {"query": "x", "order": "?"}})
    with Workspace.open(place, who="خالد") as workspace:
        assert read_saved(workspace) == ()
    with Workspace.open(place, who="هدى") as workspace:
        assert read_saved(workspace) == (
            SavedQuery("old", "x"),
            SavedQuery("حلب", '"ريف حلب"', order="relevance"),
            SavedQuery("وعود", "type:pledge", stems=True, order="left"),
        )
        forget_query(workspace, "حلب")
        assert [each.name for each in read_saved(workspace)] == ["old", "وعود"]


def test_the_latest_queries_come_back_in_their_order_and_are_not_too_many(tmp_path: Path) -> None:
    queries = [f"{number}" for number in range(50)]
    with Workspace.open(tmp_path / "reader.db", who="هدى") as workspace:
        assert read_recent(workspace) == ()
        keep_recent(workspace, queries)
        assert read_recent(workspace) == tuple(queries[:30])
        assert read_saved(workspace) == ()
