"""Finds the articles in which a form may stand, in any spelling and with anything attached to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.library.index.index_words import folded_words

_MOST_TERMS = 2_000
"""The most words of the library that are taken for one that is looked for; beyond, every article may have it."""


def find_candidates(connection: sqlite3.Connection, words: str) -> Iterator[int]:
    """The numbers of the articles that may contain all of some words, alone or with something before or after them."""
    alternatives = [terms for word in folded_words(words) if (terms := _find_terms(connection, word)) is not None]
    if not all(alternatives):
        return
    values: tuple[str, ...] = ()
    query = "SELECT number FROM articles WHERE is_present ORDER BY number"
    if alternatives:
        query = (
            "SELECT rowid FROM words WHERE words MATCH ? AND rowid IN (SELECT number FROM articles WHERE is_present)"
            " ORDER BY rowid"
        )
        values = (" AND ".join(f"({' OR '.join(terms)})" for terms in alternatives),)
    for (number,) in connection.execute(query, values).fetchall():
        yield number


def _find_terms(connection: sqlite3.Connection, word: str) -> list[str] | None:
    """The words of the library that contain a folded word, in quotes; None if there are too many to ask for."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'row')")
    found = connection.execute(
        "SELECT term FROM temp.vocabulary WHERE instr(term, ?) LIMIT ?", (word, _MOST_TERMS + 1)
    ).fetchall()
    return None if len(found) > _MOST_TERMS else [f'"{term}"' for (term,) in found]
