"""Parquet holds what JSON Lines would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.batch.parquet import convert_rows, restore_rows
from reader.errors import ReaderError
from reader.exchange.jsonl import write_row
from reader.model import Annotation, Article, Span

pq = pytest.importorskip("pyarrow.parquet")

TEXT = "تعهدت روسيا بحماية المدنيين"


def test_every_field_comes_back(tmp_path: Path) -> None:
    pledge = Annotation(
        Span(0, 5),
        "pledge",
        (("committer", Span(6, 11)),),
        (("polarity", "positive"), ("status", "made")),
        "commitments",
    )
    place = Annotation(
        Span(6, 11), "place", attributes=(("entity", "روسيا"), ("code", "RU")), source="names", score=0.9
    )
    rows = [
        write_row(Article(TEXT, "عنوان"), [pledge, place], doc="a.txt", with_text=False),
        write_row(Article("نص \ud800", "ن\ud800"), (), doc="b.txt"),
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    convert_rows(tmp_path / "rows.jsonl", tmp_path / "out.parquet")
    first, second = pq.read_table(tmp_path / "out.parquet").to_pylist()
    row = json.loads(rows[0])
    assert {name: first[name] for name in ("doc", "title", "sha256", "length")} == {
        name: row[name] for name in ("doc", "title", "sha256", "length")
    }
    (entity,), (commitment,) = first["entities"], first["commitments"]
    assert dict(entity["attributes"]) == {"code": "RU"}
    assert {**entity, "attributes": None} == {**row["entities"][0], "rule": None, "attributes": None}
    assert commitment["cue"] == {"start": 0, "end": 5}
    assert commitment["committer"] == {"start": 6, "end": 11}
    assert commitment["action"] is None
    assert (commitment["type"], commitment["status"], commitment["annotator"]) == ("pledge", "made", "commitments")
    # UTF-8 cannot hold half a surrogate pair; the offsets must not move by that.
    assert second["text"] == "نص \ufffd"
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["out.parquet", "rows.jsonl"]


def test_an_interrupted_run_is_resumed_from_the_lines_beside_it(authorship: Path, reader: Any, plugins: Path) -> None:
    (authorship / "news" / "04.txt").write_text("خبر عابر", encoding="utf-8")
    died = reader("annotate", "news", "--annotators", "deadly", "-o", "out.parquet")
    assert died.returncode == -9
    assert not (authorship / "out.parquet").exists()
    assert len((authorship / "out.parquet.part.jsonl").read_text(encoding="utf-8").splitlines()) == 4
    done = reader("annotate", "news", "--annotators", "deadly", "-o", "out.parquet", "--resume")
    assert (done.returncode, done.stderr) == (0, "")
    table = pq.read_table(authorship / "out.parquet")
    assert table["doc"].to_pylist() == [f"{n:02}.txt" for n in range(12)]
    assert sorted(path.name for path in authorship.iterdir()) == ["news", "out.parquet"]


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    frame = Annotation(
        Span(0, 5), "pledge", (("committer", Span(6, 11)), ("witness", Span(12, 18))), (("mood", "firm"),), "theirs"
    )
    place = Annotation(Span(6, 11), "place", attributes=(("code", "RU"),), source="names", score=0.9, rule="place list")
    fields = (("publisher", "وكالة"), ("url", "https://example.org/1"), ("category", "سياسة"))
    rows = [
        write_row(Article(TEXT, "عنوان", date="2016-12-18", fields=fields), [frame, place], doc="a", with_text=True),
        write_row(Article(TEXT, fields=(("path", "x/b.txt"), ("failed", "camel"))), (), doc="b", with_text=False),
    ]
    there, parquet, back = (tmp_path / name for name in ("rows.jsonl", "out.parquet", "back.jsonl"))
    there.write_text("\n".join(rows) + "\n", encoding="utf-8")
    convert_rows(there, parquet)
    restore_rows(parquet, back)
    assert [json.loads(line) for line in back.read_text(encoding="utf-8").splitlines()] == [*map(json.loads, rows)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["back.jsonl", "out.parquet", "rows.jsonl"]


def test_a_finished_file_is_gone_on_with(authorship: Path, reader: Any) -> None:
    names = ("--annotators", "names", "-o", "out.parquet")
    assert reader("annotate", "news/00.txt", "news/01.txt", *names).returncode == 0
    done = reader("annotate", "news", *names, "--resume")
    assert (done.returncode, done.stderr) == (0, "")
    assert pq.read_table(authorship / "out.parquet")["doc"].to_pylist() == [f"{n:02}.txt" for n in range(12)]
    assert sorted(path.name for path in authorship.iterdir()) == ["news", "out.parquet"]


def test_articles_on_which_an_annotator_failed_are_done_again(authorship: Path, reader: Any, plugins: Path) -> None:
    assert reader("annotate", "news", "--annotators", "broken", "-o", "out.parquet").returncode == 2
    assert pq.read_table(authorship / "out.parquet")["failed"].to_pylist() == ["broken"] * 12
    assert reader("annotate", "news", "--annotators", "words", "-o", "out.parquet", "--resume").returncode == 0
    table = pq.read_table(authorship / "out.parquet")
    assert table["doc"].to_pylist() == [f"{n:02}.txt" for n in range(12)]
    assert table["failed"].to_pylist() == [None] * 12


@pytest.mark.parametrize("content", [b"PAR1 and nothing else", b""])
def test_a_file_of_another_kind_is_not_gone_on_with(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "out.parquet").write_bytes(content)
    with pytest.raises(ReaderError, match="not a file that `reader annotate` wrote"):
        restore_rows(tmp_path / "out.parquet", tmp_path / "rows.jsonl")
    assert [path.name for path in tmp_path.iterdir()] == ["out.parquet"]
    assert (tmp_path / "out.parquet").read_bytes() == content


def test_columns_of_another_kind_are_not_gone_on_with(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    pq.write_table(pyarrow.table({"doc": ["a"]}), tmp_path / "out.parquet")
    with pytest.raises(ReaderError, match="not a file that `reader annotate` wrote"):
        restore_rows(tmp_path / "out.parquet", tmp_path / "rows.jsonl")
