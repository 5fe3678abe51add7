"""The index follows the journal of a workspace wherever that lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from library.indexes import CITIES, make_folder

from reader.journal import tagging
from reader.library.index.library_index import index_place
from reader.library.index.refreshing import refreshed_index
from reader.load import load_all
from reader.model import Annotation, Span
from reader.store.workspace import Workspace

TAGGED = "SELECT title, layer, quote FROM annotations JOIN articles ON articles.number = article WHERE layer <> ''"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def test_the_index_of_a_folder_takes_what_a_team_has_tagged(tmp_path: Path, place: str | Path) -> None:
    news = make_folder(tmp_path / "news", CITIES[:2])
    articles = [each.article for each in load_all([str(news)])[0]]

    def tagged() -> list[tuple[str, str, str]]:
        with refreshed_index([str(news)], store=str(place), who="هدى", complain=pytest.fail) as index:
            return sorted(index.connection.execute(TAGGED).fetchall())

    with Workspace.open(place, who="هدى") as hers, Workspace.open(place, who="خالد") as his:
        for workspace, article in zip((hers, his), articles, strict=True):
            at = article.text.index("روسيا")
            workspace.remember(article)
            workspace.apply(tagging.add(workspace.authorship(article.id), Annotation(Span(at, at + 5), "place")))
        assert tagged() == [("خبر من حلب", "هدى", "روسيا"), ("خبر من حمص", "خالد", "روسيا")]
        his.undo(articles[1].id)
        assert tagged() == [("خبر من حلب", "هدى", "روسيا")]
    assert index_place([str(news)]).is_file()
