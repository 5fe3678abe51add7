"""`reader learn` as it is typed: what it learns from, what follows, and that it is taken back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reader.annotate.learnt import NOTHING, Learnt, read_learnt, write_learnt
from reader.annotate.pipeline import annotate
from reader.cli.command_line import app
from reader.errors import AnnotateError, ReaderError
from reader.journal import tagging
from reader.load import load_all
from reader.model import Annotation, Article
from reader.store.learnt_at_hand import find_learnt
from reader.store.location import where
from reader.store.workspace import Workspace

PLACES = ("حلب", "حمص", "درعا", "إدلب", "دمشق", "حماة")


def write_news(place: str) -> str:
    return (
        f"خبر من {place}\n\nتعهدت روسيا بحماية المدنيين في {place}. وطالبت تركيا إيران بوقف القصف على {place} فورا.\n"
    )


pytestmark = pytest.mark.usefixtures("huda")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder in which هدى has rejected every proposal of a commitment."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number, place in enumerate(PLACES):
        (folder / f"{number}.txt").write_text(write_news(place), encoding="utf-8")
    with Workspace.open(where(folder), who="هدى") as workspace:
        for each in load_all([str(folder)])[0]:
            workspace.remember(each.article)
            for proposal in commitments(each.article):
                workspace.apply(tagging.reject(workspace.authorship(each.article.id), proposal))
    return folder


def commitments(article: Article, learnt: Learnt = NOTHING) -> list[Annotation]:
    return [each for each in annotate(article, learnt=learnt).annotations if each.source == "commitments"]


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if result.exception is not None and not isinstance(result.exception, SystemExit | ReaderError):
        raise result.exception
    return result


def proposals(folder: Path, *options: object) -> str:
    """The rows that `reader annotate` writes for a folder."""
    output = folder.with_name("annotated.jsonl")
    result = run("annotate", folder, "-o", output, *options)
    assert result.exit_code == 0
    return output.read_text(encoding="utf-8")


def test_few_decisions_teach_nothing_unless_it_is_asked_for(news: Path) -> None:
    output = run("learn", news).output
    assert "decisions on commitments in 6 articles: 0 accepted" in output
    assert "too few decisions" in output
    assert "nothing is changed" in output
    assert find_learnt(where(news)) == ""


def test_proposals_follow_the_decisions_and_undoing_brings_the_very_same_ones_back(news: Path) -> None:
    before = proposals(news)
    output = run("learn", news, "--anyway").output
    assert "`reader learn " in output
    assert "least chance of a proposal" in output
    learnt = read_learnt(find_learnt(where(news)), "here")
    article = load_all([str(news)])[0][0].article
    chances = [[each.score for each in commitments(article, with_what)] for with_what in (NOTHING, learnt)]
    assert chances[0]
    assert not chances[1] or max(filter(None, chances[1])) < max(filter(None, chances[0]))
    after = proposals(news)
    assert after != before
    assert proposals(news, "--as-shipped") == before
    assert proposals(news, "--jobs", "2") == after
    assert "taken back" in run("learn", news, "--undo").output
    assert proposals(news) == before
    assert "nothing to take back" in run("learn", news, "--undo").output


def test_explanations_follow_too(news: Path) -> None:
    shown = [run("explain", news / "0.txt", "--find", "تعهدت").output]
    run("learn", news, "--anyway")
    shown.append(run("explain", news / "0.txt", "--find", "تعهدت").output)
    assert shown[0] != shown[1]


def test_what_is_damaged_is_one_sentence_and_the_engine_is_as_it_is_shipped(news: Path) -> None:
    before = proposals(news)
    run("learn", news, "--anyway")
    for damaged in ("{", '{"judge": 3}', write_learnt(Learnt(None, {"place": 1e9}))):
        with closing(sqlite3.connect(where(news))) as connection:
            connection.execute("UPDATE learnt SET value = ?", (damaged,))
            connection.commit()
        assert proposals(news) == before
        result = run("annotate", news, "-o", news.with_name("again.jsonl"))
        assert result.stderr.count("what was learnt there is damaged; run `reader learn`") == 1
    run("learn", news, "--undo")
    assert run("annotate", news, "-o", news.with_name("again.jsonl")).stderr == ""


def test_an_analyst_who_is_not_there_is_a_sentence(news: Path) -> None:
    result = run("learn", news, "--layers", "خالد")
    assert isinstance(result.exception, ReaderError)
    assert "there is no such layer" in str(result.exception)


def test_a_folder_without_a_workspace_is_a_sentence(tmp_path: Path) -> None:
    assert isinstance(run("learn", tmp_path).exception, ReaderError)


def test_undoing_goes_with_no_other_option(news: Path) -> None:
    assert run("learn", news, "--undo", "--anyway").exit_code == 2


def test_what_was_learnt_beside_another_judge_is_not_used() -> None:
    learnt = write_learnt(Learnt(None, {"place": 0.5}, 12, 3))
    assert read_learnt(learnt, "here") == Learnt(None, {"place": 0.5}, 12, 3)
    with pytest.raises(AnnotateError, match="^here: what was learnt there belongs to another version of the engine"):
        read_learnt(learnt.replace('"beside": "', '"beside": "x'), "here")


def test_entities_below_the_least_score_of_their_label_are_left_out() -> None:
    article = Article(write_news("حلب"))
    every = annotate(article).annotations
    few = annotate(article, learnt=Learnt(None, {"place": 1.1})).annotations
    assert [each for each in every if each.label != "place"] == list(few)
    assert len(few) < len(every)
