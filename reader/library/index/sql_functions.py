"""Adds to a connection the functions on folded words that queries use in SQL."""

from __future__ import annotations

import sqlite3

from reader.library.index.word_patterns import fold_name, has_phrase


def add_functions(connection: sqlite3.Connection) -> None:
    """Add `has_phrase(text, patterns)` and `fold_name(name)` to a connection."""
    connection.create_function("has_phrase", 2, has_phrase, deterministic=True)
    connection.create_function("fold_name", 1, fold_name, deterministic=True)
