"""What had to be replaced or left out is said once, in every format, with the article it concerns."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from reader.batch.items import read_items
from reader.load import Loaded, Source, SourceKind, load_each

TEXT = "أعلن وزير الخارجية اليوم أن الحكومة ستلتزم بتنفيذ الاتفاق"
COLUMNS = "".join(f"{word} O\n" for word in TEXT.split())
PAGE = f"<!doctype html><html><body><article><p>{TEXT} و{TEXT}.</p></article></body></html>"
FORMS = {
    "a.txt": TEXT,
    "a.html": PAGE,
    "a.jsonl": json.dumps({"text": TEXT}, ensure_ascii=False) + "\n",
    "a.json": json.dumps([{"text": TEXT}, {"text": TEXT}], ensure_ascii=False),
    "a.csv": f"date,text\n2016,{TEXT}\n2017,{TEXT}\n",
    "a.conll": COLUMNS,
}


def spoiled(content: str, byte: bytes) -> bytes:
    return content.encode().replace("ستلتزم".encode(), "ستل".encode() + byte + "تزم".encode(), 1)


def loaded(source: Source) -> list[Loaded]:
    outcomes = list(load_each(source))
    assert all(isinstance(outcome, Loaded) for outcome in outcomes), outcomes
    return outcomes


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    ("byte", "kept", "word"), [(b"\xa0", "ستل\ufffdتزم", "1 sequence of"), (b"\0", "ستلتزم", "1 NUL")]
)
def test_a_stray_byte_costs_one_character(tmp_path, name, packed, byte, kept, word):
    data = spoiled(FORMS[name], byte)
    path = tmp_path / (name + ".gz" * packed)
    path.write_bytes(gzip.compress(data) if packed else data)
    first, *others = loaded(Source(str(path)))
    assert kept in first.article.text
    (warning,) = first.warnings
    assert Path(path).name in warning
    assert word in warning
    assert [warning for each in others for warning in each.warnings] == []


@pytest.mark.parametrize("name", [name for name in FORMS if name != "a.csv"])
def test_standard_input_says_the_same(monkeypatch, name):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(spoiled(FORMS[name], b"\xa0"))))
    assert "1 sequence of bytes" in loaded(Source("-", SourceKind.STANDARD_INPUT))[0].warnings[0]


def test_a_row_says_what_is_wrong_with_its_own_line(tmp_path):
    good = FORMS["a.jsonl"]
    path = tmp_path / "a.jsonl"
    path.write_bytes(good.encode() + spoiled(good, b"\xff") + good.encode())
    warnings = [each.warnings for each in loaded(Source(str(path)))]
    assert [len(each) for each in warnings] == [0, 1, 0]
    assert "a.jsonl, line 2: 1 sequence of bytes" in warnings[1][0]


def test_a_row_that_names_a_file_brings_its_notices(tmp_path):
    (tmp_path / "a.txt").write_bytes(spoiled(TEXT, b"\xa0"))
    (tmp_path / "rows.jsonl").write_text('{"doc": "a.txt", "entities": []}\n', encoding="utf-8")
    (row,) = loaded(Source(str(tmp_path / "rows.jsonl")))
    assert "a.txt: 1 sequence of bytes" in row.warnings[0]


def test_what_is_the_same_in_many_rows_is_said_of_the_first_and_counted(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [{"text": "نص الخبر الأول".encode().decode("latin-1"), "date": f"أمس {at}"} for at in range(40)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    told: list[str] = []
    list(read_items([str(path)], complain=lambda sentence, is_lost: told.append(sentence.replace(str(path), "a"))))
    assert [sentence.partition(": ")[0] for sentence in told[:4]] == ["a, line 1", "a:1", "a, line 2", "a:2"]
    assert [sentence[:33] for sentence in told[10:]] == ["a: 35 more warnings like this one"] * 2
