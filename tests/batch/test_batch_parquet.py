"""Parquet holds what JSON Lines would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.batch.parquet import convert_rows
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


def test_an_interrupted_run_is_resumed_from_the_lines_beside_it(desk: Path, reader: Any, plugins: Path) -> None:
    (desk / "news" / "04.txt").write_text("خبر عابر", encoding="utf-8")
    died = reader("annotate", "news", "--annotators", "deadly", "-o", "out.parquet")
    assert died.returncode == -9
    assert not (desk / "out.parquet").exists()
    assert len((desk / "out.parquet.part.jsonl").read_text(encoding="utf-8").splitlines()) == 4
    done = reader("annotate", "news", "--annotators", "deadly", "-o", "out.parquet", "--resume")
    assert (done.returncode, done.stderr) == (0, "")
    table = pq.read_table(desk / "out.parquet")
    assert table["doc"].to_pylist() == [f"{n:02}.txt" for n in range(12)]
    assert sorted(path.name for path in desk.iterdir()) == ["news", "out.parquet"]
