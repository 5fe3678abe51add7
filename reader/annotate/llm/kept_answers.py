"""Keeps the answers of models on disk by text, model and instructions, so that nothing is asked and paid for twice."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.paths import data_folder, keep_private, make_folder

FOLDER = "llm"
"""The folder in the reader's own data for everything about models."""
_FIELDS = ("content", "is_cut", "limit")


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as the model gave it."""

    content: str
    is_cut: bool = False
    """Whether it ends before its end, at the limit of tokens."""


def name_answer(text: str, model: str, instructions: str) -> str:
    """The name of an answer: the SHA-256 of all that decides it."""
    parts = json.dumps([text, model, instructions])
    return hashlib.sha256(parts.encode("ascii")).hexdigest()


def find_answer(name: str, *, limit: int) -> KeptAnswer | None:
    """The kept answer with this name; None where there is none, or where its file is damaged.

    An answer that was cut off at another limit, in tokens, is asked for again.
    """
    try:
        found = json.loads(_path_of(name).read_text(encoding="utf-8"))
        content, is_cut, old_limit = (found[field] for field in _FIELDS)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(content, str) or (is_cut and old_limit != limit):
        return None
    return KeptAnswer(content, bool(is_cut))


def keep_answer(name: str, answer: KeptAnswer, *, limit: int) -> None:
    """Keep an answer; where the disk refuses, it is asked for again the next time."""
    path = _path_of(name)
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(6)}.part")
    with suppress(OSError):
        make_folder(path.parent)
        row = dict(zip(_FIELDS, (answer.content, answer.is_cut, limit), strict=True))
        unfinished.write_text(json.dumps(row), encoding="utf-8")
        keep_private(unfinished)
        os.replace(unfinished, path)


def _path_of(name: str) -> Path:
    return data_folder() / FOLDER / "answers" / name[:2] / f"{name}.json"
