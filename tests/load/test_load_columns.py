"""CoNLL's columns open with what their tags tell, by ending or by how they begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.exchange.conll import write_conll
from reader.load import load_all
from reader.model import Annotation, Article, Span

LINES = "تعهدت O\nروسيا B-LOC\nبحماية O\nمدينة B-LOC\nحلب I-LOC\n. O\n\nنعم O\n"


def opened(path: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    loaded, errors = load_all([str(path)])
    assert errors == []
    return [(each.article.text, [(a.span.of(each.article.text), a.label) for a in each.annotations]) for each in loaded]


@pytest.mark.parametrize("name", ["a.conll", "a.iob", "a.bio", "a.txt", "a", "a.tsv.txt"])
@pytest.mark.parametrize("gap", [" ", "\t", " NN "])
def test_a_file_of_columns_opens_annotated(tmp_path: Path, name: str, gap: str) -> None:
    (tmp_path / name).write_text(LINES.replace(" ", gap), encoding="utf-8")
    said = [("روسيا", "place"), ("مدينة حلب", "place")]
    assert opened(tmp_path / name) == [("تعهدت روسيا بحماية مدينة حلب.\nنعم\n", said)]


def test_articles_in_one_file_are_called_by_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text("-DOCSTART- O\n\nحلب B-LOC\n\n-DOCSTART- O\n\nمصر B-LOC\n", encoding="utf-8")
    loaded, _ = load_all([str(path)])
    assert [each.name for each in loaded] == [f"{path}:1", f"{path}:5"]
    assert all(each.is_called_by_line for each in loaded)


def test_our_own_columns_come_back(tmp_path: Path) -> None:
    text = "زار محمد علي حلب أمس، ثم عاد."
    said = [Annotation(Span(4, 12), "person"), Annotation(Span(13, 16), "place")]
    (tmp_path / "a.conll").write_text(write_conll(Article(text), said), encoding="utf-8")
    assert opened(tmp_path / "a.conll") == [(text + "\n", [("محمد علي", "person"), ("حلب", "place")])]


@pytest.mark.parametrize(
    "text",
    ["كتب O\nعلي O\n", "خبر عاجل\n" + LINES, "الحرف O هو\n" * 9, "vitamin B-12\nof the\n" * 9],
)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert opened(tmp_path / "a.txt") == [(text, [])]


def test_a_file_without_tags_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("خبر عاجل\n", encoding="utf-8")
    loaded, (error,) = load_all([str(tmp_path / "a.conll")])
    assert loaded == []
    assert str(error).endswith("no line has a word and its tag (O, B-PER …); put the tag into the last column.")
