"""What analysts decided in a workspace feeds the tables of `reader evaluate`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reader.cli.command_line import app
from reader.errors import ReaderError
from reader.journal import tagging
from reader.load import load_all
from reader.model import Annotation, Span
from reader.store.location import where
from reader.store.workspace import Workspace

TEXT = "تعهدت روسيا بحماية المدنيين في حلب، وقالت مصر نعم.\n"


def proposal(quote: str, label: str, rule: str, score: float = 0.9) -> Annotation:
    at = TEXT.index(quote)
    return Annotation(Span(at, at + len(quote)), label, source="names", score=score, rule=rule)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which هدى has decided on five proposals and منى on one, and a sixth has only a note."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    article = load_all([str(folder)])[0][0].article
    with Workspace.open(where(folder), who="هدى") as workspace:
        workspace.remember_all([article])
        authorship = workspace.authorship(article.id)
        pledge = replace(proposal("تعهدت", "pledge", "تعهد بـ: a pledge", 0.8), source="commitments")
        for operations in (
            tagging.accept(authorship, pledge),
            tagging.accept(authorship, proposal("روسيا", "place", "قائمة")),
            tagging.relabel(authorship, proposal("حلب", "person", "قائمة"), "place"),
            tagging.reject(authorship, proposal("مصر", "place", "قائمة", 0.3)),
            tagging.write_note(authorship, proposal("نعم", "misc", "قائمة"), "؟"),
        ):
            workspace.apply(operations)
        workspace.apply(tagging.accept(authorship, proposal("المدنيين", "group", "قائمة")))
        grown = next(each for each in workspace.annotations(article.id) if each.label == "group")
        workspace.apply(tagging.resize(authorship, grown, Span(grown.span.start - 1, grown.span.end)))
    with Workspace.open(where(folder), who="منى") as workspace:
        workspace.apply(tagging.accept(workspace.authorship(article.id), proposal("روسيا", "place", "قائمة")))
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_accepted_and_rejected_proposals_are_counted_by_rule_and_by_score(news: Path) -> None:
    told = json.loads(run("evaluate", "--decisions", news, "--json").output)
    assert {(each["rule"], each["label"]): (each["right"], each["count"]) for each in told["rules"]} == {
        ("تعهد بـ: a pledge", "pledge"): (1, 1),
        ("قائمة", "place"): (2, 3),
        # What had to be relabelled or resized was not right as it was.
        ("قائمة", "person"): (0, 1),
        ("قائمة", "group"): (0, 1),
    }
    low, high = told["calibration"]["entities"]
    assert (low["count"], low["precision"]) == (1, 0.0)
    assert (high["count"], high["precision"]) == (4, 0.5)


def test_the_tables_are_those_of_gold(news: Path) -> None:
    told = run("evaluate", "--decisions", news).output
    assert "Precision by rule" in told
    assert "Scores of commitments" in told
    assert "1 article · decisions on proposals" in told


def test_where_nothing_was_decided_a_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    with Workspace.open(where(tmp_path), who="هدى") as workspace:
        workspace.remember_all([each.article for each in load_all([str(tmp_path)])[0]])
    result = run("evaluate", "--decisions", tmp_path)
    assert isinstance(result.exception, ReaderError)
    assert "no proposal has been accepted or rejected yet" in str(result.exception)


def test_a_system_is_not_measured_by_decisions(news: Path) -> None:
    assert run("evaluate", "--decisions", news, "x.jsonl").exit_code == 2


def test_a_decision_that_came_along_with_a_changed_file_counts_once(news: Path) -> None:
    before = json.loads(run("evaluate", "--decisions", news, "--json").stdout)
    (news / "one.txt").write_text(TEXT + "وقالت تونس لا.\n", encoding="utf-8")
    article = load_all([str(news)])[0][0].article
    for who in ("هدى", "منى"):
        with Workspace.open(where(news), who=who) as workspace:
            earlier = workspace.remember(article) or next(e.article for e in workspace.articles() if e.is_superseded)
            workspace.carry_over(earlier, article.id)
    after = run("evaluate", "--decisions", news, "--json")
    assert json.loads(after.stdout)["rules"] == before["rules"]
    assert "--earlier" in after.stderr
    twice = json.loads(run("evaluate", "--decisions", news, "--json", "--earlier").stdout)
    assert sum(each["count"] for each in twice["rules"]) == 2 * sum(each["count"] for each in before["rules"])
