"""Recognises by its content in which format a file or folder of annotations is."""

from __future__ import annotations

import csv
import json
import re
import zlib
from collections.abc import Iterator, Set
from pathlib import Path, PurePath
from zipfile import BadZipFile, ZipFile

from reader.errors import LoadError, shown
from reader.exchange.annotation_table import is_annotation_table
from reader.exchange.foreign_format import FORMATS, ForeignFormat
from reader.exchange.native import FORMAT
from reader.wording import say

_HEAD = 1 << 20
"""How much of a file is looked at, in bytes."""
_MOST_FILES = 50
"""How many files of a folder are looked at."""
_KEY = re.compile(r'"([^"\\]{1,60})"\s*:')
_COLUMNS = re.compile(r"(?:-DOCSTART-.*|\S+[\t ](?:.*[\t ])?(?:O|[BIESLU]-\S+))\r?$")
_ENDINGS = {".ann": "brat", ".xmi": "cas-xmi", ".spacy": "spacy"}


def recognise(path: Path) -> ForeignFormat | None:
    """The format of a file or folder, or None where its content does not tell; LoadError where it cannot be read."""
    try:
        name = _of_folder(path) if path.is_dir() else _of_file(path)
    except OSError as error:
        raise LoadError(
            say("{path}: the file cannot be read ({why}).", path=shown(path), why=error.strerror or error)
        ) from error
    return FORMATS.get(name)


def _of_folder(path: Path) -> str:
    names = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))[:_MOST_FILES]
    found = {_of_file(each) for each in names if each.suffix in (*_ENDINGS, ".json", ".xml")} - {""}
    return found.pop() if len(found) == 1 else ""


def _of_file(path: Path) -> str:
    if path.suffix in _ENDINGS:
        return _ENDINGS[path.suffix]
    with path.open("rb") as file:
        data = file.read(_HEAD)
    if data.startswith(b"PK"):
        return _of_packed(path)
    if data.startswith(b"\x78") and b"\n" not in data[:2]:
        return "spacy" if _is_packed(data) else ""
    head = data.decode("utf-8-sig", "replace").lstrip()
    if head.startswith("<"):
        return "cas-xmi" if "<xmi:XMI" in head else "tei" if re.search(r"<(?:\w+:)?(?:TEI|teiCorpus)\b", head) else ""
    if head.startswith(("{", "[")):
        return _of_json(head)
    line, _, _ = head.partition("\n")
    if any(is_annotation_table(_cells(line, delimiter)) for delimiter in ",;\t"):
        return "csv"
    lines = [each for each in head.split("\n")[:200] if each.strip() and not each.startswith("#")]
    return "conll" if len(lines) > 1 and all(map(_COLUMNS.match, lines[:-1])) else ""


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r")], delimiter=delimiter), [])
    except csv.Error:
        return []


def _is_packed(data: bytes) -> bool:
    """Whether these are the first bytes of what zlib has packed, as spaCy's DocBin is."""
    try:
        return bool(zlib.decompressobj().decompress(data, 64))
    except zlib.error:
        return False


def _of_packed(path: Path) -> str:
    try:
        with ZipFile(path) as packed:
            names = packed.namelist()
    except BadZipFile:
        return ""
    if "xl/workbook.xml" in names:
        return "xlsx"
    # INCEpTION packs what it exports.
    endings = {PurePath(name).suffix for name in names}
    return "cas-xmi" if ".xmi" in endings else "cas-json" if ".json" in endings else ""


def _of_json(head: str) -> str:
    keys = {match[1] for match in _KEY.finditer(head)}
    return next((name for name, is_it in _tests(head, keys) if is_it), "")


def _tests(head: str, keys: Set[str]) -> Iterator[tuple[str, bool]]:
    first = _first_row(head)
    yield "native", first.get("format") == FORMAT or f'"format": "{FORMAT}"' in head[:100]
    yield "jsonl", {"sha256", "entities", "commitments"} <= keys
    yield "w3c", "@context" in keys and "anno.jsonld" in head
    yield "cas-json", bool({"%TYPES", "%FEATURE_STRUCTURES"} & keys)
    yield "label-studio", "data" in keys and bool({"annotations", "predictions", "completions"} & keys)
    yield (
        "prodigy",
        {"text", "spans"} <= keys and bool({"_input_hash", "_task_hash", "answer", "tokens", "_view_id"} & keys),
    )
    yield (
        "doccano",
        "text" in first and any(isinstance(first.get(each), list) for each in ("label", "labels", "entities")),
    )


def _first_row(head: str) -> dict[str, object]:
    """The first object of JSON Lines, or of a list; empty where it is longer than what is looked at."""
    try:
        row, _ = json.JSONDecoder().raw_decode(head.lstrip("[ \r\n\t"))
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}
