"""Label Studio's JSON: what is written is read again, by the reader and by Label Studio's own SDK."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from exchanging import ARTICLE, SAMPLE, TEXT, annotated_texts, in_any_order, outgoing, read_back, write_into
from hypothesis import given, settings

from reader.errors import LoadError
from reader.exchange import conll, label_studio
from reader.exchange.foreign_format import Incoming
from reader.labels import default_labels
from reader.model import Annotation, Article, Decision, Span


@pytest.fixture
def written(tmp_path: Path) -> Path:
    losses = write_into(tmp_path, label_studio, outgoing(), outgoing(Article("لا شيء"), ()))
    assert losses.describe("Label Studio") == ""
    return tmp_path


def test_what_is_written_comes_back_whole(written: Path) -> None:
    full, empty = read_back(written, label_studio)
    assert in_any_order(full.annotations) == in_any_order(SAMPLE)
    assert (full.text, full.id, full.title, full.source) == (TEXT, ARTICLE.id, ARTICLE.title, "news/one.txt")
    assert (full.warnings, empty.text, empty.annotations) == ((), "لا شيء", ())


@settings(deadline=None)
@given(annotated_texts())
def test_any_annotations_come_back(annotated: tuple[str, list[Annotation]]) -> None:
    text, annotations = annotated
    with TemporaryDirectory() as folder:
        write_into(Path(folder), label_studio, outgoing(Article(text), annotations))
        (found,) = read_back(Path(folder), label_studio)
    assert found.text == text
    assert in_any_order(found.annotations) == in_any_order(annotations)


def test_label_studios_own_checks_accept_the_tasks_under_the_configuration(written: Path) -> None:
    from label_studio_sdk.label_interface import LabelInterface

    interface = LabelInterface((written / label_studio.CONFIGURATION).read_text(encoding="utf-8"))
    interface.validate()
    full, empty = json.loads((written / label_studio.TASKS).read_text(encoding="utf-8"))
    for each in (*full["annotations"], *full["predictions"]):
        assert interface._validate_object(each, return_errors=True) == []
    assert empty["annotations"] == empty["predictions"] == []
    assert set(default_labels()) <= set(interface.get_control("label").labels)
    assert interface.get_control("polarity").labels == ["positive", "negative"]


def test_the_configuration_has_every_label_that_is_written(tmp_path: Path) -> None:
    from label_studio_sdk.label_interface import LabelInterface

    visit = Annotation(Span(0, 1), 'زيارة "رسمية" <&>\x00', (("مضيف", Span(2, 3)),))
    write_into(tmp_path, label_studio, outgoing(annotations=(visit,)))
    lines = (tmp_path / label_studio.CONFIGURATION).read_text(encoding="utf-8")
    interface = LabelInterface(lines)
    interface.validate()
    assert {'زيارة "رسمية" <&>\ufffd', "مضيف", "committer"} <= set(interface.get_control("label").labels)
    assert "direction: rtl" in lines


def test_label_studios_converter_reads_the_same_words(written: Path, tmp_path: Path) -> None:
    from label_studio_sdk.converter.converter import Converter

    configuration = (written / label_studio.CONFIGURATION).read_text(encoding="utf-8")
    converter = Converter(configuration, str(tmp_path))
    converter.convert_to_json_min(str(written / label_studio.TASKS), str(tmp_path / "min"), is_dir=False)
    shortened = json.loads((tmp_path / "min/result.json").read_text(encoding="utf-8"))
    marked = {(each["labels"][0], TEXT[each["start"] : each["end"]]) for each in shortened[0]["label"]}
    # Only what is accepted: cancelled annotations and predictions are left out.
    assert marked == {
        ("place", "روسيا"),
        ("place", "حلب"),
        ("pledge", "تتعهد"),
        ("action", "حِماية مدينة حلب"),
    }
    assert (shortened[0]["polarity"], shortened[0]["note"]) == ("positive", "انظر\nالفقرة الثانية")
    converter.convert_to_conll2003(str(written / label_studio.TASKS), str(tmp_path / "conll"), is_dir=False)
    tags = dict(
        line.split(" -X- _ ") for line in (tmp_path / "conll/result.conll").read_text().splitlines() if " _ " in line
    )
    assert (tags["روسيا"], tags["تتعهد"]) == ("B-place", "B-pledge")


def test_the_converters_columns_are_read(written: Path, tmp_path: Path) -> None:
    from label_studio_sdk.converter.converter import Converter

    configuration = (written / label_studio.CONFIGURATION).read_text(encoding="utf-8")
    converter = Converter(configuration, str(tmp_path))
    converter.convert_to_conll2003(str(written / label_studio.TASKS), str(tmp_path / "conll"), is_dir=False)
    first, *_ = read_back(tmp_path / "conll/result.conll", conll)
    assert ("pledge", "تتعهد") in [(each.label, each.span.of(first.text)) for each in first.annotations]


def test_what_the_converter_shortened_is_read(written: Path, tmp_path: Path) -> None:
    from label_studio_sdk.converter.converter import Converter

    configuration = (written / label_studio.CONFIGURATION).read_text(encoding="utf-8")
    Converter(configuration, str(tmp_path)).convert_to_json_min(
        str(written / label_studio.TASKS), str(tmp_path / "min"), is_dir=False
    )
    full, _ = read_back(tmp_path / "min/result.json", label_studio)
    assert {(each.label, each.span.of(TEXT), each.decision) for each in full.annotations} == {
        ("place", "روسيا", Decision.ACCEPTED),
        ("place", "حلب", Decision.ACCEPTED),
        ("pledge", "تتعهد", Decision.ACCEPTED),
        ("action", "حِماية مدينة حلب", Decision.ACCEPTED),
    }


def region(name: str, start: Any, end: Any, text: str, label: str, **value: Any) -> dict[str, Any]:
    place = {"start": start, "end": end, "text": text, "labels": [label], **value}
    return {"id": name, "from_name": "ner", "to_name": "t", "type": "labels", "origin": "manual", "value": place}


def exported(folder: Path, text: str, *results: dict[str, Any], **annotation: Any) -> Incoming:
    """What is read of a task as Label Studio exports it."""
    task = {"id": 5, "data": {"body": text}, "annotations": [{"id": 1, "result": list(results), **annotation}]}
    (folder / "export.json").write_text(json.dumps([task]), encoding="utf-8")
    (found,) = read_back(folder / "export.json", label_studio)
    return found


@pytest.mark.parametrize(("start", "end"), [(2, 5), (3, 6)])
def test_both_units_are_read_by_the_words_that_are_quoted(tmp_path: Path, start: int, end: int) -> None:
    found = exported(tmp_path, "😀 حلب", region("a", start, end, "حلب", "LOC"))
    assert found.annotations == (Annotation(Span(2, 5), "place", source="label studio", decision=Decision.ACCEPTED),)


def test_line_ends_are_quoted_in_label_studios_way(tmp_path: Path) -> None:
    found = exported(tmp_path, "حلب\nوإدلب", region("a", 0, 9, "حلب\\nوإدلب", "LOC"))
    assert [each.span for each in found.annotations] == [Span(0, 9)]


def test_relations_run_the_way_they_were_drawn(tmp_path: Path) -> None:
    text = "روسيا تتعهد"
    regions = region("a", 0, 5, "روسيا", "LOC"), region("b", 6, 11, "تتعهد", "pledge")
    ends = {"from_id": "a", "to_id": "b", "type": "relation", "labels": ["Committer"]}
    found = exported(tmp_path, text, *regions, ends | {"direction": "left"})
    assert [each.roles for each in found.annotations if each.label == "pledge"] == [(("committer", Span(0, 5)),)]


def test_a_page_has_offsets_beside_its_elements(tmp_path: Path) -> None:
    place = {"globalOffsets": {"start": 4, "end": 7}}
    found = exported(tmp_path, "زار حلب", region("a", "/div[1]/text()[1]", "/div[1]/text()[1]", "حلب", "LOC", **place))
    assert [each.span for each in found.annotations] == [Span(4, 7)]


def test_what_was_skipped_is_no_annotation(tmp_path: Path) -> None:
    assert exported(tmp_path, "حلب", region("a", 0, 3, "حلب", "LOC"), was_cancelled=True).annotations == ()


def test_predictions_are_proposals(tmp_path: Path) -> None:
    result = region("a", 0, 3, "حلب", "LOC") | {"score": 0.7}
    task = {"data": {"text": "حلب"}, "predictions": [{"model_version": "m", "result": [result]}]}
    (tmp_path / "tasks.json").write_text(json.dumps(task), encoding="utf-8")
    (found,) = read_back(tmp_path, label_studio)
    assert [(each.decision, each.score) for each in found.annotations] == [(Decision.PROPOSED, 0.7)]


def test_two_peoples_annotations_become_one_layer(tmp_path: Path) -> None:
    result = [region("a", 0, 3, "حلب", "LOC")]
    task = {"data": {"text": "حلب"}, "annotations": [{"id": 1, "result": result}, {"id": 2, "result": result}]}
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    (found,) = read_back(path, label_studio)
    assert len(found.annotations) == 1
    assert found.warnings == (f"{path}, task 1: 2 annotations of the task became one layer.",)


def test_what_does_not_fit_is_named(tmp_path: Path) -> None:
    whole = {"id": "c", "from_name": "mood", "to_name": "t", "type": "choices", "value": {"choices": ["bad"]}}
    lost = {"from_id": "a", "to_id": "z", "type": "relation", "labels": ["near"]}
    found = exported(tmp_path, "حلب", region("a", 0, 3, "حلب", "LOC"), region("b", 0, 3, "إدلب", "LOC"), whole, lost)
    where = f"{tmp_path / 'export.json'}, task 1"
    assert found.warnings == (
        f'{where}: "إدلب" was left out, since it is not in the text there.',
        f"{where}: a relation was left out, since it lacks its label or one of its ends.",
        f"{where}: 1 result that is about no words of the text was left out.",
    )


@pytest.mark.parametrize("content", ["{}", '[{"text": "نص"}]', "[1]", "x", '{"text": "نص", "label": [[0, 1, "a"]]}'])
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "other.json").write_text(content, encoding="utf-8")
    with pytest.raises(LoadError):
        list(label_studio.read(tmp_path / "other.json", complain=print))
