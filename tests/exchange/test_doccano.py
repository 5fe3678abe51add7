"""doccano's JSON Lines: what is written is read again, by the reader and by doccano's own importer."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from exchanging import ARTICLE, SAMPLE, TEXT, annotated_texts, in_any_order, outgoing, read_back, write_into
from hypothesis import given, settings
from other_tools import Doccano

from reader.errors import LoadError
from reader.exchange import doccano
from reader.model import Annotation, Article, Decision, Span


def in_javascript(text: str, start: int, end: int) -> str:
    """The stretch of a text between two offsets as JavaScript counts them."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_what_is_written_comes_back_whole(tmp_path: Path) -> None:
    losses = write_into(tmp_path, doccano, outgoing())
    (found,) = read_back(tmp_path / "out", doccano)
    assert in_any_order(found.annotations) == in_any_order(SAMPLE)
    assert (found.text, found.id, found.title, found.source) == (TEXT, ARTICLE.id, ARTICLE.title, "news/one.txt")
    assert (found.warnings, losses.describe("doccano")) == ((), "")


@settings(deadline=None)
@given(annotated_texts())
def test_any_annotations_come_back(annotated: tuple[str, list[Annotation]]) -> None:
    text, annotations = annotated
    with TemporaryDirectory() as folder:
        write_into(Path(folder), doccano, outgoing(Article(text), annotations))
        (found,) = read_back(Path(folder) / "out", doccano)
    assert found.text == text
    assert in_any_order(found.annotations) == in_any_order(annotations)


@settings(deadline=None)
@given(annotated_texts())
def test_grapheme_clusters_are_counted_or_the_loss_is(annotated: tuple[str, list[Annotation]]) -> None:
    text, annotations = annotated
    annotations = [each for each in annotations if each.decision is not Decision.REJECTED]
    with TemporaryDirectory() as folder:
        losses = write_into(Path(folder), doccano, outgoing(Article(text), annotations), unit="graphemes")
        (found,) = read_back(Path(folder) / "out", doccano)
    if not losses.counts:
        assert in_any_order(found.annotations) == in_any_order(annotations)
    assert len(found.annotations) == len(annotations)


def test_doccanos_importer_reads_it(tmp_path: Path) -> None:
    write_into(tmp_path, doccano, outgoing())
    read = Doccano(tmp_path / "out")
    assert read.errors == []
    ((example,), spans) = read.examples, read.spans.labels
    assert (example.text, example.meta["title"], example.meta["sha256"]) == (TEXT, ARTICLE.title, ARTICLE.id)
    shown = {each.id: (each.label, in_javascript(TEXT, each.start_offset, each.end_offset)) for each in spans}
    assert sorted(shown.values()) == [
        ("action", "حِماية مدينة حلب"),
        ("place", "حلب"),
        ("place", "روسيا"),
        ("pledge", "تتعهد"),
        ("quantity", "مالٍ\n\nكثير"),
    ]
    links = [(shown[each.from_id][1], each.type, shown[each.to_id][1]) for each in read.relations]
    assert links == [("تتعهد", "committer", "روسيا"), ("تتعهد", "action", "حِماية مدينة حلب")]


def test_what_doccano_exports_after_the_import_is_whole(tmp_path: Path) -> None:
    write_into(tmp_path, doccano, outgoing())
    Doccano(tmp_path / "out").export(tmp_path / "exported", Comments=[{"id": 1, "comment": "أحسنت"}])
    (found,) = read_back(tmp_path / "exported", doccano)
    assert in_any_order(found.annotations) == in_any_order(SAMPLE)
    path = tmp_path / "exported"
    assert found.warnings == (f"{path}, line 1: 1 comment on the whole text was left out.",)


def test_a_mark_crlf_and_older_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl"
    lines = ['{"id": 3, "text": "زار روسيا", "label": [[4, 9, "LOC"]]}', '{"data": "حلب", "labels": []}']
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode() + b"\r\n")
    first, second = read_back(path, doccano)
    assert first.annotations == (Annotation(Span(4, 9), "place", source="doccano", decision=Decision.ACCEPTED),)
    assert (first.text, second.text, second.annotations) == ("زار روسيا", "حلب", ())


@pytest.mark.parametrize(
    ("text", "start", "end", "words", "unit"),
    [
        ("😀😀😀 حلب كبيرة", 7, 10, "حلب", ""),
        ("😀😀😀 حلب كبيرة", 4, 7, "حلب", "grapheme clusters"),
        ("وَعَدَ الرَّئِيسُ بِالسَّلامِ", 4, 10, "الرَّئِيسُ", "grapheme clusters"),
        ("😀 وَعَدَ زيد", 9, 12, "زيد", "code points"),
    ],
)
def test_the_unit_is_that_in_which_entities_are_words(
    tmp_path: Path, text: str, start: int, end: int, words: str, unit: str
) -> None:
    path = tmp_path / "exported.jsonl"
    path.write_text(json.dumps({"text": text, "label": [[start, end, "LOC"]]}) + "\n", encoding="utf-8")
    (found,) = read_back(path, doccano)
    assert [each.span.of(text) for each in found.annotations] == [words]
    taken = f"{path}, line 1: the offsets were taken for {unit}, since most entities are whole words then."
    assert found.warnings == ((taken,) if unit else ())


def test_what_does_not_fit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    entities = [
        {"id": 1, "label": "LOC", "start_offset": 0, "end_offset": 99},
        {"id": 2, "label": "LOC", "start_offset": 0, "end_offset": 3},
    ]
    row = {"text": "حلب", "entities": entities, "relations": [{"from_id": 1, "to_id": 2, "type": "near"}, 7]}
    path.write_text(json.dumps(row) + "\n[]\n" + '{"text": "نص"}\n', encoding="utf-8")
    complaints: list[str] = []
    (found,) = doccano.read(path, complain=complaints.append)
    assert [each.label for each in found.annotations] == ["place"]
    assert found.warnings == (
        f"{path}, line 1: an entity was left out, since it has no label or is not within the text.",
        f"{path}, line 1: a relation was left out, since it lacks its type or one of its ends.",
    )
    assert complaints == [
        f"{path}, line 2: the line was left out, since it is not a JSON object.",
        f"{path}, line 3: the line was left out, since it has no text with entities.",
    ]


@pytest.mark.parametrize("content", ['{"text": "نص", "spans": []}', '{"text": "نص", "entities": [{"start": 0}]}', "x"])
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LoadError):
        list(doccano.read(path, complain=print))
