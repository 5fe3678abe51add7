"""Finds the sentences of the library that may bear on a commitment, through the index."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reader.arabic.words import sentences
from reader.library.index.article_putting import get_text
from reader.library.index.days_read import read_ordinal
from reader.library.index.index_words import folded_words, stem
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.entry import Entry
from reader.library.ledger.evidence_ranking import Passage, RankedPassage, rank_evidence
from reader.library.ledger.ledger_row import LedgerRow
from reader.model import Span

_MOST_BY_WORDS = 200
_MOST_BY_NAMES = 100
"""The most articles that are looked through because of their words, and because of the entities in them."""
_MOST_WORDS = 40
_SHORTEST = 3
"""The fewest letters of a stem by which articles are found."""
_LEAST_SHARED = 2
"""How many of the commitment's entities an article has in common with it, to be found by them."""
_BY_WORDS = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
_BY_NAMES = """
SELECT a.article FROM annotations a JOIN articles r ON r.number = a.article
WHERE a.name IN (SELECT value FROM json_each(?)) AND r.is_present
GROUP BY a.article HAVING count(DISTINCT a.name) >= ?
ORDER BY abs(coalesce(r.day, 0) - ?) LIMIT ?
"""
_NAMED = "SELECT DISTINCT start, end, name FROM annotations WHERE article = ? AND name <> '' AND decision <> 'rejected'"


def find_evidence(index: LibraryIndex, entry: Entry, *, names: Mapping[str, str]) -> list[RankedPassage]:
    """The sentences of other articles that may be evidence, the likeliest first; `names` are merged names."""
    rows = [_with_merged_names(row, names) for row in entry.rows]
    passages = _find_passages(index, rows, names)
    return rank_evidence(rows[0], passages, reports=rows[1:])


def _with_merged_names(row: LedgerRow, names: Mapping[str, str]) -> LedgerRow:
    roles = {role: replace(filler, name=names.get(filler.name, filler.name)) for role, filler in row.roles.items()}
    return replace(row, roles=roles)


def _find_passages(index: LibraryIndex, rows: list[LedgerRow], names: Mapping[str, str]) -> Iterator[Passage]:
    connection = index.connection
    for number in _find_articles(index, rows, names):
        row = connection.execute("SELECT id, day FROM articles WHERE number = ? AND is_present", (number,)).fetchone()
        if row is None:
            continue
        article, day = row
        text = get_text(connection, number)
        named = [
            (Span(start, end), names.get(name, name)) for start, end, name in connection.execute(_NAMED, (number,))
        ]
        for span in sentences(text):
            inside = frozenset(name for place, name in named if span.covers(place))
            yield Passage(article, span, span.of(text), read_ordinal(day), inside)


def _find_articles(index: LibraryIndex, rows: list[LedgerRow], names: Mapping[str, str]) -> list[int]:
    connection = index.connection
    found: list[int] = []
    if stems := _stems(rows):
        wanted = " OR ".join(f'"{each}"' for each in stems)
        query = f"{{title_stems body_stems}} : ({wanted})"
        found += (number for (number,) in connection.execute(_BY_WORDS, (query, _MOST_BY_WORDS)))
    groups = {filler.name for row in rows for filler in row.roles.values()}
    every = groups | {name for name, group in names.items() if group in groups}
    day = next((row.day.toordinal() for row in rows if row.day is not None), 0)
    asked = (json.dumps(sorted(every)), _LEAST_SHARED, day, _MOST_BY_NAMES)
    found += (number for (number,) in connection.execute(_BY_NAMES, asked))
    return list(dict.fromkeys(found))


def _stems(rows: list[LedgerRow]) -> list[str]:
    """The stems of the acts and the parties, each once; those of the first report come first."""
    told = (
        row.roles[role].quote for row in rows for role in ("action", "committer", "counterparty") if role in row.roles
    )
    every = (stem(word) for quote in (*told, *(row.quote for row in rows)) for word in folded_words(quote))
    return list(dict.fromkeys(each for each in every if len(each) >= _SHORTEST))[:_MOST_WORDS]
