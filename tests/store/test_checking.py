"""What a check finds in a workspace that something else has changed."""

import pytest
from sqlalchemy import text

from reader.errors import StoreError
from reader.journal import article_marks, tagging
from reader.journal.article_marks import ReadingState
from reader.model import Annotation, Article, Span
from reader.store.checking import check
from reader.store.workspace import Workspace

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان.")


@pytest.fixture
def filled(workspace):
    workspace.remember(ARTICLE)
    authorship = workspace.authorship(ARTICLE.id)
    pledge = Annotation(Span(14, 19), "pledge", roles=(("committer", Span(5, 8)),))
    workspace.apply(tagging.add(authorship, pledge))
    workspace.apply(article_marks.add_tag(authorship, ReadingState(), "مصر"))
    return workspace


def change(workspace, statement):
    workspace.database.write(lambda connection: connection.execute(text(statement)))


def test_nothing_is_found_where_nothing_is_wrong(place, filled):
    assert check(place) == []


@pytest.mark.parametrize(
    ("statement", "sentence", "many"),
    [
        ("DELETE FROM annotations", "not what the journal gives", 1),
        ("DELETE FROM marks", "not what the journal gives", 1),
        ("UPDATE marks SET value = 'false'", "not what the journal gives", 1),
        ("DELETE FROM journal WHERE kind = 'add'", "not what the journal gives", 1),
        ("UPDATE journal SET before = '1' WHERE kind = 'tag'", "operation 2 of the journal does not follow", 1),
        (
            """UPDATE annotations SET quotes = '{"":"تتعهد","committer":"سوريا"}'""",
            "role committer does not lie over",
            1,
        ),
    ],
)
def test_what_does_not_fit_is_told(place, filled, statement, sentence, many):
    change(filled, statement)
    found = check(place)
    assert len(found) == many
    assert sentence in found[0].what
    assert (found[0].article, found[0].layer) == (ARTICLE.id, "سلمى")


def test_spans_and_texts_that_do_not_belong_together_are_told(place, filled):
    change(filled, "UPDATE articles SET text = substr(text, 1, 20)")
    sentences = [finding.what for finding in check(place)]
    assert any("the text is not the one that was stored" in sentence for sentence in sentences)
    assert any("the span ends after the text" in sentence for sentence in sentences)


def test_orphans_are_told(tmp_path):
    path = tmp_path / "reader.db"
    with Workspace.open(path, who="سلمى") as workspace:
        workspace.remember(ARTICLE)
        workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id), Span(5, 8), "place"))

        def remove(connection):
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            connection.execute(text("DELETE FROM journal"))
            connection.execute(text("DELETE FROM annotations"))

        workspace.database.write(remove)
        raw = workspace.database.engine.raw_connection()
        raw.cursor().execute("PRAGMA foreign_keys = OFF")
        raw.cursor().execute(
            "INSERT INTO marks (article, layer, kind, key, value) VALUES ('none', 'سلمى', 'tag', 'x', 'true')"
        )
        raw.close()
    (finding, *_) = check(path)
    assert "marks refers to an article that is missing" in finding.what
    assert finding.article == "none"


def test_what_is_not_there_cannot_be_checked(tmp_path):
    with pytest.raises(StoreError, match="there is no workspace"):
        check(tmp_path / "reader.db")
