"""The marks of the ledger: fifty pairs, fifty near-misses and thirty entries to test on, and no text of any article."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

LEDGER = Path(__file__).parents[1] / "training" / "ledger"


def read(name: str) -> list[dict]:
    return [json.loads(line) for line in (LEDGER / name).read_text(encoding="utf-8").splitlines()]


def articles(pair: dict) -> set[str]:
    return {pair["one"]["sha256"], pair["other"]["sha256"]}


def test_the_test_part_has_as_many_as_are_reported() -> None:
    counts = Counter((pair["part"], pair["is_same"]) for pair in read("pairs.jsonl"))
    assert counts["test", True] == counts["test", False] == 50
    assert Counter(entry["part"] for entry in read("evidence.jsonl"))["test"] == 30


def test_no_article_is_in_two_parts_and_no_pair_is_within_one_article() -> None:
    pairs = read("pairs.jsonl")
    parts = [{one for pair in pairs if pair["part"] == part for one in articles(pair)} for part in ("dev", "test")]
    assert parts[0].isdisjoint(parts[1])
    assert all(len(articles(pair)) == 2 for pair in pairs)
    for entry in read("evidence.jsonl"):
        assert entry["passages"]
        assert entry["entry"]["sha256"] not in {passage["sha256"] for passage in entry["passages"]}
        assert {passage["bearing"] for passage in entry["passages"]} <= {"kept", "broken", "withdrawn", "related"}


def test_the_marks_hold_no_text() -> None:
    for name in ("pairs.jsonl", "evidence.jsonl"):
        assert (LEDGER / name).read_text(encoding="utf-8").isascii()


@pytest.fixture
def annotated(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(LEDGER))
    import annotated

    yield annotated
    sys.modules.pop("annotated", None)


def test_what_annotate_writes_becomes_rows_and_passages(annotated, tmp_path) -> None:
    text = "موعد قريب\n\nتعهدت بلدية قابس بتنظيف الشاطئ. ورحب السكان."
    start = text.index("بلدية")
    name = {"start": start, "end": start + 10, "label": "organization", "text": "بلدية قابس", "entity": "بلدية قابس"}
    pledge = {
        "type": "pledge",
        "cue": [start - 6, start - 1],
        "committer": [start, start + 10],
        "action": [start + 11, start + 25],
        "polarity": "positive",
        "score": 0.9,
    }
    row = {"sha256": "ab", "text": text, "title": "موعد قريب", "date": "2017-02-01T10:00:00", "source": "راديو"}
    path = tmp_path / "annotated.jsonl"
    path.write_text(json.dumps({**row, "entities": [name], "commitments": [pledge]}) + "\n", encoding="utf-8")
    (article,) = annotated.read_articles([path])
    (told,) = annotated.list_rows(article)
    assert (told.quote, told.roles["committer"].name, str(told.day)) == ("تعهدت", "بلديه قابس", "2017-02-01")
    title, first, second = annotated.list_passages(article)
    assert title.text == "موعد قريب"
    assert first.names == {"بلديه قابس"}
    assert second.names == frozenset()
