"""Reads the marked articles: their marks as offsets in code points, and their texts, found again by SHA-256.

commitments.jsonl and entities.jsonl have offsets only, since the owners of the texts do not allow redistribution.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Marked:
    """One article with its commitments, and its entities where those are marked too."""

    doc: str
    sha256: str
    origin: str
    """"apart": measured on, never read; "tuned": rules were made from it; "quick": marked in haste; else "marks"."""
    commitments: tuple[dict[str, Any], ...]
    entities: tuple[dict[str, Any], ...] | None

    @property
    def was_kept_apart(self) -> bool:
        """Whether only measurements have been made on it so far."""
        return self.origin == "apart"

    @property
    def was_tuned_on(self) -> bool:
        """Whether the rules were made from it."""
        return self.origin == "tuned"

    @property
    def was_read_quickly(self) -> bool:
        """Whether its marks were not gone over a second time."""
        return self.origin == "quick"

    @property
    def is_marked_twice_over(self) -> bool:
        """Whether both its commitments and its entities are marked."""
        return self.entities is not None


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file in JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_marked(folder: Path = HERE) -> list[Marked]:
    """Every marked article, in the order of its SHA-256."""
    entities = {row["sha256"]: tuple(row["entities"]) for row in read_rows(folder / "entities.jsonl")}
    return [
        Marked(row["doc"], row["sha256"], row["origin"], tuple(row["commitments"]), entities.get(row["sha256"]))
        for row in read_rows(folder / "commitments.jsonl")
    ]


def read_parts(folder: Path = HERE) -> dict[str, str]:
    """The part of every marked article by its SHA-256: train, dev or test."""
    lines = (folder / "parts.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def find_texts(sources: Iterable[Path]) -> dict[str, str]:
    """The texts in folders of text files and in JSON Lines with `text`, and perhaps `title`, by SHA-256."""
    return {sha256(text.encode()).hexdigest(): text for source in sources for text in _texts_in(source)}


def _texts_in(source: Path) -> Iterator[str]:
    if source.is_dir():
        for path in sorted(source.rglob("*.txt")):
            yield path.read_text(encoding="utf-8")
        return
    opened = gzip.open if source.suffix == ".gz" else open
    with opened(source, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield f"{row['title']}\n\n{row['text'].strip()}\n" if "title" in row else row["text"]
