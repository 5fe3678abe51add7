"""A file of annotations is known by its content, whatever it is called."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from reader.exchange.recognising import recognise

FILES = {
    "native": '{"format": "arabic-reader", "version": 1, "sha256": ""}\n',
    "jsonl": '{"doc": "a", "sha256": "", "length": 3, "text": "abc", "entities": [], "commitments": []}\n',
    "doccano": '{"id": 1, "text": "abc", "label": [[0, 3, "PER"]], "Comments": []}\n',
    "label-studio": '[\n  {"data": {"text": "abc"}, "annotations": [{"result": []}]}\n]',
    "prodigy": '{"text": "abc", "_input_hash": 1, "spans": [], "answer": "accept"}\n',
    "w3c": '{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation"}',
    "cas-json": '{"%TYPES": {}, "%FEATURE_STRUCTURES": []}',
    "cas-xmi": '<?xml version="1.0"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"/>',
    "tei": '<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
    "conll": "زار\tO\nموسكو\tB-LOC\n\nأمس\tO\n",
    "csv": "\ufeffarticle;label;words;start;end\r\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_known_by_its_content(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(FILES[name], encoding="utf-8", newline="")
    found = recognise(tmp_path / "file")
    assert found is not None
    assert found.name == name


def test_a_folder_is_known_by_its_files(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("abc", encoding="utf-8")
    (tmp_path / "one.ann").write_text("T1\tx 0 1\ta\n", encoding="utf-8")
    found = recognise(tmp_path)
    assert found is not None
    assert found.name == "brat"
    (tmp_path / "two.xml").write_text(FILES["tei"], encoding="utf-8")
    assert recognise(tmp_path) is None


def test_packed_bytes_are_taken_for_a_docbin(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(zlib.compress(b"abc" * 100))
    found = recognise(tmp_path / "file")
    assert found is not None
    assert found.name == "spacy"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"x\x9cnothing",
        b"{",
        b"[[[",
        b"<html>",
        "خبر عادي\r\rثان".encode(),
        b"\xff\xfe\x00",
        b"a b\nc d\n",
    ],
)
def test_what_is_of_no_format_is_not_guessed(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    assert recognise(tmp_path / "file") is None
