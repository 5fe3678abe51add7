"""Converts rows of JSON Lines into a Parquet file with the same fields, and back."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from reader.errors import ReaderError, shown
from reader.labels import default_labels
from reader.wording import say

_GROUP = 1000
"""The number of articles in a row group; that many are in memory at a time."""
_TEXTS = ("doc", "title", "date", "source", "url", "text", "path", "failed", "sha256")
_COLUMNS = frozenset((*_TEXTS, "whole", "length", "entities", "commitments"))
"""The fields of a row that have columns; the others, which --with-text adds, are together in the column "fields"."""


def is_parquet(path: Path) -> bool:
    """Whether the name asks for Parquet."""
    return path.suffix.lower() in (".parquet", ".pq")


def check_parquet() -> None:
    """Raise ReaderError if pyarrow is not installed."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise ReaderError(
            say("Parquet needs pyarrow, which is not installed: pip install 'arabic-reader[dask]'.")
        ) from error


def convert_rows(rows: Path, path: Path) -> None:
    """Write the rows of a JSON Lines file as Parquet; the file appears whole or not at all.

    Lone surrogates, which Parquet's UTF-8 cannot contain, become U+FFFD; offsets stay. If the disk is full, ReaderError
    is raised.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    target = path.resolve()
    partial = target.with_name(target.name + ".part")
    try:
        with open(rows, encoding="utf-8") as lines, pq.ParquetWriter(partial, schema, compression="zstd") as writer:
            while group := list(islice(lines, _GROUP)):
                writer.write_table(pa.Table.from_pylist([_row(json.loads(line)) for line in group], schema=schema))
        if target.exists():
            shutil.copymode(target, partial)
        os.replace(partial, target)
    except OSError as error:
        reason = error.strerror or shown(error)
        raise ReaderError(
            say(
                "{path}: cannot be written ({reason}); the rows are kept in {rows}, from which --resume goes on.",
                path=shown(path),
                reason=reason,
                rows=shown(rows),
            )
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def restore_rows(path: Path, rows: Path) -> None:
    """Write the rows of a finished Parquet file as JSON Lines again, so that a run can be resumed.

    ReaderError is raised if the file is not the output of a run.
    """
    partial = rows.with_name(rows.name + ".part")
    try:
        with open(partial, "w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in read_rows(path))
        os.replace(partial, rows)
    except OSError as error:
        raise ReaderError(
            say(
                "{rows}: cannot be written ({reason}); make room, or name another file.",
                rows=shown(rows),
                reason=error.strerror or shown(error),
            )
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a finished Parquet file, as they would be in JSON Lines; one group of them is in memory at a time.

    ReaderError is raised if the file is not the output of a run.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            if not {"doc", "sha256", "entities", "commitments"} <= set(file.schema_arrow.names):
                raise pa.ArrowInvalid(say("it has other columns"))
            for group in file.iter_batches(_GROUP):
                yield from map(_row_of, group.to_pylist())
    except (OSError, pa.ArrowException) as error:
        raise ReaderError(
            say(
                "{path}: not a file that `reader annotate` wrote ({error}); name another file, or leave --resume "
                "out to overwrite it.",
                path=shown(path),
                error=shown(error),
            )
        ) from error


def _schema() -> Any:
    import pyarrow as pa

    offset, text, score = pa.int32(), pa.string(), pa.float64()
    attributes = pa.map_(text, text)
    pair = pa.struct([("start", offset), ("end", offset)])
    entity = {"start": offset, "end": offset, "label": text, "text": text, "entity": text, "score": score}
    entity |= {"source": text, "rule": text, "attributes": attributes}
    commitment = {"type": text, "cue": pair} | dict.fromkeys(_roles(), pair)
    commitment |= {"polarity": text, "status": text, "score": score, "rule": text, "annotator": text}
    commitment |= {"roles": pa.map_(text, pair), "attributes": attributes}
    fields = dict.fromkeys(_TEXTS, text) | {"whole": pa.bool_(), "length": offset, "fields": attributes}
    fields |= {"entities": pa.list_(pa.struct(list(entity.items())))}
    fields |= {"commitments": pa.list_(pa.struct(list(commitment.items())))}
    return pa.schema(list(fields.items()))


def _roles() -> tuple[str, ...]:
    return tuple(dict.fromkeys(role.name for label in default_labels().commitments for role in label.roles))


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """The columns for a row of JSON Lines."""
    roles = ("cue", *_roles())
    commitments = [
        entry
        | {role: _pair(entry.get(role)) for role in roles}
        | {"roles": [(role, _pair(span)) for role, span in entry.get("roles", {}).items()]}
        | {"attributes": list(entry.get("attributes", {}).items())}
        for entry in row["commitments"]
    ]
    entities = [entry | {"attributes": list(entry.get("attributes", {}).items())} for entry in row["entities"]]
    further = [(name, str(value)) for name, value in row.items() if name not in _COLUMNS]
    whole: dict[str, Any] = _whole(row | {"entities": entities, "commitments": commitments, "fields": further})
    return whole


def _row_of(columns: dict[str, Any]) -> dict[str, Any]:
    """The row of JSON Lines from which the columns were made."""
    roles = ("cue", *_roles())
    for entry in columns["commitments"]:
        entry |= {role: _offsets(entry[role]) for role in roles}
        entry["roles"] = {role: _offsets(span) for role, span in entry.get("roles") or ()}
    columns |= dict(columns.pop("fields", None) or ())
    row = {name: value for name, value in columns.items() if value is not None}
    return row | {
        "entities": [_without(("rule", "attributes"), entry) for entry in columns["entities"]],
        "commitments": [_without(("roles", "attributes"), entry) for entry in columns["commitments"]],
    }


def _without(optional: tuple[str, ...], entry: dict[str, Any]) -> dict[str, Any]:
    entry["attributes"] = dict(entry["attributes"] or ())
    return {name: value for name, value in entry.items() if value or name not in optional}


def _pair(offsets: list[int] | None) -> dict[str, int] | None:
    return None if offsets is None else {"start": offsets[0], "end": offsets[1]}


def _offsets(pair: dict[str, int] | None) -> list[int] | None:
    return None if pair is None else [pair["start"], pair["end"]]


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {name: _whole(entry) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_whole, value))  # pyarrow takes a map's pairs as tuples only
    return value
