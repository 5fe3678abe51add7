"""Keeps the articles of feeds: FOLDER/feeds/NAME.jsonl, an article a line, none of them twice in the folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from reader.errors import LoadError
from reader.library.feeds.whole_files import write_whole
from reader.load import Loaded
from reader.load.bytes_read import open_bytes

FEEDS = "feeds"
"""The name of the folder in the library."""


class PulledArticles:
    """What is in the files of all feeds, by address and by text."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FEEDS
        self._addresses: set[str] = set()
        self._texts: set[str] = set()
        for row in _rows(self._folder):
            self._note(row)

    def has_file(self, name: str) -> bool:
        """Whether a feed has a file."""
        return self._file(name).exists()

    def has_address(self, url: str) -> bool:
        """Whether an article from this address is there."""
        return bool(url) and _same_address(url) in self._addresses

    def has_text(self, text: str) -> bool:
        """Whether an article with this text is there, whatever its white space."""
        return _digest(text) in self._texts

    def add(self, name: str, loaded: Iterable[Loaded]) -> None:
        """Add articles to the file of a feed, all of them or none; StoreError where the file cannot be written."""
        rows = [_row_of(each) for each in loaded]
        if rows:
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            write_whole(self._file(name), lines.encode("utf-8", "replace"), keeps=True)

    def note(self, loaded: Loaded) -> None:
        """Count an article as there from now on, before it is written."""
        self._note(_row_of(loaded))

    def _note(self, row: dict[str, Any]) -> None:
        if isinstance(url := row.get("url"), str) and url:
            self._addresses.add(_same_address(url))
        if isinstance(text := row.get("text"), str):
            self._texts.add(_digest(text))

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.jsonl"


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")]):
        try:
            with open_bytes(str(path)) as stream:
                for line in stream:
                    try:
                        row = json.loads(line)
                    except (ValueError, RecursionError):
                        continue  # The reader names the line when it loads the file.
                    if isinstance(row, dict):
                        yield row
        except LoadError:
            continue


def _row_of(loaded: Loaded) -> dict[str, Any]:
    article = loaded.article
    fields = dict(article.fields)
    return {
        "id": article.id[:16],
        "title": article.title,
        "date": article.date,
        "source": fields.get("publisher", ""),
        "url": fields.get("url", ""),
        **({"author": fields["author"]} if fields.get("author") else {}),
        "text": article.text,
    }


def _same_address(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(scheme="", netloc=parts.netloc.lower(), fragment="").geturl()


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()
