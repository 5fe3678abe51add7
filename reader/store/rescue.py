"""Keeps work that could not be written to the database in files, and reads it back."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from reader.journal.operation_json import operation_to_json, read_operation, to_json
from reader.journal.operations import Operation, new_id
from reader.model import Article
from reader.paths import keep_private, make_folder
from reader.store.rows import check_operation

_ENDING = ".jsonl"


@dataclass(frozen=True, slots=True)
class Rescued:
    """The content of one rescue file."""

    path: Path
    articles: tuple[Article, ...]
    operations: tuple[Operation, ...]
    damaged: int = 0
    """The number of lines that could not be read; while there are any, the file is kept."""


def to_lines(articles: Iterable[Article], operations: Iterable[Operation]) -> str:
    """The content of a rescue file: a line of JSON for each article and each operation."""
    lines = [to_json({"article": _fields(article)}) for article in articles]
    lines += [f'{{"operation":{operation_to_json(each)}}}' for each in operations]
    return "".join(f"{line}\n" for line in lines)


def keep(folders: Sequence[Path], articles: Iterable[Article], operations: Iterable[Operation]) -> Path | None:
    """Write a new file durably in the first folder where that succeeds, and return its path; None if all fail."""
    content = to_lines(articles, operations).encode("utf-8")
    # Each file is written once and appears whole under its final name, so that nobody reads half of it.
    name = f"{time.time_ns():020d}-{new_id()[:8]}{_ENDING}"
    for folder in folders:
        part = folder / f"{name}.part"
        try:
            make_folder(folder)
            write_durably(part, content)
            os.replace(part, folder / name)
            sync_folder(folder)
        except OSError:
            forget([part])
            continue
        return folder / name
    return None


def find(folders: Iterable[Path]) -> tuple[Rescued, ...]:
    """The contents of the rescue files in folders, the oldest first."""
    paths = sorted(
        (path for folder in folders if folder.is_dir() for path in folder.glob(f"*{_ENDING}")), key=lambda p: p.name
    )
    return tuple(_read(path) for path in paths)


def forget(paths: Iterable[Path]) -> None:
    """Remove files whose work is in the database; one that stays does no harm, since nothing counts twice."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            continue


def _read(path: Path) -> Rescued:
    articles: list[Article] = []
    operations: list[Operation] = []
    damaged = 0
    try:
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    except (OSError, UnicodeDecodeError):
        return Rescued(path, (), (), damaged=1)
    for line in lines:
        try:
            (kind, value), *_ = json.loads(line).items()
            if kind == "article":
                articles.append(_article(value))
            else:
                operations.append(check_operation(read_operation(value)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            damaged += 1
    return Rescued(path, tuple(articles), tuple(operations), damaged)


def _article(value: dict[str, Any]) -> Article:
    fields = tuple((name, content) for name, content in value.pop("fields"))
    if not all(isinstance(each, str) for each in (*value.values(), *chain.from_iterable(fields))):
        raise ValueError("an article has a field that is not text")
    return Article(**value, fields=fields)


def _fields(article: Article) -> dict[str, object]:
    return {
        "text": article.text,
        "title": article.title,
        "source": article.source,
        "date": article.date,
        "fields": [list(pair) for pair in article.fields],
    }


def write_durably(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on disk."""
    with open(path, "xb") as file:
        keep_private(path)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a folder's list of files is on disk."""
    if os.name == "nt":
        # Windows cannot open folders, and NTFS logs the change by itself.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
