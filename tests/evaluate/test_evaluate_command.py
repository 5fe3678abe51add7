"""`reader evaluate` on gold of every kind, with and without a system's output."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reader.cli.command_line import app
from reader.errors import ReaderError
from reader.evaluate.measuring import evaluate
from reader.evaluate.quality_page import Measured, write_page

DATA = Path(__file__).parent / "data"
TEXT = "رفضت روسيا حماية المدنيين في حلب."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def figures(*arguments: object) -> Any:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def silent(sentence: str) -> None:
    raise AssertionError(sentence)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Gold for one article, whose text lies in texts/."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    refusal = {"type": "refusal", "cue": [0, 4], "committer": [5, 10], "action": [11, 32]}
    place = {"start": 5, "end": 10, "label": "place"}
    row = {"doc": "a.txt", "entities": [place, {**place, "start": 29, "end": 32}], "commitments": [refusal]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path / "gold.jsonl"


def test_the_engine_is_measured_on_the_texts_beside_the_gold(gold: Path) -> None:
    measured = figures(gold)
    assert measured["articles"] == 1
    assert measured["entities"]["place"]["exact"]["f1"] == 1
    assert measured["commitments"]["cue+type"]["f1"] == 1
    assert measured["commitments"]["committer"]["f1"] == 1
    assert {"gold": "refusal", "system": "refusal", "count": 1} in measured["confusions"]["commitments"]


def test_articles_with_one_doc_belong_together_in_their_order(tmp_path: Path) -> None:
    rows = [
        {"doc": "خبر", "text": "زار حلب", "entities": [{"start": 4, "end": 7, "label": "place"}]},
        {"doc": "خبر", "text": "قال منير", "entities": [{"start": 4, "end": 8, "label": "person"}]},
    ]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert figures(corpus, corpus)["entities"]["all"]["exact"]["f1"] == 1
    (tmp_path / "first.jsonl").write_text(json.dumps(rows[0]), encoding="utf-8")
    assert figures(corpus, tmp_path / "first.jsonl")["entities"]["all"]["exact"] == {
        "precision": 1,
        "recall": 0.5,
        "f1": pytest.approx(2 / 3),
        "gold": 2,
        "system": 1,
    }


def test_only_the_annotators_that_are_asked_for_are_measured(gold: Path) -> None:
    assert figures(gold, "--annotators", "names")["commitments"]["cue"]["system"] == 0


def test_what_the_gold_does_not_mark_is_not_measured(gold: Path) -> None:
    row = json.loads(gold.read_text(encoding="utf-8"))
    del row["entities"]
    gold.write_text(json.dumps(row), encoding="utf-8")
    assert figures(gold)["entities"] == {}
    gold.write_text(json.dumps({"doc": "a.txt", "entities": []}), encoding="utf-8")
    measured = figures(gold)
    assert measured["commitments"] == {}


def test_a_system_is_matched_by_doc_or_by_its_last_part(gold: Path, tmp_path: Path) -> None:
    row = json.loads(gold.read_text(encoding="utf-8"))
    system = tmp_path / "system.jsonl"
    for doc, recall in (("a.txt", 1), ("news/a.txt", 1), ("b.txt", 0)):
        system.write_text(json.dumps(row | {"doc": doc}), encoding="utf-8")
        measured = figures(gold, system)
        assert measured["commitments"]["cue"]["recall"] == recall
        assert len(measured["notes"]) == (doc == "b.txt")


def test_offsets_are_enough_where_texts_are_not_at_hand() -> None:
    measured = figures(DATA / "gold.jsonl", DATA / "system.jsonl")
    wanted = json.loads((DATA / "reference.json").read_text(encoding="utf-8"))
    assert {name: pytest.approx(figure) for name, figure in measured["commitments"].items()} == wanted


def test_a_corpus_of_words_and_tags_is_measured_in_parts(tmp_path: Path) -> None:
    gold = tmp_path / "corpus.txt"
    gold.write_text(
        "وصل O\nالوفد O\nإلى O\nحلب B-LOC\nوموسكو B-LOC\nأمس B-DATE\n\n" * 10 + "كلمة B-PERS\n\n" * 10, encoding="utf-8"
    )
    first = figures(gold, "--part", "0", "0.5", "--sentences", "3")
    assert first["articles"] == 4
    assert first["entities"]["place"]["exact"]["f1"] == 1
    assert "person" not in first["entities"]
    assert figures(gold, gold)["entities"]["all"]["exact"] == {
        "precision": 1,
        "recall": 1,
        "f1": 1,
        "gold": 40,
        "system": 40,
    }


def test_labels_that_the_gold_lacks_are_named_and_not_scored(tmp_path: Path) -> None:
    gold = tmp_path / "corpus.txt"
    gold.write_text("زار O\nموسكو O\nفلاديمير B-PERS\n", encoding="utf-8")
    comparison = evaluate(str(gold), complain=silent)
    assert set(comparison.entities) == {"person", "all"}
    assert comparison.notes == ("Labels that the gold does not use are not scored: 1 place.",)


def test_the_worst_articles_come_first(tmp_path: Path) -> None:
    place = {"start": 0, "end": 5, "label": "place"}
    gold = [{"doc": name, "entities": [place]} for name in ("a", "b", "c")]
    system = [{"doc": "a", "entities": [place]}, {"doc": "c", "entities": [place, {**place, "start": 6, "end": 9}]}]
    for name, rows in (("gold", gold), ("system", system)):
        (tmp_path / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    comparison = evaluate(str(tmp_path / "gold"), str(tmp_path / "system"), complain=silent)
    assert [doc for doc, _ in comparison.by_article] == ["b", "c", "a"]


def test_tables_are_printed_for_people_and_for_pages(gold: Path) -> None:
    printed = run(gold).stdout
    assert any(line.split()[:4] == ["cue+type", "1.000", "1.000", "1.000"] for line in printed.splitlines())
    page = run(gold, "--markdown").stdout
    assert "| cue+type | 1.000 | 1.000 | 1.000 |  | 1 | 1 |" in page
    assert page.startswith("## gold.jsonl\n")


def test_the_page_names_date_and_data(gold: Path) -> None:
    page = write_page([Measured(str(gold), "One sentence, tuned on")], date(2026, 2, 1))
    assert "Made on 2026-02-01 with arabic-reader" in page
    assert "## One sentence, tuned on" in page
    assert "--on gold.jsonl 'One sentence, tuned on'" in page
    assert str(gold.parent) not in page


def test_a_quality_page_names_no_article_that_was_kept_apart_and_ends_with_the_sections_given(tmp_path: Path) -> None:
    rows = [{"doc": f"{name}.txt", "text": TEXT, "entities": [], "commitments": []} for name in ("one", "two")]
    gold, section = tmp_path / "apart.jsonl", tmp_path / "section.md"
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    section.write_text("## Beside the readers\n", encoding="utf-8")
    named = write_page([Measured(str(gold), "Dev")], date(2026, 2, 1))
    apart = write_page([Measured(str(gold), "Test", are_articles_named=False)], date(2026, 2, 1), [str(section)])
    assert "one.txt" in named
    assert "one.txt" not in apart
    assert "--apart apart.jsonl Test" in apart
    assert apart.endswith("## Beside the readers\n")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('{"doc": "a.txt", "commitments": []}\n{"doc": ', "line 2"),
        ("[1]", "gold.jsonl"),
        ('{"doc": "gone.txt", "commitments": []}', "gone.txt"),
        ('{"doc": "a.txt"}', "marks nothing"),
        ('{"doc": "gone.txt", "entities": [{"start": 0, "end": 99999999999, "label": "place"}]}', "beyond any text"),
    ],
)
def test_gold_that_cannot_be_used_is_named(gold: Path, content: str, named: str) -> None:
    gold.write_text(content, encoding="utf-8")
    with pytest.raises(ReaderError, match=named):
        evaluate(str(gold), complain=lambda _: None)


def test_parts_run_forwards(gold: Path) -> None:
    with pytest.raises(ReaderError, match="--part"):
        evaluate(str(gold), complain=silent, part=(1.0, 0.5))


def test_another_corpus_than_the_golds_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gold").write_text("موسكو B-LOC\n", encoding="utf-8")
    (tmp_path / "system").write_text("حلب B-LOC\n", encoding="utf-8")
    with pytest.raises(ReaderError, match="its words are not those"):
        evaluate(str(tmp_path / "gold"), str(tmp_path / "system"), complain=silent)
