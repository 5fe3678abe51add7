"""Finds what stands around a passage that may be evidence, and which of its words the commitment shares."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from reader.library.index.article_putting import find_article
from reader.library.index.index_words import index_words
from reader.library.ledger.act_words import act_key, act_keys
from reader.library.ledger.evidence_ranking import Passage
from reader.library.ledger.ledger_row import LedgerRow
from reader.load.publishing import outlet_of
from reader.model import Span

_AROUND = 400
"""The code points before and after a passage that are shown."""


@dataclass(frozen=True, slots=True)
class PassageContext:
    """A stretch of an article around a passage."""

    title: str
    outlet: str
    text: str
    passage: Span
    """The passage in that text."""


def find_context(connection: sqlite3.Connection, passage: Passage) -> PassageContext:
    """The passage in its context; alone, where its article is no longer in the index."""
    loaded = find_article(connection, passage.article)
    if loaded is None:
        return PassageContext("", "", passage.text, Span(0, len(passage.text)))
    text, span = loaded.article.text, passage.span
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    if start:
        start = text.find(" ", start, span.start) + 1 or span.start
    if end < len(text):
        end = max(text.rfind(" ", span.end, end), span.end)
    before, said, after = (
        _without_blanks(part) for part in (text[start : span.start], passage.text, text[span.end : end])
    )
    whole = "".join((before, said, after))
    return PassageContext(
        loaded.article.title, outlet_of(loaded.article), whole, Span(len(before), len(before) + len(said))
    )


def _without_blanks(text: str) -> str:
    """A text without blank lines and without white space around its lines; white space at its ends is kept as one."""
    lines = "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
    first = _one_of(text[: len(text) - len(text.lstrip())])
    last = _one_of(text[len(text.rstrip()) :])
    return f"{first}{lines}{last}" if lines else last


def _one_of(blanks: str) -> str:
    return "\n" if "\n" in blanks else blanks[:1]


def find_shared(rows: Iterable[LedgerRow], text: str) -> tuple[Span, ...]:
    """The words of a text that the reports of a commitment share in some form."""
    told = (" ".join((row.title, row.quote, *(each.quote for each in row.roles.values()))) for row in rows)
    keys = frozenset().union(*map(act_keys, told))
    return tuple(word.span for word in index_words(text) if act_key(word.folded) in keys)
