"""The reader's own format: everything comes back, the schema holds, and what is not whole is refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reader.errors import LoadError, ReaderError
from reader.exchange import native
from reader.exchange.foreign_format import ArticleMarks, Incoming, Losses, Outgoing
from reader.labels import default_labels
from reader.model import Annotation, Article, Decision, Span

TEXT = "تعهدت \U0001f1f8\U0001f1e6 روسيا\r\nبحماية\ufeff المدنيين.\u2028"
VALIDATOR = Draft202012Validator(json.loads(native.SCHEMA.read_text(encoding="utf-8")))
ROW = Outgoing(
    Article(TEXT, "عنوان", "news/one.txt", "2026-01-02", (("publisher", "و"), ("tag", "a"), ("tag", "b"))),
    (
        Annotation(
            Span(0, 5),
            "pledge",
            (("committer", Span(9, 14)), ("action", Span(16, 30))),
            (("polarity", "positive"), ("status", "")),
            "huda",
            Decision.ACCEPTED,
            0.5,
            "قاعدة",
            "سطر\nآخر",
        ),
        Annotation(Span(3, 12), "place", decision=Decision.REJECTED),
        Annotation(Span(9, 14), "place"),
    ),
    "huda",
    marks=ArticleMarks("done", ("حرب", "a b"), "ملاحظة", ((0, ""), (9, "هنا"))),
)


def write(*rows: Outgoing) -> str:
    pieces = native.write(rows, labels=default_labels(), losses=Losses())
    return "".join(str(piece.content) for piece in pieces)


def read(path: Path, lines: str | bytes) -> list[Incoming]:
    path.write_bytes(lines.encode() if isinstance(lines, str) else lines)
    return list(native.read(path, complain=pytest.fail))


def refused(path: Path, lines: str | bytes) -> str:
    with pytest.raises(LoadError) as caught:
        read(path, lines)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_everything_comes_back(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.jsonl", write(ROW))
    assert found.annotations == ROW.annotations
    assert (found.text, found.id, found.title, found.source) == (TEXT, ROW.article.id, "عنوان", "news/one.txt")
    assert (found.layer, found.marks) == ("huda", ROW.marks)


def test_what_is_written_fits_the_schema() -> None:
    for line in write(ROW, Outgoing(Article(""), ())).splitlines():
        VALIDATOR.validate(json.loads(line))


def test_the_schema_refuses_what_is_not_such_a_row() -> None:
    row = json.loads(write(ROW))
    for change in ({"format": "x"}, {"length": -1}, {"layers": [{}]}, {"sha256": "0"}, {"more": 1}):
        assert not VALIDATOR.is_valid(row | change)


def test_the_layers_of_an_article_share_a_line(tmp_path: Path) -> None:
    other = Outgoing(ROW.article, (Annotation(Span(9, 14), "organization"),), "khaled")
    lines = write(ROW, other, Outgoing(Article("آخر"), (), "huda"))
    assert len(lines.splitlines()) == 2
    assert [(each.layer, len(each.annotations)) for each in read(tmp_path / "a.jsonl", lines)] == [
        ("huda", 3),
        ("khaled", 1),
        ("huda", 0),
    ]


def test_each_span_is_quoted_with_what_stands_around_it(tmp_path: Path) -> None:
    row = Outgoing(ROW.article, ROW.annotations, "huda", with_text=False)
    assert '"text"' not in write(row)
    VALIDATOR.validate(json.loads(write(row)))
    (found,) = read(tmp_path / "a.jsonl", write(row))
    assert found.text == ""
    for annotation, (quote, roles) in zip(found.annotations, found.quotes, strict=True):
        for span, each in ((annotation.span, quote), *((annotation.role(name), each) for name, each in roles)):
            assert span is not None
            assert each.exact == span.of(TEXT)
            assert TEXT[: span.start].endswith(each.prefix)
            assert TEXT[span.end :].startswith(each.suffix)
            assert len(each.prefix) == min(32, span.start)


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        ("", "no rows"),
        ("{}\n", "does not name its format"),
        (write(ROW)[:-20], "line 1: this is not a whole row"),
        (write(ROW) + write(ROW)[:300], "line 2"),
        (write(ROW).replace('"version": 1', '"version": 2'), "another version"),
        (write(ROW).replace('"start": 9', '"start": 900000'), "outside of the text"),
        (write(ROW).replace('"end": 14', '"end": 13'), "not as long as its span"),
        (write(ROW).replace('"end": 14', '"end": 1e2'), "cannot be read"),
        (write(ROW).replace('"decision": "rejected"', '"decision": "perhaps"'), "decision"),
        (write(ROW).replace('"offset": 9', '"offset": 99'), "bookmark"),
        (write(ROW).replace('"score": 0.5', '"score": NaN'), "score"),
        (write(ROW).replace("روسيا", "مصررر"), "sum"),
        (write(ROW).replace("قاعدة", "\\ud800"), "surrogate"),
        ('{"format": ' + "[" * 100_000, "nested too deeply"),
        (b"\xff\xfe\x00", "UTF-8"),
        ('{"format": "arabic-reader", "version": 1, "length": ' + "9" * 5000 + "}", "not valid JSON"),
    ],
)
def test_what_is_not_whole_is_refused_in_a_sentence(lines: str | bytes, part: str, tmp_path: Path) -> None:
    assert part in refused(tmp_path / "a.jsonl", lines)


def test_half_a_surrogate_pair_is_not_written() -> None:
    with pytest.raises(ReaderError, match="half of a surrogate pair"):
        write(Outgoing(Article("a\ud83dz", source="x.txt"), ()))


TEXTS = st.text(
    st.sampled_from('ابت \n\r\U0001f600\ufeff\u2028a"\\=') | st.characters(exclude_categories=["Cs"]), max_size=40
)


@st.composite
def outgoing(draw: st.DrawFn) -> Outgoing:
    """An article with any annotations, nested and crossing ones among them."""
    text = draw(TEXTS)
    spans = st.tuples(*[st.integers(0, len(text))] * 2).map(lambda ends: Span(min(ends), max(ends)))
    pairs = st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple)
    annotations = st.builds(
        Annotation,
        spans,
        TEXTS,
        st.lists(st.tuples(TEXTS, spans), max_size=3).map(tuple),
        pairs,
        TEXTS,
        st.sampled_from(Decision),
        st.none() | st.floats(0, 1),
        TEXTS,
        TEXTS,
    )
    marks = st.builds(
        ArticleMarks,
        st.sampled_from(["", "read", "in progress", "done"]),
        st.lists(TEXTS, max_size=2).map(tuple),
        TEXTS,
        st.lists(st.tuples(st.integers(0, len(text)), TEXTS), max_size=2).map(tuple),
    )
    article = Article(text, draw(TEXTS), draw(TEXTS), draw(TEXTS), draw(pairs))
    return Outgoing(article, tuple(draw(st.lists(annotations, max_size=5))), draw(TEXTS), marks=draw(marks))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(row=outgoing())
def test_any_article_comes_back_and_fits_the_schema(row: Outgoing, tmp_path: Path) -> None:
    lines = write(row)
    VALIDATOR.validate(json.loads(lines))
    (found,) = read(tmp_path / "a.jsonl", lines)
    assert (found.annotations, found.marks, found.text) == (row.annotations, row.marks, row.article.text)
