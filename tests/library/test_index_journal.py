"""The index follows the journal: layers, what they settle, marks, undoing, restored and other workspaces."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from library.indexes import CITIES, build, dump, make_folder, refresh, write_news

from reader.arabic.words import fold
from reader.journal import tagging
from reader.journal.article_marks import Flag, set_flag
from reader.journal.ledger_marks import LedgerMarks, Outcome, set_outcome
from reader.library.index.annotation_putting import put_proposals
from reader.library.index.annotation_reading import get_annotations
from reader.library.index.following import follow_journal
from reader.library.index.library_index import LibraryIndex, index_place
from reader.load import load_all
from reader.model import Annotation, Article, Span
from reader.store.location import where
from reader.store.workspace import Workspace


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "news", CITIES[:3])


@pytest.fixture
def index(news: Path) -> Iterator[LibraryIndex]:
    """The index of the news, with the proposals of an annotator."""
    with LibraryIndex(index_place([str(news)])) as opened:
        build(opened, news)
        yield opened


@pytest.fixture
def workspace(news: Path) -> Iterator[Workspace]:
    with Workspace.open(where(news), who="هدى") as opened:
        yield opened


def article_in(news: Path, number: int = 0) -> Article:
    return load_all([str(news / f"{number}.txt")])[0][0].article


def tag(workspace: Workspace, article: Article, words: str, label: str = "place") -> Annotation:
    start = article.text.index(words)
    annotation = Annotation(Span(start, start + len(words)), label)
    workspace.remember(article)
    applied = workspace.apply(tagging.add(workspace.authorship(article.id), annotation))
    return next(each for each in workspace.annotations(article.id) if each.key == applied[0].key)


def rows(index: LibraryIndex, query: str) -> list[tuple[object, ...]]:
    return index.connection.execute(query).fetchall()


TAGGED = "SELECT layer, quote, label, decision FROM annotations WHERE layer <> ''"


def test_a_tag_and_its_undoing_reach_the_index(news: Path, index: LibraryIndex, workspace: Workspace) -> None:
    article = article_in(news)
    tag(workspace, article, "روسيا")
    assert follow_journal(index, workspace) == 1
    assert rows(index, TAGGED) == [("هدى", "روسيا", "place", "accepted")]
    assert follow_journal(index, workspace) == 0
    workspace.undo(article.id)
    assert follow_journal(index, workspace) == 1
    assert rows(index, TAGGED) == []


def test_a_decision_settles_the_proposal_for_its_layer_alone_even_after_the_engine_has_run_again(
    news: Path, index: LibraryIndex, workspace: Workspace
) -> None:
    article = article_in(news)
    workspace.remember(article)
    number = rows(index, f"SELECT number FROM articles WHERE id = '{article.id}'")[0][0]
    proposals, _ = get_annotations(index.connection, number, "")
    date = next(each for each in proposals if each.label == "date")
    workspace.apply(tagging.reject(workspace.authorship(article.id), date))
    follow_journal(index, workspace)
    settled = (
        "SELECT settled.layer, start, label FROM settled JOIN annotations ON number = annotation WHERE article = 1"
    )
    assert rows(index, settled) == [("هدى", date.span.start, "date")]
    index.connection.execute("UPDATE articles SET engine = 'earlier'")
    assert build(index, news).stale == 0
    assert rows(index, settled) == [("هدى", date.span.start, "date")]


def test_the_group_of_an_entity_in_a_role_is_known_once_the_engine_has_run(
    tmp_path: Path, news: Path, workspace: Workspace
) -> None:
    (news / "0.txt").write_text("تعهد الوزير سيرغي لافروف بالانسحاب.", encoding="utf-8")
    article = article_in(news)
    workspace.remember(article)
    committer = Span(5, article.text.index(" بالانسحاب"))
    pledge = Annotation(Span(0, 4), "pledge", (("committer", committer),))
    workspace.apply(tagging.add(workspace.authorship(article.id), pledge))
    refresh(news)
    minister = Span(article.text.index("سيرغي"), committer.end)
    with LibraryIndex(index_place([str(news)])) as index:
        name = "SELECT roles.name FROM roles JOIN annotations ON annotation = number WHERE layer = 'هدى'"
        assert rows(index, name) == [(fold(committer.of(article.text)),)]
        number = rows(index, f"SELECT number FROM articles WHERE id = '{article.id}'")[0][0]
        lavrov = Annotation(minister, "person", (), (("entity", "سيرغي لافروف"),), "names")
        put_proposals(index.connection, number, article.text, [lavrov], engine="1")
        assert rows(index, name) == [(fold("سيرغي لافروف"),)]


def test_marks_are_taken_over_but_for_the_place_of_the_caret(
    news: Path, index: LibraryIndex, workspace: Workspace
) -> None:
    article = article_in(news)
    key = tag(workspace, article, "تعهدت", "pledge").key
    authorship, state = workspace.authorship(article.id), workspace.reading_state(article.id)
    workspace.apply(set_flag(authorship, state, Flag.DONE))
    workspace.apply(set_outcome(authorship, key, LedgerMarks(), Outcome.BROKEN))
    follow_journal(index, workspace)
    marks = "SELECT layer, kind, key, value FROM marks ORDER BY kind"
    assert rows(index, marks) == [("هدى", "flag", "", "done"), ("هدى", "outcome", key, "broken")]
    workspace.apply(set_outcome(authorship, key, LedgerMarks(Outcome.BROKEN), Outcome.OPEN))
    follow_journal(index, workspace)
    assert rows(index, marks) == [("هدى", "flag", "", "done")]


def test_work_on_an_article_that_comes_into_the_index_later_is_found(
    news: Path, index: LibraryIndex, workspace: Workspace
) -> None:
    tag(workspace, article_in(news), "روسيا")
    follow_journal(index, workspace, takes_all=False)
    (news / "8.txt").write_text(write_news("الرقة"), encoding="utf-8")
    late = article_in(news, 8)
    tag(workspace, late, "الرقة")
    follow_journal(index, workspace, takes_all=False)
    assert [quote for _, quote, *_ in rows(index, TAGGED)] == ["روسيا"]
    refresh(news)
    assert [quote for _, quote, *_ in rows(index, TAGGED)] == ["روسيا", "الرقة"]


def test_an_article_that_is_worked_on_stays_when_its_file_is_gone(news: Path, workspace: Workspace) -> None:
    tag(workspace, article_in(news), "روسيا")
    refresh(news)
    (news / "0.txt").unlink()
    (news / "1.txt").unlink()
    assert dict(refresh(news)[0]) == {"خبر من حلب": 1, "خبر من حمص": 0, "خبر من درعا": 1}
    # Built again from nothing, the index has the article from the workspace.
    index_place([str(news)]).unlink()
    assert dict(refresh(news)[0]) == {"خبر من حلب": 1, "خبر من درعا": 1}


def test_a_changed_text_takes_the_place_of_the_one_from_which_all_was_carried_over(
    news: Path, workspace: Workspace
) -> None:
    before = article_in(news)
    tag(workspace, before, "روسيا")
    refresh(news)
    (news / "0.txt").write_text(before.text + "وأضاف البيان تفاصيل.\n", encoding="utf-8")
    assert len(refresh(news)[0]) == 4
    after = article_in(news)
    workspace.remember(after)
    workspace.carry_over(before.id, after.id)
    found, _ = refresh(news)
    assert sorted(found) == sorted([("خبر من حلب", 0), ("خبر من حلب", 1), ("خبر من حمص", 1), ("خبر من درعا", 1)])


def test_a_restored_workspace_is_followed_from_its_beginning(tmp_path: Path, news: Path, index: LibraryIndex) -> None:
    place = where(news)
    with Workspace.open(place, who="هدى") as workspace:
        tag(workspace, article_in(news), "روسيا")
    shutil.copy(place, tmp_path / "backup.db")
    with Workspace.open(place, who="هدى") as workspace:
        tag(workspace, article_in(news, 1), "حمص")
        follow_journal(index, workspace)
    assert len(rows(index, TAGGED)) == 2
    shutil.copy(tmp_path / "backup.db", place)
    with Workspace.open(place, who="هدى") as workspace:
        # As many operations as before, but others.
        tag(workspace, article_in(news, 2), "درعا")
        follow_journal(index, workspace)
    assert sorted(quote for _, quote, *_ in rows(index, TAGGED)) == ["درعا", "روسيا"]


def test_another_workspace_takes_the_place_of_the_first(tmp_path: Path, news: Path, workspace: Workspace) -> None:
    tag(workspace, article_in(news), "روسيا")
    refresh(news)
    other = tmp_path / "other.db"
    with Workspace.open(other, who="خالد") as theirs:
        tag(theirs, article_in(news, 1), "حمص")
    refresh(news, store=str(other))
    with LibraryIndex(index_place([str(news)])) as index:
        assert rows(index, TAGGED) == [("خالد", "حمص", "place", "accepted")]


def test_following_step_by_step_and_all_at_once_come_to_the_same(
    news: Path, index: LibraryIndex, workspace: Workspace
) -> None:
    for number in range(3):
        article = article_in(news, number)
        tag(workspace, article, "روسيا", "organization")
        follow_journal(index, workspace)
        tag(workspace, article, CITIES[number])
        workspace.apply(set_flag(workspace.authorship(article.id), workspace.reading_state(article.id), Flag.READ))
        follow_journal(index, workspace)
        workspace.undo(article.id)
    follow_journal(index, workspace)
    found = dump(index)
    index_place([str(news)]).unlink()
    with LibraryIndex(index_place([str(news)])) as fresh:
        build(fresh, news)
        assert dump(fresh) == found


def test_single_files_do_not_bring_in_the_other_articles_of_their_workspace(
    tmp_path: Path, news: Path, workspace: Workspace
) -> None:
    tag(workspace, article_in(news), "روسيا")
    assert refresh(news / "1.txt")[0] == [("خبر من حمص", 1)]
