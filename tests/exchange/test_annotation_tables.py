"""Tables of annotations in CSV and xlsx: a row each, no formula among them, and read back as they were."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from reader.errors import LoadError
from reader.exchange import csv_rows, xlsx_rows
from reader.exchange.foreign_format import ArticleMarks, ForeignModule, Incoming, Losses, Outgoing, Quote
from reader.exchange.text_quotes import quote_annotation, text_of_quotes
from reader.labels import default_labels
from reader.model import Annotation, Article, Decision, Span

TEXT = "=تعهدت \U0001f54a روسيا\nبحماية المدنيين."
PLEDGE = Annotation(
    Span(1, 6),
    "pledge",
    (("committer", Span(9, 14)), ("action", Span(15, 30)), ("own", Span(0, 3))),
    (("polarity", "positive"), ("mood", "=1+1")),
    "huda",
    Decision.ACCEPTED,
    0.25,
    "قاعدة",
    "=SUM(A1)",
)
ROW = Outgoing(
    Article(TEXT, "@عنوان", "one.txt"),
    (PLEDGE, Annotation(Span(0, 14), "place", decision=Decision.REJECTED), Annotation(Span(9, 14), "LOC")),
    "huda",
    marks=ArticleMarks("done"),
)
MODULES = [csv_rows, xlsx_rows]


def write(module: ForeignModule, *rows: Outgoing) -> tuple[bytes, Losses]:
    losses = Losses()
    pieces = [piece.content for piece in module.write(rows, labels=default_labels(), losses=losses)]
    return b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces), losses


def read(module: ForeignModule, path: Path, content: bytes) -> list[Incoming]:
    path.write_bytes(content)
    return list(module.read(path, complain=pytest.fail))


def in_order(annotation: Annotation) -> Annotation:
    """An annotation with its roles and attributes by name, since the table has an order of its own."""
    return replace(annotation, roles=tuple(sorted(annotation.roles)), attributes=tuple(sorted(annotation.attributes)))


@pytest.mark.parametrize("module", MODULES)
def test_a_table_is_read_back(module: ForeignModule, tmp_path: Path) -> None:
    content, _ = write(module, ROW, replace(ROW, layer="khaled"))
    first, second = read(module, tmp_path / "table", content)
    assert [in_order(each) for each in first.annotations] == [in_order(each) for each in ROW.annotations]
    assert (first.id, first.title, first.source, first.layer) == (ROW.article.id, "@عنوان", "one.txt", "huda")
    assert second.layer == "khaled"
    assert first.quotes[0][0] == Quote("تعهدت", "=", TEXT[6:38])


@pytest.mark.parametrize("module", MODULES)
def test_marks_on_articles_are_counted_as_left_out(module: ForeignModule) -> None:
    _, losses = write(module, ROW)
    assert "1 marks on articles" in losses.describe("csv")


def test_no_cell_of_a_csv_is_a_formula() -> None:
    content, _ = write(csv_rows, ROW)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.lstrip(" ")[:1] in set("=+-@\t")]


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(write(xlsx_rows, ROW)[0])
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert sheet.max_row == 4


def test_what_a_workbook_cannot_hold_is_counted(tmp_path: Path) -> None:
    content, losses = write(xlsx_rows, replace(ROW, article=Article(TEXT.replace("\n", "\x01"))))
    assert "cells with characters that a workbook cannot hold" in losses.describe("xlsx")
    assert [each.span for each in read(xlsx_rows, tmp_path / "a", content)[0].annotations][0] == Span(1, 6)


def test_a_csv_that_a_spreadsheet_saved_with_semicolons_is_read(tmp_path: Path) -> None:
    rows = csv.reader(io.StringIO(write(csv_rows, ROW)[0].decode("utf-8-sig"), newline=""))
    saved = io.StringIO(newline="")
    csv.writer(saved, delimiter=";").writerows(rows)
    (found,) = read(csv_rows, tmp_path / "a.csv", saved.getvalue().encode("utf-8-sig"))
    assert in_order(found.annotations[0]) == in_order(PLEDGE)


@pytest.mark.parametrize("module", MODULES)
def test_another_file_is_refused_in_a_sentence(module: ForeignModule, tmp_path: Path) -> None:
    for content in (b"", b"a,b\n1,2\n", b"\xff\xfe", b"PK\x03\x04abc"):
        with pytest.raises(LoadError):
            read(module, tmp_path / "a", content)


CELLS = st.text(
    st.sampled_from("'=+-@ \n\r\t;,\"اب\U0001f600\ufeff")
    | st.characters(exclude_characters="\0", exclude_categories=["Cs"]),
    max_size=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=CELLS, note=CELLS, value=CELLS, data=st.data())
def test_any_annotation_comes_back_from_a_csv(
    text: str, note: str, value: str, data: st.DataObject, tmp_path: Path
) -> None:
    spans = st.tuples(*[st.integers(0, len(text))] * 2).map(lambda ends: Span(min(ends), max(ends)))
    roles = tuple(("action", data.draw(spans)) for _ in range(data.draw(st.integers(0, 3))))
    annotation = Annotation(data.draw(spans), "pledge", roles, (("polarity", value), ("x", value)), note=note)
    (found,) = read(csv_rows, tmp_path / "a.csv", write(csv_rows, Outgoing(Article(text), (annotation,)))[0])
    assert in_order(found.annotations[0]) == in_order(annotation)


@given(text=CELLS, data=st.data())
def test_quotes_put_together_have_the_words_of_their_spans(text: str, data: st.DataObject) -> None:
    spans = st.tuples(*[st.integers(0, len(text))] * 2).map(lambda ends: Span(min(ends), max(ends)))
    annotations = [Annotation(data.draw(spans), "x", (("r", data.draw(spans)),)) for _ in range(3)]
    put, there = text_of_quotes(annotations, [quote_annotation(text, each) for each in annotations])
    for before, after in zip(annotations, there, strict=True):
        assert after.span.of(put) == before.span.of(text)
        assert after.roles[0][1].of(put) == before.roles[0][1].of(text)


def test_an_offset_far_outside_costs_nothing() -> None:
    put, (placed,) = text_of_quotes([Annotation(Span(10**15, 10**15 + 3), "x")], [(Quote("abc", "x", "y"), ())])
    assert placed.span.of(put) == "abc"
    assert len(put) < 10
