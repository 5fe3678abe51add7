"""Turns rows of JSON Lines into a Parquet file with the same fields, for engines that read columns."""

from __future__ import annotations

import json
import os
from itertools import islice
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.labels import default_labels

_GROUP = 1000
"""Articles in a row group; so many are in memory at a time."""


def is_parquet(path: Path) -> bool:
    """Whether the name asks for Parquet."""
    return path.suffix.lower() in (".parquet", ".pq")


def journal_of(path: Path) -> Path:
    """The file beside a Parquet file in which rows are kept until all are there."""
    return path.with_name(path.name + ".part.jsonl")


def check_parquet() -> None:
    """ReaderError where pyarrow is not installed."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise ReaderError(
            "Parquet needs pyarrow, which is not installed: pip install 'arabic-reader[dask]'."
        ) from error


def convert_rows(rows: Path, path: Path) -> None:
    """Write the rows of a JSON Lines file as Parquet; the file appears whole or not at all.

    Lone surrogates, which Parquet's UTF-8 cannot hold, become U+FFFD; offsets stay.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    partial = path.with_name(path.name + ".part")
    with open(rows, encoding="utf-8") as lines, pq.ParquetWriter(partial, schema, compression="zstd") as writer:
        while group := list(islice(lines, _GROUP)):
            writer.write_table(pa.Table.from_pylist([_row(json.loads(line)) for line in group], schema=schema))
    os.replace(partial, path)


def _schema() -> Any:
    import pyarrow as pa

    offset, text, score = pa.int32(), pa.string(), pa.float64()
    attributes = pa.map_(text, text)
    pair = pa.struct([("start", offset), ("end", offset)])
    entity = {"start": offset, "end": offset, "label": text, "text": text, "entity": text, "score": score}
    entity |= {"source": text, "rule": text, "attributes": attributes}
    commitment = {"type": text, "cue": pair} | dict.fromkeys(_roles(), pair)
    commitment |= {"polarity": text, "status": text, "score": score, "rule": text, "annotator": text}
    commitment |= {"attributes": attributes}
    fields = {"doc": text, "title": text, "text": text, "path": text, "failed": text, "sha256": text, "length": offset}
    fields |= {"entities": pa.list_(pa.struct(list(entity.items())))}
    fields |= {"commitments": pa.list_(pa.struct(list(commitment.items())))}
    return pa.schema(list(fields.items()))


def _roles() -> tuple[str, ...]:
    return tuple(dict.fromkeys(role.name for label in default_labels().commitments for role in label.roles))


def _row(row: dict[str, Any]) -> dict[str, Any]:
    roles = ("cue", *_roles())
    commitments = [
        entry | {role: _pair(entry.get(role)) for role in roles} | {"attributes": _pairs(entry)}
        for entry in row["commitments"]
    ]
    entities = [entry | {"attributes": _pairs(entry)} for entry in row["entities"]]
    whole: dict[str, Any] = _whole(row | {"entities": entities, "commitments": commitments})
    return whole


def _pair(offsets: list[int] | None) -> dict[str, int] | None:
    return None if offsets is None else {"start": offsets[0], "end": offsets[1]}


def _pairs(entry: dict[str, Any]) -> list[tuple[str, str]]:
    return list(entry.get("attributes", {}).items())


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {name: _whole(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [_whole(entry) for entry in value]
    return value
