"""Prodigy's JSON Lines: what is written is read again, and spaCy makes documents with the same spans of it."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import spacy
from exchanging import ARTICLE, SAMPLE, TEXT, annotated_texts, in_any_order, outgoing, read_back, write_into
from hypothesis import given, settings
from spacy.tokens import Doc
from spacy.training import biluo_tags_to_spans, offsets_to_biluo_tags

from reader.errors import LoadError
from reader.exchange import prodigy
from reader.model import Annotation, Article, Decision, Span

VOCABULARY = spacy.blank("ar").vocab


def document(task: dict[str, Any]) -> Doc:
    """The document that spaCy makes of a task's tokens, as Prodigy's recipes do before they train."""
    return Doc(VOCABULARY, [each["text"] for each in task["tokens"]], [each["ws"] for each in task["tokens"]])


def tasks_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_what_is_written_comes_back_whole(tmp_path: Path) -> None:
    losses = write_into(tmp_path, prodigy, outgoing(), outgoing(Article("لا شيء"), ()))
    full, empty = read_back(tmp_path / "out", prodigy)
    assert in_any_order(full.annotations) == in_any_order(SAMPLE)
    assert (full.text, full.id, full.title, full.source) == (TEXT, ARTICLE.id, ARTICLE.title, "news/one.txt")
    assert (full.warnings, losses.describe("Prodigy")) == ((), "")
    assert (empty.text, empty.annotations) == ("لا شيء", ())


@settings(deadline=None)
@given(annotated_texts())
def test_any_annotations_come_back_and_spacy_has_the_same_spans(annotated: tuple[str, list[Annotation]]) -> None:
    text, annotations = annotated
    with TemporaryDirectory() as folder:
        write_into(Path(folder), prodigy, outgoing(Article(text), annotations))
        (found,) = read_back(Path(folder) / "out", prodigy)
        tasks = tasks_of(Path(folder) / "out")
    assert found.text == text
    assert in_any_order(found.annotations) == in_any_order(annotations)
    for task in tasks:
        read = document(task)
        assert read.text == text
        assert [(token.idx, token.idx + len(token)) for token in read] == [
            (t["start"], t["end"]) for t in task["tokens"]
        ]
        for each in task["spans"]:
            span = read.char_span(each["start"], each["end"], label=each["label"])
            assert (span.start, span.end - 1) == (each["token_start"], each["token_end"])


def test_one_answer_is_about_one_task(tmp_path: Path) -> None:
    write_into(tmp_path, prodigy, outgoing())
    answers = [(task["answer"], [each["label"] for each in task["spans"]]) for task in tasks_of(tmp_path / "out")]
    assert answers == [
        ("accept", ["place", "pledge", "place", "action"]),
        ("ignore", ["quantity"]),
        ("reject", ["organization"]),
    ]


def test_spacy_trains_on_the_entities(tmp_path: Path) -> None:
    names = [Annotation(each.span, each.label) for each in SAMPLE if each.label in ("place", "quantity")]
    write_into(tmp_path, prodigy, outgoing(annotations=names))
    (task,) = tasks_of(tmp_path / "out")
    read = document(task)
    tags = offsets_to_biluo_tags(read, [(each["start"], each["end"], each["label"]) for each in task["spans"]])
    assert "-" not in tags
    spans = {(span.label_, span.text) for span in biluo_tags_to_spans(read, tags)}
    assert spans == {("place", "روسيا"), ("place", "حلب"), ("quantity", "مالٍ\n\nكثير")}


def test_relations_name_the_last_token_of_each_span(tmp_path: Path) -> None:
    write_into(tmp_path, prodigy, outgoing())
    task = tasks_of(tmp_path / "out")[0]
    read = document(task)
    (committer, action) = task["relations"]
    assert (committer["label"], read[committer["head"]].text, read[committer["child"]].text) == (
        "committer",
        "تتعهد",
        "روسيا",
    )
    assert (action["label"], read[action["child"]].text, action["child_span"]["token_start"]) == (
        "action",
        "حلب",
        next(each["id"] for each in task["tokens"] if each["text"] == "حِماية"),
    )


def test_what_ner_manual_and_rel_manual_save_is_read(tmp_path: Path) -> None:
    text = "روسيا تتعهد بحماية"
    tokens = [
        {"text": word, "start": text.index(word), "end": text.index(word) + len(word), "id": at, "ws": at < 2}
        for at, word in enumerate(text.split())
    ]
    rows = [
        {
            "text": text,
            "_input_hash": -1886451,
            "_task_hash": 7,
            "tokens": tokens,
            "spans": [
                {"start": 0, "end": 5, "token_start": 0, "token_end": 0, "label": "GPE"},
                {"start": 6, "end": 11, "token_start": 1, "token_end": 1, "label": "pledge"},
            ],
            # The filler of the second relation is a token without a span.
            "relations": [
                {"head": 1, "child": 0, "label": "Committer"},
                {
                    "head": 1,
                    "child": 2,
                    "label": "action",
                    "head_span": {"start": 6, "end": 11, "token_start": 1, "token_end": 1, "label": "pledge"},
                    "child_span": {"start": 12, "end": 18, "token_start": 2, "token_end": 2, "label": None},
                },
            ],
            "answer": "accept",
            "_session_id": None,
            "_view_id": "relations",
        },
        {"text": text, "spans": [{"start": 12, "end": 18, "label": "ORG"}], "answer": "reject"},
        {"text": "حلب", "tokens": []},
    ]
    path = tmp_path / "out.jsonl"
    path.write_text("\ufeff" + "\r\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = read_back(path, prodigy)
    assert first.annotations == (
        Annotation(Span(0, 5), "place", source="prodigy", decision=Decision.ACCEPTED),
        Annotation(
            Span(6, 11),
            "pledge",
            (("committer", Span(0, 5)), ("action", Span(12, 18))),
            source="prodigy",
            decision=Decision.ACCEPTED,
        ),
        Annotation(Span(12, 18), "organization", source="prodigy", decision=Decision.REJECTED),
    )
    assert (first.warnings, second.text) == ((), "حلب")


def test_what_does_not_fit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    row = {"text": "حلب", "spans": [{"start": 0, "end": 9, "label": "LOC"}], "relations": [{"head": 4, "child": 5}]}
    path.write_text(json.dumps(row) + '\n{"text": "نص"}\nnull\n', encoding="utf-8")
    complaints: list[str] = []
    (found,) = prodigy.read(path, complain=complaints.append)
    assert found.annotations == ()
    assert found.warnings == (
        f"{path}, line 1: a span was left out, since it has no label or is not within the text.",
        f"{path}, line 1: a relation was left out, since it lacks its label or one of its ends.",
    )
    assert complaints == [
        f"{path}, line 2: the line was left out, since it is no task with a text.",
        f"{path}, line 3: the line was left out, since it is not a JSON object.",
    ]


@pytest.mark.parametrize("content", ['{"text": "نص", "label": []}', "[]", "نص"])
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "other.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(LoadError):
        list(prodigy.read(tmp_path / "other.jsonl", complain=print))
